import { forgetFilesLater, insertAttachments } from './attachments.repository.ts';
import type { LedgerEdit } from './ledger-edit.service.ts';
import { type Cells, isAsLeft, type RowChange, STEP_KEYS } from './row-changes.ts';
import {
  deleteParts,
  listParts,
  ROW_LINKS,
  type RowPart,
  saveLines,
  saveLinks,
} from './row-parts.repository.ts';
import { overtaken } from './step-overtaken.ts';
import { insertTagged, listTagRows } from './tags.repository.ts';
import { listTransactionsById } from './transactions.repository.ts';
import type { AttachmentRow, SplitLineRow, TransactionTagRow } from './transactions.tables.ts';

/** What belongs to transactions; nothing comes back to one, or of a tag, that is no more. */
export async function replayParts(ledger: LedgerEdit, run: readonly RowChange[]): Promise<void> {
  const { tx, householdId } = ledger;
  const [first] = run;
  if (!first) return;
  const table = first.table as RowPart;
  const ids = [...new Set(run.map((change) => String(change.key['transaction_id'])))];
  const others = new Set(run.flatMap((change) => otherOf(table, change.after) ?? []));
  const keyOf = (cells: object) =>
    JSON.stringify(STEP_KEYS[table].map((column) => (cells as Cells)[column]));
  const present = new Map(
    (await listParts(tx, table, householdId, ids)).map((part) => [keyOf(part), part]),
  );
  const homes = new Set(
    (
      await listTransactionsById(tx, { householdId, hiddenAccountIds: [] }, [...ids, ...others])
    ).map((row) => row.id),
  );
  const tagIds = new Set((await listTagRows(tx, householdId)).map((row) => row.id));
  const isHomeless = ({ key, after }: RowChange) => {
    const other = otherOf(table, after);
    return (
      after !== null &&
      !(
        homes.has(String(key['transaction_id'])) &&
        (other === null || homes.has(other)) &&
        (key['tag_id'] === undefined || tagIds.has(String(key['tag_id'])))
      )
    );
  };
  const stray = run.filter(
    (change) => !isAsLeft(present.get(keyOf(change.key)), change.before) || isHomeless(change),
  );
  if (stray.length > 0) throw overtaken(stray.length);
  for (const change of run) {
    const { key, after } = change;
    if (after === null) {
      const partId = key['tag_id'] ?? key['id'];
      const named = partId === undefined ? undefined : String(partId);
      await deleteParts(tx, table, householdId, [String(key['transaction_id'])], named);
    }
  }
  const rows = run
    .filter(({ after }) => after !== null)
    .map(({ key, after }) => ({ household_id: householdId, ...present.get(keyOf(key)), ...after }));
  if (table === 'split_lines') await saveLines(tx, rows as SplitLineRow[]);
  else if (table === 'attachments') await replayAttachments(ledger, run, rows as AttachmentRow[]);
  else if (table === 'transaction_tags') await insertTagged(tx, rows as TransactionTagRow[]);
  else await saveLinks(tx, table, rows as never);
}

/** The other transaction such a row names. */
const otherOf = (table: RowPart, cells: Cells | null): string | null => {
  const column = (ROW_LINKS as Partial<Record<RowPart, string>>)[table];
  const id = column === undefined ? null : cells?.[column];
  return typeof id === 'string' ? id : null;
};

async function replayAttachments(
  ledger: LedgerEdit,
  run: readonly RowChange[],
  back: readonly AttachmentRow[],
): Promise<void> {
  const { tx, householdId, at } = ledger;
  await insertAttachments(tx, back);
  const gone = run
    .filter(({ after }) => after === null)
    .map((change) => ({ id: String(change.key['id']) }));
  await forgetFilesLater(tx, householdId, gone, at);
}
