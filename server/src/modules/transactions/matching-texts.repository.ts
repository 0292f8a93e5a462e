import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { type Db, lengthOf } from '../../platform/db/index.ts';
import { findNumbers, listNumbered } from './search-index.repository.ts';
import type { TransactionsTables } from './transactions.tables.ts';

type Read = Db<TransactionsTables>;

/** A word in the texts of transactions; of the payee or the note alone where that is said. */
export interface TextWish {
  /** Folded. */
  word: string;
  of?: 'payee' | 'note' | undefined;
}

/** With more texts than this a search matches so much that walking finds a page soon. */
const SEARCHED_TEXTS = 2000;
const TEXTS_AT_ONCE = 1000;

/**
 * Ids of the texts that hold all words; null when there are no words, or when more than
 * `limit` texts match.
 */
export async function matchingTexts(
  db: Read,
  householdId: string,
  wishes: readonly TextWish[],
  limit = SEARCHED_TEXTS,
): Promise<string[] | null> {
  if (wishes.length === 0) return null;
  const texts = () => {
    let query = db
      .selectFrom('descriptors as text')
      .select('text.id')
      .where('text.household_id', '=', householdId);
    for (const wish of wishes) query = query.where(holds(db, wish));
    return query;
  };
  const numbers = await findNumbers(
    db,
    householdId,
    wishes.map(({ word }) => word),
  );
  if (numbers === null)
    return within(
      await texts()
        .limit(limit + 1)
        .execute(),
      limit,
    );
  const found: { id: string }[] = [];
  for (const part of [null, ...numbers]) {
    // Two steps, because by one alone SQLite reads all texts of the household.
    const ids = await listNumbered(db, householdId, part);
    for (let at = 0; at < ids.length; at += TEXTS_AT_ONCE) {
      if (found.length > limit) return null;
      const some = ids.slice(at, at + TEXTS_AT_ONCE);
      found.push(...(await texts().where('text.id', 'in', some).execute()));
    }
  }
  return within(found, limit);
}

const within = (rows: readonly { id: string }[], limit: number): string[] | null =>
  rows.length > limit ? null : rows.map((row) => row.id);

/** That a text `text` holds a word. The payee stands at its beginning, the note at its end. */
function holds(db: Read, { word, of }: TextWish): RawBuilder<SqlBool> {
  const whole = sql`text.search_text`;
  if (of === undefined) return sql`(instr(${whole}, ${word}) > 0)`;
  if (of === 'payee') {
    const length = sql`coalesce(text.payee_length, ${lengthOf(db, 'text.payee')})`;
    return sql`(instr(substr(${whole}, 1, ${length}), ${word}) > 0)`;
  }
  const length = sql`coalesce(text.note_length, ${lengthOf(db, 'text.note')}, 0)`;
  return sql`(${length} > 0 and instr(substr(${whole}, -${length}), ${word}) > 0)`;
}

/**
 * That the text of a row `t` holds all words: asked row by row, as MariaDB would turn an `exists` round,
 * and begin with all texts that hold them and sort all their rows for one page.
 */
export const textHolds = (db: Read, wishes: readonly TextWish[]): RawBuilder<SqlBool> =>
  sql`(coalesce((select ${sql.join(
    wishes.map((wish) => holds(db, wish)),
    sql` and `,
  )} from descriptors as text
    where text.household_id = t.household_id and text.id = t.descriptor_id), 0) = 1)`;
