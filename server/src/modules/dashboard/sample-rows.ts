import { addDays } from '@picture/contract';
import { newId } from '../../platform/ids.ts';
import {
  type CategoryKnowledge,
  type CategoryRow,
  type DescriptorRow,
  decide,
  descriptorRow,
  LedgerTotals,
  merchantName,
  type TransactionRow,
} from '../transactions/index.ts';
import type { SampleHousehold } from './sample/sample-household.ts';
import type { SampleRow } from './sample/sample-ledger.ts';
import { type ToldDifference, toldDifferences } from './sample/told-differences.ts';

export interface SampleBatch {
  batchId: string;
  descriptors: DescriptorRow[];
  transactions: TransactionRow[];
  values: { account_id: string; on_day: string; value_minor: number; transaction_id: string }[];
  totals: LedgerTotals;
}

export interface SampleFrame {
  householdId: string;
  today: string;
  createdAt: string;
  /** The opened account of each key. */
  accounts: ReadonlyMap<string, { id: string; currency: string }>;
  categories: readonly CategoryRow[];
  knowledge: CategoryKnowledge;
}

/** What came longer ago than this, the household has looked through already. */
const REVIEWED_AFTER_DAYS = 30;

type Decided = Pick<TransactionRow, 'category_id' | 'category_source' | 'confidence' | 'review_on'>;

/** The sample household's rows as the ledger keeps them, with the totals they add up to. */
export function asBatch(household: SampleHousehold, frame: SampleFrame): SampleBatch {
  const types = new Map(frame.categories.map((row) => [row.id, row.type]));
  const transferIds = new Map<number, string>();
  const texts = new Map<string, DescriptorRow>();
  const batch: SampleBatch = {
    batchId: newId(),
    descriptors: [],
    transactions: [],
    values: [],
    totals: new LedgerTotals(),
  };

  const transferId = (number: number | null): string | null => {
    if (number === null) return null;
    const id = transferIds.get(number) ?? newId();
    transferIds.set(number, id);
    return id;
  };

  function add(
    row: Pick<SampleRow, 'account' | 'on' | 'amountMinor' | 'transfer'>,
    kind: TransactionRow['kind'],
    text: DescriptorRow,
    decided: Decided,
  ): TransactionRow {
    const account = getFrom(frame.accounts, row.account);
    texts.set(text.id, text);
    batch.totals.add({
      accountId: account.id,
      currency: account.currency,
      postedOn: row.on,
      amountMinor: row.amountMinor,
      categoryId: decided.category_id,
      categoryType: getFrom(types, decided.category_id),
      needsReview: decided.review_on !== null,
    });
    const transaction: TransactionRow = {
      household_id: frame.householdId,
      id: newId(),
      account_id: account.id,
      kind,
      posted_on: row.on,
      amount_minor: row.amountMinor,
      descriptor_id: text.id,
      ...decided,
      check_number: null,
      import_id: batch.batchId,
      import_key: null,
      transfer_id: transferId(row.transfer),
      created_at: frame.createdAt,
      version: 1,
    };
    batch.transactions.push(transaction);
    return transaction;
  }

  for (const row of household.rows)
    add(row, 'standard', textOf(row, frame), decideSample(row, frame));
  for (const told of toldDifferences(household)) {
    const row = add(asRow(told), 'valuation', emptyText(frame), toldCategory(frame));
    batch.values.push({
      account_id: row.account_id,
      on_day: told.on,
      value_minor: told.valueMinor,
      transaction_id: row.id,
    });
  }
  batch.descriptors.push(...texts.values());
  return batch;
}

const asRow = (told: ToldDifference) => ({
  account: told.account,
  on: told.on,
  amountMinor: told.differenceMinor,
  transfer: null,
});

function textOf(row: SampleRow, { householdId }: SampleFrame): DescriptorRow {
  const payee = merchantName(row.payee);
  return descriptorRow(householdId, {
    payee,
    originalPayee: payee === row.payee ? null : row.payee,
    memo: null,
  });
}

const emptyText = ({ householdId }: SampleFrame): DescriptorRow =>
  descriptorRow(householdId, { payee: '', originalPayee: null, memo: null });

const byPerson = (categoryId: string): Decided => ({
  category_id: categoryId,
  category_source: 'user',
  confidence: null,
  review_on: null,
});

const toldCategory = ({ knowledge }: SampleFrame): Decided =>
  byPerson(getFrom(knowledge.keys, 'balance_adjustment'));

/**
 * The real categoriser decides, as for any imported row. Where it is wrong the household has set it
 * right; where it was unsure the household has looked, unless the row is of the last weeks.
 */
function decideSample(row: SampleRow, { knowledge, accounts, today }: SampleFrame): Decided {
  const known = row.category === null ? null : getFrom(knowledge.keys, row.category);
  if (known !== null && row.transfer !== null) {
    return { ...byPerson(known), category_source: 'transfer' };
  }
  const decision = decide(knowledge, {
    ...row,
    accountId: getFrom(accounts, row.account).id,
    memo: null,
    fileCategory: null,
  });
  const recent = row.on > addDays(today, -REVIEWED_AFTER_DAYS);
  const wrong = known !== null && decision.categoryId !== known;
  const looked = decision.needsReview && !recent;
  if ((wrong && !(decision.needsReview && recent)) || looked) {
    return byPerson(known ?? decision.categoryId);
  }
  return {
    category_id: decision.categoryId,
    category_source: decision.source,
    confidence: Math.round(decision.confidence * 1000),
    review_on: decision.needsReview ? row.on : null,
  };
}

function getFrom<K, V>(values: ReadonlyMap<K, V>, key: K): V {
  const value = values.get(key);
  if (value === undefined)
    throw new Error(`The sample household names ${String(key)}, which is not there.`);
  return value;
}
