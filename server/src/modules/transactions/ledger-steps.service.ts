import type { LedgerStep } from '@picture/contract';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/index.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import type { Who } from '../../platform/http/who.ts';
import { changeHousehold } from '../settings/index.ts';
import { LedgerEdit, type LedgerTables, STEP_LIFE_MS } from './ledger-edit.service.ts';
import { replay } from './ledger-replay.service.ts';
import {
  findLatestDone,
  findLatestOwn,
  findLatestUndone,
  findStep,
  markStep,
  readChanges,
  type StepRow,
} from './ledger-steps.repository.ts';
import { assertRefundsFit } from './refund-ties.service.ts';
import { inverted, type RowChange } from './row-changes.ts';

type Direction = 'undo' | 'redo';

export type LedgerSteps = ReturnType<typeof createLedgerSteps>;

/** Takes steps of the ledger back, and makes them again. */
export function createLedgerSteps(database: Database<LedgerTables>, clock: Clock) {
  const turn = (who: Who, direction: Direction, id: string | null): Promise<LedgerStep> =>
    changeHousehold(database, clock, who, async (change) => {
      const { tx, at, audit } = change;
      const latest = direction === 'undo' ? findLatestDone : findLatestUndone;
      const step =
        id === null
          ? await latest(tx, who.householdId, who.userId)
          : await findStep(tx, who.householdId, id);
      if (!step || isOver(step, at)) {
        throw id === null ? nothing(direction) : notFound('change');
      }
      if ((step.undone_at === null) !== (direction === 'undo')) throw nothing(direction);
      const changes = await readChanges(tx, step);
      const accountIds = accountsOf(changes);
      if (
        step.user_id !== who.userId &&
        accountIds.some((one) => who.hiddenAccountIds.includes(one))
      )
        throw notFound('change');
      const ledger = await LedgerEdit.open(change, who);
      await replay(ledger, direction === 'undo' ? inverted(changes) : changes);
      await assertRefundsFit(ledger);
      await ledger.settle();
      await markStep(tx, step, direction === 'undo' ? at : null);
      await audit({
        action: `ledger.${direction}`,
        entityId: step.id,
        after: { action: step.action, changes: step.change_count, accountIds },
      });
      return {
        id: step.id,
        action: step.action,
        changes: step.change_count,
        undoneAt: direction === 'undo' ? at : null,
      };
    });

  return {
    undo: async (who: Who, id: string | null, { stopAtImport = false } = {}) => {
      if (!stopAtImport) return turn(who, 'undo', id);
      const { stepId, file } = await findLatestOwn(database.read, who.householdId, who.userId);
      if (file) {
        throw new AppError(
          'import_is_latest',
          'The last thing you did was an import. Take it back as a whole.',
          { params: { ...file } },
        );
      }
      if (stepId === null) throw nothing('undo');
      return turn(who, 'undo', stepId);
    },
    redo: (who: Who, id: string | null) => turn(who, 'redo', id),
  };
}

const isOver = (step: StepRow, at: string): boolean =>
  Date.parse(at) - Date.parse(step.at) > STEP_LIFE_MS;

const nothing = (direction: Direction) =>
  new AppError(
    direction === 'undo' ? 'nothing_to_undo' : 'nothing_to_redo',
    direction === 'undo' ? 'There is nothing to take back.' : 'There is nothing to do again.',
  );

function accountsOf(changes: readonly RowChange[]): string[] {
  const ids = new Set<string>();
  for (const { account, before, after } of changes) {
    for (const id of [account, before?.['account_id'], after?.['account_id']]) {
      if (typeof id === 'string') ids.add(id);
    }
  }
  return [...ids];
}
