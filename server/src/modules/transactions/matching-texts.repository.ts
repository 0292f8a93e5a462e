import { type RawBuilder, type SqlBool, sql } from 'kysely';
import { type Db, ledBy, lengthOf } from '../../platform/db/index.ts';
import { type AccountsTables, listAccountRows } from '../accounts/index.ts';
import { findIndexed, numbersIn, type TextWish } from './search-index.repository.ts';
import type { TransactionsTables } from './transactions.tables.ts';

type Read = Db<TransactionsTables & AccountsTables>;

/** The texts that are all that is asked of them. */
export interface MatchingTexts {
  /** Of those in the index so many can match, of so many. */
  most: number;
  of: number;
  /** About how many rows each text has. */
  rowsEach: number;
  /** They all do. */
  isSure: boolean;
  /** Their ids, some at a time. */
  pieces(): AsyncGenerator<string[]>;
}

/** More than this are not looked at one by one to find a few among them. */
const LOOKED_AT = 50_000;

/** Texts in which all words are, and of whose rows some may have one of each list of marks. */
export async function findTexts(
  db: Read,
  householdId: string,
  wishes: readonly TextWish[],
  marks: readonly (readonly string[])[],
): Promise<MatchingTexts> {
  const indexed = await findIndexed(db, householdId, wishes, marks);
  const texts = () =>
    db
      .selectFrom(
        sql<TransactionsTables['descriptors']>`descriptors`.as<'text'>(
          ledBy(db, ['descriptors', 'text'], 'descriptors_number'),
        ),
      )
      .select('text.id')
      .where('text.household_id', '=', householdId);
  async function* pieces() {
    const waiting = await texts()
      .where('text.search_number', 'is', null)
      .where(holdsAll(db, wishes))
      .execute();
    yield waiting.map((text) => text.id);
    for (const numbers of numbersIn(indexed)) {
      const some = texts().where('text.search_number', 'in', numbers);
      const found = await (indexed.isSure ? some : some.where(holdsAll(db, wishes))).execute();
      yield found.map((text) => text.id);
    }
  }
  const accounts = await listAccountRows(db, householdId);
  const rows = accounts.reduce((sum, account) => sum + account.transaction_count, 0);
  const { count: most, of, isSure } = indexed;
  return { most, of, rowsEach: rows / Math.max(of, 1), isSure, pieces };
}

/** The ids of all; null where they are more than `limit`. */
export async function listTexts(texts: MatchingTexts, limit: number): Promise<string[] | null> {
  if (texts.most > (texts.isSure ? limit : LOOKED_AT)) return null;
  const ids: string[] = [];
  for await (const some of texts.pieces()) {
    ids.push(...some);
    if (ids.length > limit) return null;
  }
  return ids;
}

const holdsAll = (db: Read, wishes: readonly TextWish[]): RawBuilder<SqlBool> =>
  wishes.length === 0
    ? sql`1 = 1`
    : sql`(${sql.join(
        wishes.map((wish) => holds(db, wish)),
        sql` and `,
      )})`;

/** That a text `text` holds a word. The payee stands at its beginning, the note at its end. */
function holds(db: Read, { word, of, not }: TextWish): RawBuilder<SqlBool> {
  if (not) return sql`(not ${holds(db, { word, of })})`;
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
 * That the text of a row `t` is all that is asked: looked at row by row, as MariaDB would turn an
 * `exists` round, and begin with all texts that are and sort all their rows for one page.
 */
export const textHolds = (db: Read, wishes: readonly TextWish[]): RawBuilder<SqlBool> =>
  sql`(coalesce((select ${holdsAll(db, wishes)} from descriptors as text
    where text.household_id = t.household_id and text.id = t.descriptor_id), 0) = 1)`;
