/** A column of a table for people: `text` is anything somebody may have typed, `plain` is ours. */
export interface CsvColumn<Row> {
  title: string;
  kind: 'text' | 'plain';
  of(row: Row): string | null;
}

/** Spreadsheets run what begins so (OWASP, CSV injection); a leading ' makes it text again. */
const RUNNABLE = /^[=+\-@\t\r\0]/;

/** One line of RFC 4180, with its end. Amounts and days are `plain`: a minus stays a minus. */
export function csvLine<Row>(columns: readonly CsvColumn<Row>[], row: Row): string {
  const cells = columns.map(({ kind, of }) => {
    const text = of(row) ?? '';
    return quoted(kind === 'text' && RUNNABLE.test(text) ? `'${text}` : text);
  });
  return `${cells.join(',')}\r\n`;
}

/** The first line; its mark tells spreadsheets that the file is UTF-8. */
export const csvHead = <Row>(columns: readonly CsvColumn<Row>[]): string =>
  `\uFEFF${columns.map((column) => quoted(column.title)).join(',')}\r\n`;

const quoted = (text: string): string =>
  /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
