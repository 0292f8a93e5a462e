import type { Body, createTag, editTag, Tag } from '@picture/contract';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/index.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import type { Who } from '../../platform/http/who.ts';
import { newId } from '../../platform/ids.ts';
import { changeHousehold } from '../settings/index.ts';
import { assertNoBatchUnderWay } from './batches.service.ts';
import { foldText } from './descriptor.ts';
import { LedgerEdit, type LedgerTables } from './ledger-edit.service.ts';
import { listParts } from './row-parts.repository.ts';
import { addTag, removeTag } from './row-parts.service.ts';
import {
  countTagged,
  deleteTagRow,
  insertTag,
  listTagged,
  listTagRows,
  updateTag,
} from './tags.repository.ts';
import { type FullTransaction, listTransactionsById } from './transactions.repository.ts';
import type { TagRow } from './transactions.tables.ts';

export const TAG_COLOURS = 12;

export type Tags = ReturnType<typeof createTags>;

export function createTags(database: Database<LedgerTables>, clock: Clock) {
  const listFor = async (db: LedgerEdit['tx'] | typeof database.read, who: Who): Promise<Tag[]> => {
    const counts = await countTagged(db, who.householdId, who.hiddenAccountIds);
    const rows = await listTagRows(db, who.householdId);
    return rows.map(({ id, name, colour }) => ({
      id,
      name,
      colour,
      transactions: counts.get(id) ?? 0,
    }));
  };

  async function presentOne(tx: LedgerEdit['tx'], who: Who, id: string): Promise<Tag> {
    const tag = (await listFor(tx, who)).find((one) => one.id === id);
    if (!tag) throw notFound('tag');
    return tag;
  }

  return {
    list: async (who: Who) => ({ items: await listFor(database.read, who) }),

    create: (who: Who, wish: Body<typeof createTag>): Promise<Tag> =>
      changeHousehold(database, clock, who, async (change) => {
        const tags = await listTagRows(change.tx, who.householdId);
        assertNameFree(tags, wish.name, null);
        const row: TagRow = {
          household_id: who.householdId,
          id: newId(),
          name: wish.name,
          colour: wish.colour ?? tags.length % TAG_COLOURS,
          created_at: change.at,
        };
        const ledger = await LedgerEdit.open(change, who);
        await insertTag(change.tx, row);
        ledger.keep('tags', null, row);
        await ledger.post({ action: 'tag.create', entityId: row.id, after: row });
        return presentOne(change.tx, who, row.id);
      }),

    edit: (who: Who, id: string, wish: Body<typeof editTag>): Promise<Tag> =>
      changeHousehold(database, clock, who, async (change) => {
        const tags = await listTagRows(change.tx, who.householdId);
        const row = getTag(tags, id);
        if (wish.name !== undefined) assertNameFree(tags, wish.name, id);
        const ledger = await LedgerEdit.open(change, who);
        const { name = row.name, colour = row.colour } = wish;
        await updateTag(change.tx, { ...row, name, colour });
        ledger.keep('tags', row, { name, colour });
        await ledger.post({ action: 'tag.edit', entityId: id, before: row, after: wish });
        return presentOne(change.tx, who, id);
      }),

    merge: (who: Who, id: string, into: string): Promise<Tag> =>
      changeHousehold(database, clock, who, async (change) => {
        await assertNoBatchUnderWay(change.tx, who.householdId);
        const tags = await listTagRows(change.tx, who.householdId);
        const row = getTag(tags, id);
        const target = getTag(tags, into);
        if (row === target) throw new AppError('invalid_request', 'These are the same tag.');
        const ledger = await LedgerEdit.open(change, who);
        await untag(ledger, row, target);
        await ledger.post({
          action: 'tag.merge',
          entityId: id,
          before: row,
          after: { into, name: target.name },
        });
        return presentOne(change.tx, who, into);
      }),

    delete: (who: Who, id: string): Promise<{ untagged: number }> =>
      changeHousehold(database, clock, who, async (change) => {
        await assertNoBatchUnderWay(change.tx, who.householdId);
        const row = getTag(await listTagRows(change.tx, who.householdId), id);
        const ledger = await LedgerEdit.open(change, who);
        const untagged = await untag(ledger, row, null);
        await ledger.post({ action: 'tag.delete', entityId: id, before: row });
        return { untagged };
      }),
  };
}

/** Makes these the tags of each of the rows. */
export async function setTags(
  ledger: LedgerEdit,
  rows: readonly FullTransaction[],
  tagIds: readonly string[],
): Promise<void> {
  const { tx, householdId } = ledger;
  await assertTags(ledger, tagIds);
  const ids = rows.map((row) => row.id);
  const present = await listParts(tx, 'transaction_tags', householdId, ids);
  const gone = new Set(present.map((part) => part.tag_id).filter((id) => !tagIds.includes(id)));
  for (const tagId of gone) await removeTag(ledger, rows, tagId);
  for (const tagId of tagIds) await addTag(ledger, rows, tagId);
}

export async function assertTags(ledger: LedgerEdit, tagIds: readonly string[]): Promise<void> {
  if (tagIds.length === 0) return;
  const known = new Set((await listTagRows(ledger.tx, ledger.householdId)).map((row) => row.id));
  if (tagIds.some((id) => !known.has(id))) throw notFound('tag');
}

/** Takes a tag from everything, whoever may see it, and away; its place may go to another. */
async function untag(ledger: LedgerEdit, tag: TagRow, target: TagRow | null): Promise<number> {
  const { tx, householdId } = ledger;
  const ids = (await listTagged(tx, householdId, tag.id)).map((row) => row.transaction_id);
  const rows = await listTransactionsById(tx, { householdId, hiddenAccountIds: [] }, ids);
  await removeTag(ledger, rows, tag.id);
  if (target) await addTag(ledger, rows, target.id);
  await deleteTagRow(tx, householdId, tag.id);
  ledger.keep('tags', tag, null);
  return rows.length;
}

function getTag(tags: readonly TagRow[], id: string): TagRow {
  const tag = tags.find((row) => row.id === id);
  if (!tag) throw notFound('tag');
  return tag;
}

function assertNameFree(tags: readonly TagRow[], name: string, exceptId: string | null): void {
  const folded = foldText(name.trim());
  if (tags.some((row) => row.id !== exceptId && foldText(row.name) === folded)) {
    throw new AppError('tag_name_taken', `There is a tag called ${name} already.`, {
      params: { name },
    });
  }
}
