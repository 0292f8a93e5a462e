import { addDays, type Transaction } from '@picture/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  type Client,
  categoryId,
  describeOnEachEngine,
  openChecking,
  signUp,
  type TestApp,
} from './harness.ts';

/** How many sequences, each with up to so many steps; the nightly job does more. */
const RUNS = Number(process.env['RANDOM_LEDGER_RUNS'] ?? 8);
const MOST_STEPS = 40;

const STEPS = [
  'record',
  'edit',
  'categorise',
  'split',
  'join',
  'link',
  'unlink',
  'confirm',
  'refund',
  'untieRefund',
  'confirmRefunds',
  'payLoan',
  'joinLoan',
  'confirmLoans',
  'tag',
  'mergeTags',
  'bulk',
  'bulkMatching',
  'delete',
  'bulkDelete',
  'rule',
  'value',
  'newCategory',
  'dropCategory',
  'import',
  'undoImport',
  'undo',
  'redo',
] as const;

interface Step {
  kind: (typeof STEPS)[number];
  /** Chooses among what there is. */
  a: number;
  b: number;
}

const step: fc.Arbitrary<Step> = fc.record({
  kind: fc.constantFrom(...STEPS),
  a: fc.nat(999),
  b: fc.nat(999),
});

describeOnEachEngine('Any sequence of changes', (build) => {
  let test: TestApp;

  beforeAll(async () => {
    test = await build();
  });
  afterAll(() => test.close());

  it('leaves a ledger that adds up, and takes back to where it began', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: MOST_STEPS }), async (steps) => {
        const home = await furnish(await signUp(test));
        for (const one of steps) await take(home, one);
        await test.expectHealthy();
        await takeAllBack(home.ana);
        await test.expectHealthy();
      }),
      { numRuns: RUNS, endOnFailure: false },
    );
  }, 240_000);
});

interface Home {
  ana: Client;
  accounts: string[];
  house: string;
  loan: string;
  categories: string[];
  today: string;
}

async function furnish(ana: Client): Promise<Home> {
  const { today } = await ana.call('GET /session');
  const openedOn = addDays(today, -40);
  const account = async (name: string) => (await openChecking(ana, { name, openedOn })).id;
  return {
    ana,
    accounts: [await account('Everyday'), await account('Rainy day')],
    house: (await openChecking(ana, { kind: 'property', name: 'House', openedOn })).id,
    loan: (
      await openChecking(ana, {
        kind: 'loan',
        name: 'Shop',
        openedOn,
        openingBalanceMinor: -20_000,
        interestRate: '9.9',
      })
    ).id,
    categories: [await categoryId(ana, 'groceries'), await categoryId(ana, 'paycheck')],
    today,
  };
}

const pick = <T>(items: readonly T[], at: number): T | undefined => items[at % items.length];

/** One change; what there is nothing for, or what is refused, changes nothing. */
async function take(home: Home, { kind, a, b }: Step): Promise<void> {
  const { ana, accounts, categories, today } = home;
  const rows = (await ana.call('GET /transactions', { query: { limit: 200 } })).items;
  const row = pick(rows, a);
  const other = pick(rows, b);
  const day = addDays(today, -(a % 30));
  const amountMinor = (b % 2 === 0 ? -1 : 1) * (100 + (a % 5) * 100);
  const category = pick(categories, b) ?? '';
  const steps: Record<Step['kind'], () => Promise<unknown>> = {
    record: () =>
      ana.call('POST /transactions', {
        body: {
          accountId: pick(accounts, a) ?? '',
          postedOn: day,
          payee: `Shop ${b % 4} transfer`,
          amountMinor,
        },
      }),
    edit: () => edit(ana, row, { postedOn: day, amountMinor, note: `n${b % 3}` }),
    categorise: () => edit(ana, row, { categoryId: category, isHidden: a % 3 === 0 }),
    split: () => split(ana, row, b),
    join: () => ana.call('DELETE /splits/:id', { params: { id: row?.split?.id ?? '' } }),
    link: () =>
      ana.call('POST /transfers', { body: { transactionIds: [row?.id ?? '', other?.id ?? ''] } }),
    unlink: () => ana.call('DELETE /transfers/:id', { params: { id: row?.transfer?.id ?? '' } }),
    confirm: async () => {
      const { items } = await ana.call('GET /transfer-suggestions');
      const pairs = items.map((pair): [string, string] => [pair.out.id, pair.in.id]);
      return ana.call('POST /transfer-suggestions/confirm', { body: { pairs } });
    },
    refund: () =>
      ana.call('POST /refunds', {
        body: { purchaseId: row?.id ?? '', refundId: other?.id ?? '' },
      }),
    untieRefund: () =>
      ana.call('DELETE /refunds/:id', {
        params: { id: row?.refund?.refundIds[0] ?? row?.id ?? '' },
      }),
    confirmRefunds: async () => {
      const { items } = await ana.call('GET /refund-suggestions');
      const pairs = items.map(({ purchase, refund }) => ({
        purchaseId: purchase.id,
        refundId: refund.id,
      }));
      return ana.call('POST /refund-suggestions/confirm', { body: { pairs } });
    },
    payLoan: () =>
      ana.call('POST /transactions/:id/loan-payment', {
        params: { id: row?.id ?? '' },
        body: {
          version: row?.version ?? 1,
          loanAccountId: home.loan,
          ...(b % 3 === 0 && { interestMinor: b, escrowMinor: a % 7 }),
        },
      }),
    joinLoan: () =>
      ana.call('DELETE /transactions/:id/loan-payment', { params: { id: row?.id ?? '' } }),
    confirmLoans: async () => {
      const { items } = await ana.call('GET /loan-payment-suggestions');
      const payments = items.map(({ payment, loanAccountId }) => ({
        transactionId: payment.id,
        loanAccountId,
      }));
      return ana.call('POST /loan-payment-suggestions/confirm', { body: { payments } });
    },
    tag: async () => {
      const tag = await ana.call('POST /tags', { body: { name: `Tag ${a}` } });
      return edit(ana, row, { tagIds: [tag.id] });
    },
    mergeTags: async () => {
      const { items } = await ana.call('GET /tags');
      const [id, into] = [pick(items, a)?.id ?? '', pick(items, b)?.id ?? ''];
      return ana.call('POST /tags/:id/merge', { params: { id }, body: { into } });
    },
    bulk: () =>
      ana.call('POST /transactions/bulk', {
        body: {
          ids: [row?.id ?? '', other?.id ?? ''],
          change: { categoryId: category, payee: `Bulk ${b % 3}`, isHidden: b % 2 === 0 },
        },
      }),
    bulkMatching: async () => {
      const filter = { search: `amount:>${a % 5}` };
      const { sums } = await ana.call('GET /transactions/totals', { query: filter });
      const count = sums.reduce((sum, one) => sum + one.transactions, 0);
      return ana.call('POST /transactions/bulk', {
        body: { matching: { filter, count }, change: { needsReview: b % 2 === 0 } },
      });
    },
    delete: () => ana.call('DELETE /transactions/:id', { params: { id: row?.id ?? '' } }),
    bulkDelete: () =>
      ana.call('POST /transactions/bulk-delete', {
        body: { ids: [row?.id ?? '', other?.id ?? ''] },
      }),
    rule: () =>
      ana.call('POST /rules', {
        body: {
          contains: `shop ${b % 4}`,
          ...(a % 2 === 0
            ? { categoryId: category, note: `rule ${a % 3}` }
            : { split: [33.33, 66.67].map((percent) => ({ percent, categoryId: category })) }),
          applyToExisting: true,
        },
      }),
    value: () =>
      ana.call('PUT /accounts/:id/values/:on', {
        params: { id: home.house, on: day },
        body: { valueMinor: a * 1_000 },
      }),
    newCategory: async () => {
      const made = await ana.call('POST /categories', { body: { name: `Own ${a}` } });
      categories.push(made.id);
    },
    dropCategory: () =>
      ana.call('DELETE /categories/:id', {
        params: { id: pick(categories.slice(2), a) ?? '' },
        query: { moveTo: categories[b % 2] ?? '' },
      }),
    import: async () => {
      const file = await ana.upload(
        `Date,Payee,Amount\n${day},Shop ${b % 4},${amountMinor / 100}\n${day},Extra transfer ${a},-3.00\n`,
        { accountId: pick(accounts, b) ?? '' },
      );
      await ana.call('POST /imports/:id/commit', { params: { id: file.id } });
      await ana.settled(file.id);
    },
    undoImport: async () => {
      const { items } = await ana.call('GET /imports');
      const id = pick(items, a)?.id ?? '';
      await ana.call('POST /imports/:id/undo', { params: { id } });
      await ana.settled(id);
    },
    undo: () => ana.call('POST /ledger/undo', { body: {} }),
    redo: () => ana.call('POST /ledger/redo', { body: {} }),
  };
  await orRefused(steps[kind]());
}

async function orRefused(change: Promise<unknown>): Promise<boolean> {
  try {
    await change;
    return true;
  } catch (error) {
    const { message } = error as Error;
    expect(message, 'a refusal, not a failure').toMatch(/"status":4\d\d/);
    return false;
  }
}

const edit = (ana: Client, row: Transaction | undefined, body: object): Promise<unknown> =>
  ana.call('PATCH /transactions/:id', {
    params: { id: row?.id ?? '' },
    body: { version: row?.version ?? 1, ...body },
  });

function split(ana: Client, row: Transaction | undefined, seed: number): Promise<unknown> {
  const whole = row?.split?.total.amountMinor ?? row?.amount.amountMinor ?? 0;
  const first = Math.trunc((whole * (1 + (seed % 9))) / 10);
  return ana.call('PUT /transactions/:id/split', {
    params: { id: row?.id ?? '' },
    body: {
      version: row?.version ?? 1,
      lines: [
        { amountMinor: first, ...(row && { transactionId: row.id }) },
        { amountMinor: whole - first, note: `part ${seed % 3}` },
      ],
    },
  });
}

/** Until nothing is left, or something stands in the way, as an import does. */
async function takeAllBack(ana: Client): Promise<void> {
  while (await orRefused(ana.call('POST /ledger/undo', { body: {} })));
}
