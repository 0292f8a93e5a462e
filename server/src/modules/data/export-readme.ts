import type { WrittenFile } from './zip-writer.client.ts';

export interface ExportOf {
  createdAt: string;
  household: { id: string; name: string };
  person: { id: string; name: string; email: string };
}

const VERSION = 1;

/** For programs: what is in the export, and the mark of every file. */
export const manifestOf = (
  of: ExportOf,
  files: readonly WrittenFile[],
  leftOut: readonly { table: string; why: string }[],
): string =>
  `${JSON.stringify({ format: 'my-financial-picture-export', version: VERSION, ...of, files, leftOut }, null, 2)}\n`;

/** For people: what this is, and where to find what. */
export function readmeOf(
  of: ExportOf,
  files: readonly WrittenFile[],
  language: 'en' | 'es',
): string {
  const list = files
    .map(({ path, rows }) => (rows === undefined ? `  ${path}` : `  ${path}  (${rows})`))
    .join('\n');
  return TEXTS[language](of, list);
}

const TEXTS: Record<'en' | 'es', (of: ExportOf, list: string) => string> = {
  en: ({ household, person, createdAt }, list) => `My Financial Picture: everything in one file

Household: ${household.name}
Made for:  ${person.name} <${person.email}>
Made at:   ${createdAt}

csv/    Tables for people: open them with a spreadsheet. A text that a spreadsheet
        would run begins with a ' that is not part of it.
data/   The same and all the rest for programs: one line of JSON for each row.
        Amounts are whole numbers of the currency's minor unit: -1234 USD is -12.34.
files/  The files you imported, as they were.
attachments/  The files you attached to transactions, each in a folder called as its id.
manifest.json  What each file holds, its number of rows and its SHA-256.

Accounts that other members keep private are not in it, nor passwords and keys.

Files, and their rows:
${list}
`,
  es: ({ household, person, createdAt }, list) => `My Financial Picture: todo en un archivo

Hogar:       ${household.name}
Hecho para:  ${person.name} <${person.email}>
Hecho el:    ${createdAt}

csv/    Tablas para personas: ábrelas con una hoja de cálculo. Un texto que una hoja
        de cálculo ejecutaría empieza con un ' que no es parte de él.
data/   Lo mismo y todo lo demás para programas: una línea de JSON por fila.
        Los importes son enteros de la unidad menor de la moneda: -1234 USD es -12,34.
files/  Los archivos que importaste, tal como eran.
attachments/  Los archivos que adjuntaste a transacciones, cada uno en una carpeta con su id.
manifest.json  Qué contiene cada archivo, su número de filas y su SHA-256.

No incluye las cuentas que otros miembros guardan como privadas, ni contraseñas ni claves.

Archivos, y sus filas:
${list}
`,
};
