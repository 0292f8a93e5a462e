import type { AuditEntryView, listAuditLog, Query, Reply } from '@picture/contract';
import type { Database } from '../../platform/db/index.ts';
import type { Who } from '../../platform/http/who.ts';
import {
  type HouseholdEntry,
  listHouseholdEntries,
  listPersonEntries,
} from './audit.repository.ts';
import type { WholeTables } from './data.tables.ts';

/** Reads what changes and sign-ins left behind. Nothing here writes: the log only grows. */
export function createAuditLog({ read }: Database<WholeTables>) {
  return {
    list: async (
      who: Who,
      { of, cursor, limit, action }: Query<typeof listAuditLog>,
    ): Promise<Reply<typeof listAuditLog>> => {
      const page = { before: cursor, action, limit: limit + 1 };
      const items =
        of === 'person'
          ? (await listPersonEntries(read, who.userId, page)).map((row) => ({
              id: row.id,
              at: row.at,
              who: who.user.name,
              action: row.action,
              entityId: who.userId,
              address: row.address,
              browser: row.browser,
              before: null,
              after: parsed(row.detail_json),
              turned: null,
              step: null,
            }))
          : (await listHouseholdEntries(read, who, page)).map(present);
      const shown = items.slice(0, limit);
      const last = items.length > limit ? shown.at(-1) : undefined;
      return { items: shown, nextCursor: last?.id ?? null };
    },
  };
}

const present = (row: HouseholdEntry): AuditEntryView => ({
  id: row.id,
  at: row.at,
  who: row.user_id === null ? null : (row.name ?? ''),
  action: row.action,
  entityId: row.entity_id,
  address: null,
  browser: null,
  before: parsed(row.before_json),
  after:
    row.file_name === null
      ? parsed(row.after_json)
      : { ...(parsed(row.after_json) as object), fileName: row.file_name },
  turned: turnedOf(row),
  step: stepOf(row),
});

function turnedOf(row: HouseholdEntry): AuditEntryView['turned'] {
  if (row.turned_action === null || row.turned_entity_id === null) return null;
  return {
    who: row.turned_user_id === null ? null : (row.turned_name ?? ''),
    action: row.turned_action,
    entityId: row.turned_entity_id,
    before: parsed(row.turned_before_json),
    after: parsed(row.turned_after_json),
  };
}

function stepOf(row: HouseholdEntry): AuditEntryView['step'] {
  // What was decided later goes with its import.
  if (row.action === 'import.decide') return null;
  if (row.import_status === 'committed') return 'done';
  if (row.import_status === 'undone') return 'undone';
  return row.step_id === null ? null : row.undone_at === null ? 'done' : 'undone';
}

const parsed = (json: string | null): unknown => (json === null ? null : JSON.parse(json));
