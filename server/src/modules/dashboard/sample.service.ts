import { randomBytes } from 'node:crypto';
import type { Who } from '../../platform/http/who.ts';
import { newId } from '../../platform/ids.ts';
import { changeHousehold, getFirstDayOfMonth } from '../settings/index.ts';
import {
  beginBatch,
  categoriesMark,
  gatherKnowledge,
  landBatch,
  listCategoryRows,
  writeBatchRows,
} from '../transactions/index.ts';
import type { DashboardParts } from './dashboard.parts.ts';
import { insertToldValues } from './dashboard.repository.ts';
import { buildSampleHousehold, type SampleHousehold } from './sample/sample-household.ts';
import { asBatch } from './sample-rows.ts';

type Language = Who['language'];

const SEED = 20_261_123;
const TIME_ZONE = 'America/New_York';
const HOME_CURRENCY = 'USD';
const PERSON = 'Alex Rivera';
const HOUSEHOLD_NAME: Record<Language, string> = {
  en: 'Sample household',
  es: 'Hogar de ejemplo',
};

const sampleEmail = () => `sample-${newId().slice(-10).toLowerCase()}@sample.invalid`;

const MINUTE_MS = 60_000;

export function createSample({
  database,
  clock,
  auth,
  settings,
  accounts,
  limits,
  demosPerMinute,
}: DashboardParts) {
  async function makeHousehold(userId: string, language: Language): Promise<string> {
    const householdId = await settings.createHousehold({
      userId,
      name: HOUSEHOLD_NAME[language],
      language,
      timeZone: TIME_ZONE,
      homeCurrency: HOME_CURRENCY,
      isSample: true,
    });
    const user = {
      id: userId,
      email: '',
      name: PERSON,
      emailVerified: false,
      hasSecondFactor: false,
    };
    const entry = { kind: 'session', sessionId: '', provedAt: clock.now() } as const;
    const member = await settings.whoIs({ user, entry, householdId, cookies: [] }, language);
    if (!member) throw new Error('The sample household was not made.');
    const who: Who = { ...member, hiddenAccountIds: [] };
    const household = buildSampleHousehold({ today: who.today, seed: SEED, language });
    const opened = await openAccounts(who, household);
    for (const { currency, on, rate } of household.rates) {
      await accounts.recordRate(who, { currency, on }, { rate });
    }
    await writeRows(who, household, opened);
    return householdId;
  }

  async function openAccounts(who: Who, { accounts: wishes, openedOn }: SampleHousehold) {
    const opened = new Map<string, { id: string; currency: string }>();
    for (const { key, ...wish } of wishes) {
      opened.set(key, {
        id: (await accounts.open(who, { ...wish, openedOn })).id,
        currency: wish.currency,
      });
    }
    return opened;
  }

  /** All rows as one batch: hidden until they land with their totals in one transaction. */
  async function writeRows(
    who: Who,
    household: SampleHousehold,
    opened: ReadonlyMap<string, { id: string; currency: string }>,
  ): Promise<void> {
    const { householdId } = who;
    const categoriesSeen = await categoriesMark(database.read, householdId);
    const categories = await listCategoryRows(database.read, householdId);
    const batch = asBatch(household, {
      newId,
      householdId,
      today: who.today,
      firstDayOfMonth: await getFirstDayOfMonth(database.read, householdId),
      createdAt: clock.now().toISOString(),
      accounts: opened,
      currencies: new Map([...opened.values()].map((account) => [account.id, account.currency])),
      types: new Map(categories.map((category) => [category.id, category.type])),
      knowledge: await gatherKnowledge(database.read, householdId),
    });
    await beginBatch(database, householdId, batch.batchId, clock);
    await writeBatchRows(database, batch.descriptors, batch.transactions);
    await changeHousehold(database, clock, who, async (change) => {
      const { tx, audit } = change;
      await landBatch(change, householdId, batch.batchId, batch.totals, categoriesSeen);
      // After the rows have landed: a told value known before would take them back.
      await insertToldValues(tx, householdId, batch.values);
      await audit({
        action: 'household.fill_sample',
        entityId: householdId,
        after: { transactions: batch.transactions.length },
      });
    });
  }

  return {
    /** A sample household and a session in it. The address is who asks, for the limit alone. */
    startDemo: async (address: string, headers: Headers, language: Language) => {
      await limits.take(`demo ${address}`, { most: demosPerMinute, windowMs: MINUTE_MS });
      const { userId } = await auth.makePerson({ email: sampleEmail(), name: PERSON });
      const householdId = await makeHousehold(userId, language);
      return { householdId, cookies: await auth.startSession(userId, headers) };
    },

    /** A sample household with a sign-in of its own; the password is kept nowhere but in this reply. */
    createSampleHousehold: async (language: Language) => {
      const email = sampleEmail();
      const password = randomBytes(15).toString('base64url');
      const { userId } = await auth.makePerson({ email, password, name: PERSON });
      return { email, password, householdId: await makeHousehold(userId, language) };
    },
  };
}
