import type { Body, changeMemberRole, createHousehold } from '@picture/contract';
import type { Transaction } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/index.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import type { Who } from '../../platform/http/who.ts';
import type { AuthTables } from '../auth/index.ts';
import { type Actor, changeHousehold } from './household-change.service.ts';
import {
  deleteInvitations,
  deleteMember,
  listHouseholdsOf,
  listMembers,
  setActiveHousehold,
  updateRole,
} from './households.repository.ts';
import { pictureUrl } from './pictures.service.ts';
import { memberLeaving } from './settings.events.ts';
import type { Settings } from './settings.service.ts';
import type { SettingsTables } from './settings.tables.ts';

type Tables = SettingsTables & AuthTables;
type Tx = Transaction<Tables>;

/** Who leaves, and the money and the days they are used to. */
type Habits = Pick<Who, 'householdId' | 'userId' | 'timeZone' | 'homeCurrency' | 'firstDayOfMonth'>;

const MOST_HOUSEHOLDS = 20;
const DONE = { done: true } as const;

/** Who shares a household, and which one somebody looks at. */
export function createHouseholds(database: Database<Tables>, settings: Settings, clock: Clock) {
  async function getMember(tx: Tx, householdId: string, userId: string) {
    const members = await listMembers(tx, householdId);
    const member = members.find((one) => one.userId === userId);
    if (!member) throw notFound('member');
    const otherOwners = members.some((one) => one.role === 'owner' && one.userId !== userId);
    return { ...member, isLastOwner: member.role === 'owner' && !otherOwners };
  }

  const lastOwner = () =>
    new AppError('last_owner', 'A household needs an owner. Hand it over first.');

  /** Whoever rules no more lets nobody in: not by a link they wrote before, either. */
  const takeBackInvitations = (tx: Tx, householdId: string, userId: string) =>
    deleteInvitations(tx, householdId, { invited_by: userId });

  /** What is private to them goes along, into a household of their own. */
  const part = (who: Habits, userId: string, action: string) =>
    changeHousehold(database, clock, who, async ({ tx, audit }) => {
      const { householdId, timeZone, homeCurrency, firstDayOfMonth } = who;
      const member = await getMember(tx, householdId, userId);
      if (member.isLastOwner) throw lastOwner();
      const wish = { userId, name: member.name, timeZone, homeCurrency, firstDayOfMonth };
      const made: { home?: Promise<string> } = {};
      const makeHome = () => {
        made.home ??= settings.plantHousehold(tx, wish);
        return made.home;
      };
      await memberLeaving.emit(tx as unknown as Transaction<unknown>, {
        householdId,
        userId,
        makeHome,
      });
      await takeBackInvitations(tx, householdId, userId);
      await deleteMember(tx, householdId, userId);
      // Somebody with no household left keeps the currency and the days they are used to.
      if ((await listHouseholdsOf(tx, userId)).length === 0) await makeHome();
      if (made.home && userId === who.userId) await setActiveHousehold(tx, userId, await made.home);
      await audit({
        action,
        entityId: userId,
        before: { name: member.name, role: member.role },
      });
      return DONE;
    });

  return {
    listHouseholds: async (who: Who) => ({
      items: (await listHouseholdsOf(database.read, who.userId)).map((row) => ({
        id: row.id,
        name: row.name,
        role: row.role,
        memberCount: Number(row.memberCount),
        isCurrent: row.id === who.householdId,
        deleteOn: row.delete_on,
      })),
    }),

    createHousehold: (who: Who, wish: Body<typeof createHousehold>) =>
      database.write(async (tx) => {
        if ((await listHouseholdsOf(tx, who.userId)).length >= MOST_HOUSEHOLDS) {
          throw new AppError('conflict', `A person has at most ${MOST_HOUSEHOLDS} households.`);
        }
        const id = await settings.plantHousehold(tx, {
          ...wish,
          userId: who.userId,
          firstDayOfMonth: 1,
        });
        await setActiveHousehold(tx, who.userId, id);
        return { id };
      }),

    enterHousehold: async (who: Who, id: string) => {
      const own = await listHouseholdsOf(database.read, who.userId);
      if (!own.some((household) => household.id === id)) throw notFound('household');
      await database.write((tx) => setActiveHousehold(tx, who.userId, id));
      return DONE;
    },

    listMembers: async (who: Who) => ({
      items: (await listMembers(database.read, who.householdId)).map((row) => ({
        userId: row.userId,
        name: row.name,
        email: row.email,
        pictureUrl: pictureUrl(row.userId, row.pictureHash),
        role: row.role,
        joinedAt: row.joined_at,
        isYou: row.userId === who.userId,
      })),
    }),

    changeMemberRole: (who: Actor, userId: string, { role }: Body<typeof changeMemberRole>) =>
      changeHousehold(database, clock, who, async ({ tx, audit }) => {
        const member = await getMember(tx, who.householdId, userId);
        if (member.isLastOwner && role !== 'owner') throw lastOwner();
        await updateRole(tx, who.householdId, userId, role);
        if (role !== 'owner') await takeBackInvitations(tx, who.householdId, userId);
        await audit({
          action: 'member.change_role',
          entityId: userId,
          before: { name: member.name, role: member.role },
          after: { name: member.name, role },
        });
        return DONE;
      }),

    removeMember: (who: Who, userId: string) => part(who, userId, 'member.remove'),
    leave: (who: Habits) => part(who, who.userId, 'member.leave'),

    handOver: (who: Who, userId: string) =>
      changeHousehold(database, clock, who, async ({ tx, audit }) => {
        const heir = await getMember(tx, who.householdId, userId);
        if (heir.userId === who.userId) throw notFound('member');
        await updateRole(tx, who.householdId, userId, 'owner');
        await updateRole(tx, who.householdId, who.userId, 'editor');
        await takeBackInvitations(tx, who.householdId, who.userId);
        await audit({
          action: 'household.hand_over',
          entityId: userId,
          before: { owner: who.userId },
          after: { owner: userId, name: heir.name },
        });
        return DONE;
      }),
  };
}

export type Households = ReturnType<typeof createHouseholds>;
