import type { Change } from '../settings/index.ts';
import {
  type Confirmation,
  confirmRows,
  forgetDeletedKeys,
  LedgerEdit,
  type RowChange,
  takeBackConfirmations,
} from '../transactions/index.ts';
import type { ImportFindings, StagedRow } from './findings.ts';
import { deleteImportRows } from './imports.repository.ts';
import type { ImportRowRecord } from './imports.tables.ts';
import { readConfirmations, saveConfirmations } from './match-rows.repository.ts';
import type { ImportTables } from './read.service.ts';
import { decisionOf, matchOf } from './row-decisions.ts';

type Settled = ReturnType<typeof settledRows>;

/** Gathers what a commit does beside adding rows. */
export function settledRows(findings: ImportFindings) {
  const confirmations = new Map<string, Confirmation>();
  /** By account: what comes again though somebody deleted it before. */
  const wanted = new Map<string, string[]>();

  function take(row: StagedRow): void {
    const decision = decisionOf(row);
    const accountId = findings.statements[row.statement]?.accountId;
    const transactionId = matchOf(row);
    if (decision === 'add' && row.chosen && accountId) {
      const keys = wanted.get(accountId) ?? [];
      wanted.set(accountId, keys);
      keys.push(row.importKey);
    }
    if (decision !== 'confirm' || transactionId === null) return;
    if (confirmations.has(transactionId)) {
      // A key came to be known since for the row that a person said another one is.
      delete row.chosen;
      row.decision = 'look';
      return;
    }
    confirmations.set(transactionId, {
      transactionId,
      importKey: row.importKey,
      postedOn: row.postedOn,
      amountMinor: row.amountMinor,
      isPending: row.isPending === true,
      payee: row.originalPayee ?? row.payee,
      memo: row.memo,
      checkNumber: row.checkNumber,
    });
  }

  return { take, confirmations, wanted };
}

const actorOf = (record: ImportRowRecord) => ({
  householdId: record.household_id,
  userId: record.user_id,
});

/** Confirms in the moment the batch lands; gives how many rows. */
export async function landConfirmations(
  change: Change<ImportTables>,
  record: ImportRowRecord,
  { confirmations, wanted }: Settled,
): Promise<number> {
  const { tx } = change;
  for (const [accountId, keys] of wanted) {
    await forgetDeletedKeys(tx, record.household_id, accountId, keys);
  }
  if (confirmations.size === 0) return 0;
  const ledger = await LedgerEdit.open(change, actorOf(record));
  const changes = await confirmRows(ledger, [...confirmations.values()]);
  await ledger.settle();
  await saveConfirmations(
    tx,
    record.household_id,
    record.id,
    changes.map((one) => ({ transactionId: String(one.key['id']), json: JSON.stringify(one) })),
  );
  return confirmations.size;
}

/** Gives how many confirmed rows stay so, because somebody changed them since. */
export async function takeBackLanded(
  change: Change<ImportTables>,
  record: ImportRowRecord,
): Promise<number> {
  const { tx } = change;
  const told = await readConfirmations(tx, record.household_id, record.id);
  if (told.length === 0) return 0;
  const ledger = await LedgerEdit.open(change, actorOf(record));
  const changes = told.map((json): RowChange => JSON.parse(json));
  const kept = await takeBackConfirmations(ledger, changes);
  await ledger.settle();
  await deleteImportRows(tx, record.household_id, record.id, ['import_confirmations']);
  return kept;
}
