import type { Body, Session, updateSettings } from '@picture/contract';
import { dayIn, MAIL_CHOICES } from '@picture/contract';
import type { Transaction } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Database, Tx } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors.ts';
import type { Member, Who } from '../../platform/http/who.ts';
import { newId } from '../../platform/ids.ts';
import type { Letter } from '../../platform/mail/index.ts';
import type { Auth, AuthTables, Identity } from '../auth/index.ts';
import { changeHousehold } from './household-change.service.ts';
import { listHouseholdsOf } from './households.repository.ts';
import { createPictures, pictureUrlOf } from './pictures.service.ts';
import { changePreferences, type PreferenceChange, readPreferences } from './preferences.ts';
import { firstDayOfMonthChanged, householdCreated } from './settings.events.ts';
import {
  countMembers,
  findMembership,
  findPreferencesByEmail,
  insertHousehold,
  keepUserSettings,
  listVersions,
  type Membership,
  updateHousehold,
  updatePreferences,
} from './settings.repository.ts';
import type { SettingsTables } from './settings.tables.ts';
import { toldChange } from './settings-change.ts';

type Language = Who['language'];

interface HouseholdWish {
  userId: string;
  name: string;
  timeZone: string;
  homeCurrency: string;
  firstDayOfMonth: number;
  isSample?: boolean;
}

type NewHousehold = Omit<HouseholdWish, 'firstDayOfMonth'> & { language: Language };

export type Settings = ReturnType<typeof createSettings>;

export function createSettings(
  database: Database<SettingsTables & AuthTables>,
  auth: Auth,
  clock: Clock,
) {
  /** Makes a household that this person owns, in the caller's transaction. */
  async function plantHousehold(tx: Tx<SettingsTables>, wish: HouseholdWish): Promise<string> {
    const id = newId();
    const household = {
      id,
      name: wish.name,
      home_currency: wish.homeCurrency,
      time_zone: wish.timeZone,
      is_sample: wish.isSample ? 1 : 0,
      version: 1,
      first_day_of_month: wish.firstDayOfMonth,
      created_by: wish.userId,
      created_at: clock.now().toISOString(),
      delete_on: null,
      delete_asked_by: null,
    };
    await insertHousehold(tx, household, wish.userId);
    await householdCreated.emit(tx as unknown as Transaction<unknown>, { householdId: id });
    return id;
  }

  /** A new person's settings, and their first household. */
  const createHousehold = (wish: NewHousehold): Promise<string> =>
    database.write(async (tx) => {
      await keepUserSettings(tx, {
        user_id: wish.userId,
        language: wish.language,
        theme: 'system',
        preferences_json: JSON.stringify({ language: wish.language }),
        active_household_id: null,
        delete_on: null,
      });
      // Whoever came second waited for the first, and finds what it made.
      const found = await findMembership(tx, wish.userId);
      return found?.householdId ?? plantHousehold(tx, { ...wish, firstDayOfMonth: 1 });
    });

  /** A user without a household gets one on the first request; two at once make one. */
  async function ensureMembership(user: Who['user'], language: Language): Promise<Membership> {
    const found = await findMembership(database.read, user.id);
    if (found) return found;
    const name = language === 'es' ? `Hogar de ${user.name}` : `${user.name}’s household`;
    const wish = { userId: user.id, name: name.slice(0, 120), language };
    let refusal: unknown;
    try {
      await createHousehold({ ...wish, timeZone: 'UTC', homeCurrency: 'USD', isSample: false });
    } catch (error) {
      refusal = error;
    }
    const made = await findMembership(database.read, user.id);
    if (!made) throw refusal;
    return made;
  }

  const sessionOf = async (user: Who['user'], membership: Membership): Promise<Session> => ({
    user: {
      ...readPreferences(membership.preferencesJson),
      id: user.id,
      email: user.email,
      emailVerified: user.emailVerified,
      name: user.name,
      pictureUrl: await pictureUrlOf(database, user.id),
      hasSecondFactor: user.hasSecondFactor,
      deleteOn: null,
    },
    household: {
      id: membership.householdId,
      name: membership.householdName,
      homeCurrency: membership.homeCurrency,
      timeZone: membership.timeZone,
      role: membership.role,
      isSample: membership.isSample === 1,
      firstDayOfMonth: membership.firstDayOfMonth,
      memberCount: await countMembers(database.read, membership.householdId),
      deleteOn: null,
      version: membership.version,
    },
    households: (await listHouseholdsOf(database.read, user.id)).map(({ id, name, role }) => ({
      id,
      name,
      role,
    })),
    today: dayIn(membership.timeZone, clock.now()),
  });

  return {
    createHousehold,
    pictures: createPictures(database),
    householdsOf: (userId: string) => listHouseholdsOf(database.read, userId),
    plantHousehold,

    /** A token is for one household: it is nobody once its person has left that one. */
    whoIs: async (
      { user, entry, householdId }: Identity,
      language: Language,
    ): Promise<Member | null> => {
      const membership =
        householdId === null
          ? await ensureMembership(user, language)
          : await findMembership(database.read, user.id, householdId);
      if (!membership) return null;
      return {
        user,
        userId: user.id,
        householdId: membership.householdId,
        role: membership.role,
        language: readPreferences(membership.preferencesJson).language,
        entry,
        homeCurrency: membership.homeCurrency,
        timeZone: membership.timeZone,
        firstDayOfMonth: membership.firstDayOfMonth,
        today: dayIn(membership.timeZone, clock.now()),
      };
    },

    session: async (who: Who): Promise<Session> => {
      const membership = await findMembership(database.read, who.userId, who.householdId);
      if (!membership) throw new AppError('not_signed_in', 'Sign in to go on.');
      return sessionOf(who.user, membership);
    },

    update: async (who: Who, wish: Body<typeof updateSettings>): Promise<Session> => {
      const { userName, householdName, homeCurrency, timeZone, firstDayOfMonth, ...own } = wish;
      const household = {
        ...(householdName !== undefined && { name: householdName }),
        ...(homeCurrency !== undefined && { home_currency: homeCurrency }),
        ...(timeZone !== undefined && { time_zone: timeZone }),
        ...(firstDayOfMonth !== undefined && { first_day_of_month: firstDayOfMonth }),
      };
      const changesHousehold = Object.keys(household).length > 0;
      if (changesHousehold && who.role !== 'owner') {
        throw new AppError('not_allowed', 'Only an owner changes the household’s settings.');
      }
      await changeHousehold(database, clock, who, async (change) => {
        const { tx, audit } = change;
        const before = await findMembership(tx, who.userId, who.householdId);
        if (changesHousehold) await updateHousehold(tx, who.householdId, household);
        if (firstDayOfMonth !== undefined && firstDayOfMonth !== change.firstDayOfMonth) {
          await firstDayOfMonthChanged.emit(tx as unknown as Transaction<unknown>, {
            householdId: who.householdId,
            firstDayOfMonth,
          });
        }
        const preferences = readPreferences(before?.preferencesJson);
        if (Object.keys(own).length > 0) {
          const wanted = changePreferences(preferences, own as PreferenceChange);
          await updatePreferences(tx, who.userId, wanted);
        }
        const told = toldChange(wish, { ...before, ...preferences, userName: who.user.name });
        if (told) await audit({ action: 'settings.update', entityId: who.userId, ...told });
      });
      await auth.updateProfile(who.userId, {
        ...(userName !== undefined && { name: userName }),
        ...(wish.language && { language: wish.language }),
      });
      const membership = await findMembership(database.read, who.userId, who.householdId);
      if (!membership) throw new AppError('not_signed_in', 'Sign in to go on.');
      return sessionOf({ ...who.user, name: userName ?? who.user.name }, membership);
    },

    /** Whether somebody wants this mail; what concerns the safety of an account is not asked. */
    wantsMail: async ({ to, template }: Letter): Promise<boolean> => {
      const choice = MAIL_CHOICES.find((one) => one === template);
      if (choice === undefined) return true;
      return readPreferences(await findPreferencesByEmail(database.read, to)).mails[choice];
    },

    versionsOf: async (householdIds: string[]): Promise<ReadonlyMap<string, number>> => {
      const rows = await listVersions(database.read, householdIds);
      return new Map(rows.map((row) => [row.id, row.version]));
    },
  };
}
