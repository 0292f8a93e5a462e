import type { Structure } from './csv-layout.ts';
import { isTotal, type RowOutcome } from './csv-record.ts';
import type { CsvRow } from './csv-rows.ts';

/** Stands behind the number of a row, also where it has none, when other rows of its split follow. */
const MARK = /(?:^|\s)S$/;

/**
 * Quicken's register report writes a split as several rows: the first is marked, those below it have
 * neither day nor account nor name. They are read as what they belong to.
 */
export function reportSplits({ profile, columns }: Structure) {
  const { postedOn, account, checkNumber, payee } = columns.roles;
  const isReport = profile?.name === 'Quicken' && checkNumber !== null;
  const shared = [postedOn, account, checkNumber, payee].filter((column) => column !== null);
  let first: readonly string[] | null = null;

  function continued(row: CsvRow, from: readonly string[]): CsvRow | null {
    const isOwn = shared.some((column) => row.cells[column]?.trim());
    if (isOwn || !row.cells.some((cell) => /\d/.test(cell)) || isTotal(row.cells)) return null;
    const cells = row.cells.map((cell, at) => (shared.includes(at) ? (from[at] ?? '') : cell));
    return { ...row, cells };
  }

  return (row: CsvRow, read: (row: CsvRow) => RowOutcome): RowOutcome => {
    if (!isReport) return read(row);
    const more = first && continued(row, first);
    const outcome = read(more ?? row);
    if (!more) first = MARK.test(row.cells[checkNumber]?.trim() ?? '') ? row.cells : null;
    if (first === null || outcome === null || 'code' in outcome) return outcome;
    const { transaction } = outcome;
    const { amountMinor, memo, checkNumber: marked } = transaction;
    transaction.checkNumber = marked?.replace(MARK, '') || null;
    transaction.keyOf = { amountMinor, memo, checkNumber: marked };
    return { ...outcome, part: more ? 'more' : 'first' };
  };
}
