import type { Clock } from '../../platform/clock.ts';
import type { Database, Db } from '../../platform/db/index.ts';
import type { AccountsTables } from '../accounts/index.ts';
import { loadBaseModel } from './base-model.client.ts';
import { listCategoryRows } from './categories.repository.ts';
import { type TrainedModel, tellingText } from './categorization.ts';
import { type Example, trainHouseholdModel } from './categorizer/index.ts';
import { packModel, unpackModel } from './categorizer/model-pack.ts';
import {
  findLearned,
  listExampleRows,
  measureChoices,
  readLearnedBytes,
  saveLearned,
} from './learning.repository.ts';
import type { TransactionsTables } from './transactions.tables.ts';

type Own = TransactionsTables & Pick<AccountsTables, 'accounts'>;

/** The latest choices are learned; older ones are of another life. */
const MOST_EXAMPLES = 10_000;
const FEWEST_NEW = 10;
const GROWTH = 0.1;

/**
 * Learns the household's choices anew where a tenth more were made, or `brought` by an import, than
 * there were at the last time. Takes a second or two for thousands: only a worker calls it.
 */
export async function learnFromHousehold(
  database: Database<Own>,
  householdId: string,
  clock: Clock,
  brought: number,
): Promise<void> {
  const { read } = database;
  const known = await findLearned(read, householdId);
  const { latest, fresh: counted } = await measureChoices(
    read,
    householdId,
    known?.knows_until ?? '',
  );
  const fresh = Number(counted ?? 0);
  const count = known?.example_count ?? 0;
  if (fresh + brought < Math.max(FEWEST_NEW, count * GROWTH)) return;
  const rows = await listExampleRows(read, householdId, MOST_EXAMPLES);
  if (fresh === 0 && rows.length === count) return;
  const categories = await listCategoryRows(read, householdId);
  const ids = new Map(categories.map((row) => [row.key_name ?? '', row.id]));
  const examples = rows
    .map(
      (row): Example => ({
        text: tellingText(row),
        amountMinor: row.amount_minor,
        category: row.category_id,
      }),
    )
    .reverse();
  const categoryOf = (key: string) => ids.get(key) ?? ids.get('uncategorized') ?? '';
  const model = trainHouseholdModel(examples, loadBaseModel(), categoryOf);
  if (model === null) return;
  await database.write((tx) =>
    saveLearned(tx, {
      household_id: householdId,
      trained_at: clock.now().toISOString(),
      knows_until: latest ?? '',
      example_count: rows.length,
      model_bytes: packModel(model),
    }),
  );
}

const MOST_KEPT = 8;
const unpacked = new Map<string, TrainedModel & { trainedAt: string }>();

/** What was learned last, or null; the latest few households' stay unpacked. */
export async function loadLearned(db: Db<Own>, householdId: string): Promise<TrainedModel | null> {
  const learned = await findLearned(db, householdId);
  if (!learned) return null;
  const kept = unpacked.get(householdId);
  if (kept?.trainedAt === learned.trained_at) return kept;
  const { model_bytes: bytes } = await readLearnedBytes(db, householdId);
  const loaded = {
    model: unpackModel(bytes),
    knowsUntil: learned.knows_until,
    trainedAt: learned.trained_at,
  };
  unpacked.delete(householdId);
  unpacked.set(householdId, loaded);
  for (const oldest of unpacked.keys()) {
    if (unpacked.size <= MOST_KEPT) break;
    unpacked.delete(oldest);
  }
  return loaded;
}
