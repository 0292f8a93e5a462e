import { forgetFilesLater, setTransaction } from './attachments.repository.ts';
import { listDeletedKeys, listFormerKeys, saveDeletedKeys } from './deleted-keys.repository.ts';
import type { LedgerEdit } from './ledger-edit.service.ts';
import {
  deleteParts,
  LINK_TABLES,
  listParts,
  listSplits,
  ROW_PARTS,
  type RowLink,
  saveLines,
  saveLinks,
  takeLinksTo,
} from './row-parts.repository.ts';
import { insertTagged } from './tags.repository.ts';
import type { FullTransaction, ReadTransaction } from './transactions.repository.ts';
import type {
  AttachmentRow,
  LoanPaymentRow,
  RefundRow,
  SplitLineRow,
  TransactionRow,
  TransactionsTables,
} from './transactions.tables.ts';

/** A step in which what belongs to rows changes beside them: tags, lines, ties, files, former keys. */
type Step = Pick<LedgerEdit, 'tx' | 'householdId' | 'at' | 'keep'>;

/** Adds a tag to those of the rows that lack it. */
export async function addTag(
  step: Step,
  rows: readonly FullTransaction[],
  tagId: string,
): Promise<void> {
  const tagged = await taggedWith(step, rows, tagId);
  const untagged = rows.filter((row) => !tagged.has(row.id));
  await tagUntagged(step, untagged, tagId);
}

/** Adds a tag to rows of which it is known that they lack it. */
export async function tagUntagged(
  step: Step,
  rows: readonly ReadTransaction[],
  tagId: string,
): Promise<void> {
  const added = rows.map((row) => ({ row, tag: tagOf(step, row, tagId) }));
  await insertTagged(
    step.tx,
    added.map(({ tag }) => tag),
  );
  for (const { row, tag } of added) step.keep('transaction_tags', null, tag, row.account_id);
}

/** Takes a tag from those of the rows that carry it. */
export async function removeTag(
  step: Step,
  rows: readonly FullTransaction[],
  tagId: string,
): Promise<void> {
  const tagged = await taggedWith(step, rows, tagId);
  await deleteParts(step.tx, 'transaction_tags', step.householdId, [...tagged], tagId);
  for (const row of rows) {
    if (tagged.has(row.id))
      step.keep('transaction_tags', tagOf(step, row, tagId), null, row.account_id);
  }
}

/** Hands what is attached to rows that go to one that stays. */
export async function handAttachments(
  step: Step,
  from: readonly FullTransaction[],
  to: FullTransaction,
): Promise<void> {
  const ids = from.map((row) => row.id);
  const parts = await listParts(step.tx, 'attachments', step.householdId, ids);
  await setTransaction(step.tx, step.householdId, parts, to.id);
  for (const part of parts) step.keep('attachments', part, null, to.account_id);
  for (const part of parts) {
    step.keep('attachments', null, { ...part, transaction_id: to.id }, to.account_id);
  }
}

/** Makes these the lines of a split; those it has now and lacks then are lines no more. */
export async function setLines(
  step: Step,
  splitId: string,
  lines: readonly SplitLineRow[],
  account: string,
): Promise<void> {
  const idOf = (line: SplitLineRow) => line.transaction_id;
  const before = await listSplits(step.tx, step.householdId, [splitId]);
  const gone = before.filter((line) => !lines.some((one) => idOf(one) === idOf(line)));
  await deleteParts(step.tx, 'split_lines', step.householdId, gone.map(idOf));
  await saveLines(step.tx, lines);
  for (const line of gone) step.keep('split_lines', line, null, account);
  for (const line of lines) {
    const was = before.find((one) => idOf(one) === idOf(line)) ?? null;
    step.keep('split_lines', was, line, account);
  }
}

/** Ties a transaction to another, or two to a loan. */
export async function tie<Table extends RowLink>(
  step: Step,
  table: Table,
  row: TransactionsTables[Table],
  account: string,
) {
  await saveLinks(step.tx, table, [row]);
  step.keep(table, null, row, account);
}

export async function untie(
  step: Step,
  table: RowLink,
  row: RefundRow | LoanPaymentRow,
  account: string,
): Promise<void> {
  await deleteParts(step.tx, table, step.householdId, [row.transaction_id]);
  step.keep(table, row, null, account);
}

/** Deletes what belongs to rows that go, and unties what is tied to them. */
export async function deletePartsOf(step: Step, rows: readonly FullTransaction[]): Promise<void> {
  const { tx, householdId, at } = step;
  const ids = rows.map((row) => row.id);
  const accounts = new Map(rows.map((row) => [row.id, row.account_id]));
  for (const table of ROW_PARTS) {
    const parts = await listParts(tx, table, householdId, ids);
    if (parts.length === 0) continue;
    await deleteParts(tx, table, householdId, ids);
    for (const part of parts) step.keep(table, part, null, accounts.get(part.transaction_id));
    if (table === 'attachments') {
      await forgetFilesLater(tx, householdId, parts as AttachmentRow[], at);
    }
  }
  for (const table of LINK_TABLES) {
    for (const { otherId, link } of await takeLinksTo(tx, table, householdId, ids)) {
      step.keep(table, link, null, accounts.get(otherId));
    }
  }
}

/** What banks sent of these rows, which a person deletes, is not to come again. */
export async function rememberDeleted(step: Step, rows: readonly FullTransaction[]): Promise<void> {
  for (const [account_id, own] of Map.groupBy(rows, (row) => row.account_id)) {
    const keys = own.flatMap((row) => row.import_key ?? []);
    const known = await listDeletedKeys(step.tx, step.householdId, account_id, keys);
    const fresh = keys
      .filter((key) => !known.some((row) => row.import_key === key))
      .map((import_key) => ({
        household_id: step.householdId,
        account_id,
        import_key,
        became_id: null,
        deleted_at: step.at,
      }));
    await saveDeletedKeys(step.tx, fresh);
    for (const row of fresh) step.keep('deleted_import_keys', null, row, account_id);
  }
  // Nor what they were called before they were booked.
  const ids = rows.map((row) => row.id);
  const former = await listFormerKeys(step.tx, step.householdId, ids);
  const gone = { became_id: null };
  await saveDeletedKeys(
    step.tx,
    former.map((row) => ({ ...row, ...gone })),
  );
  for (const row of former) step.keep('deleted_import_keys', row, gone, row.account_id);
}

const tagOf = ({ householdId }: Step, row: TransactionRow, tagId: string) => ({
  household_id: householdId,
  transaction_id: row.id,
  tag_id: tagId,
});

async function taggedWith(
  { tx, householdId }: Step,
  rows: readonly FullTransaction[],
  tagId: string,
): Promise<Set<string>> {
  const ids = rows.map((row) => row.id);
  const parts = await listParts(tx, 'transaction_tags', householdId, ids);
  return new Set(parts.filter((part) => part.tag_id === tagId).map((part) => part.transaction_id));
}
