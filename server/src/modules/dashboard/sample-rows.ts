import { addDays, type CategoryType } from '@picture/contract';
import {
  type CategoryKnowledge,
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

interface SampleBatch {
  batchId: string;
  descriptors: DescriptorRow[];
  transactions: TransactionRow[];
  values: { account_id: string; on_day: string; value_minor: number; transaction_id: string }[];
  totals: LedgerTotals;
}

interface SampleFrame {
  householdId: string;
  today: string;
  firstDayOfMonth: number;
  createdAt: string;
  newId: () => string;
  /** The opened account of each key. */
  accounts: ReadonlyMap<string, { id: string }>;
  /** By the account's id. */
  currencies: ReadonlyMap<string, string>;
  /** By the category's id. */
  types: ReadonlyMap<string, CategoryType>;
  knowledge: CategoryKnowledge;
}

/** What came longer ago than this, the household has looked through already. */
const REVIEWED_AFTER_DAYS = 30;

type Decided = Pick<TransactionRow, 'category_id' | 'category_source' | 'confidence' | 'review_on'>;

/** The sample household's rows as the ledger keeps them, with the totals they add up to. */
export function asBatch(household: SampleHousehold, frame: SampleFrame): SampleBatch {
  const transferIds = new Map<number, string>();
  const texts = new Map<string, DescriptorRow>();
  const batch: SampleBatch = {
    batchId: frame.newId(),
    descriptors: [],
    transactions: [],
    values: [],
    totals: new LedgerTotals(frame.firstDayOfMonth),
  };
  const add = (row: TransactionRow, text: DescriptorRow) => {
    texts.set(text.id, text);
    batch.transactions.push(row);
    countIn(batch.totals, row, frame);
    return row;
  };
  const transferId = (number: number): string => {
    const id = transferIds.get(number) ?? frame.newId();
    transferIds.set(number, id);
    return id;
  };
  const rowOf = (
    row: Pick<SampleRow, 'account' | 'on' | 'amountMinor' | 'transfer'>,
    kind: TransactionRow['kind'],
    text: DescriptorRow,
    decided: Decided,
  ): TransactionRow => ({
    household_id: frame.householdId,
    id: frame.newId(),
    account_id: getFrom(frame.accounts, row.account).id,
    kind,
    posted_on: row.on,
    amount_minor: row.amountMinor,
    descriptor_id: text.id,
    ...decided,
    check_number: null,
    import_id: batch.batchId,
    import_key: null,
    transfer_id: row.transfer === null ? null : transferId(row.transfer),
    is_pending: 0,
    is_hidden: 0,
    created_at: frame.createdAt,
    version: 1,
  });

  for (const row of household.rows) {
    const text = textOf(row, frame);
    add(rowOf(row, 'standard', text, decideSample(row, frame)), text);
  }
  for (const told of toldDifferences(household)) {
    const text = emptyText(frame);
    const row = add(rowOf(asRow(told), 'valuation', text, toldCategory(frame)), text);
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

function countIn(totals: LedgerTotals, row: TransactionRow, frame: SampleFrame): void {
  totals.add({
    accountId: row.account_id,
    currency: getFrom(frame.currencies, row.account_id),
    postedOn: row.posted_on,
    amountMinor: row.amount_minor,
    categoryId: row.category_id,
    categoryType: getFrom(frame.types, row.category_id),
    needsReview: row.review_on !== null,
    isHidden: row.is_hidden,
  });
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
    postedOn: row.on,
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
