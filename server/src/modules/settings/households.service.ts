import type { Body, changeMemberRole, createHousehold } from '@picture/contract';
import type { Transaction } from 'kysely';
import type { Clock } from '../../platform/clock.ts';
import type { Database } from '../../platform/db/index.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import type { Who } from '../../platform/http/who.ts';
import type { AuthTables } from '../auth/index.ts';
import { changeHousehold } from './household-change.service.ts';
import {
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

  /** What is private to them goes along, into a household of their own. */
  const part = (who: Who, userId: string, action: string) =>
    changeHousehold(database, clock, who, async ({ tx, audit }) => {
      const member = await getMember(tx, who.householdId, userId);
      if (member.isLastOwner) throw lastOwner();
      await memberLeaving.emit(tx as unknown as Transaction<unknown>, {
        householdId: who.householdId,
        userId,
        makeHome: () =>
          settings.plantHousehold(tx, {
            userId,
            name: member.name,
            timeZone: who.timeZone,
            homeCurrency: who.homeCurrency,
            firstDayOfMonth: who.firstDayOfMonth,
          }),
      });
      await deleteMember(tx, who.householdId, userId);
      await audit({ action, entityId: userId, before: { role: member.role } });
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
        deleteOn: null,
      })),
    }),

    createHousehold: (who: Who, wish: Body<typeof createHousehold>) =>
      database.write(async (tx) => {
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

    changeMemberRole: (who: Who, userId: string, { role }: Body<typeof changeMemberRole>) =>
      changeHousehold(database, clock, who, async ({ tx, audit }) => {
        const member = await getMember(tx, who.householdId, userId);
        if (member.isLastOwner && role !== 'owner') throw lastOwner();
        await updateRole(tx, who.householdId, userId, role);
        await audit({
          action: 'member.change_role',
          entityId: userId,
          before: { role: member.role },
          after: { role },
        });
        return DONE;
      }),

    removeMember: (who: Who, userId: string) => part(who, userId, 'member.remove'),
    leave: (who: Who) => part(who, who.userId, 'member.leave'),

    handOver: (who: Who, userId: string) =>
      changeHousehold(database, clock, who, async ({ tx, audit }) => {
        const heir = await getMember(tx, who.householdId, userId);
        if (heir.userId === who.userId) throw notFound('member');
        await updateRole(tx, who.householdId, userId, 'owner');
        await updateRole(tx, who.householdId, who.userId, 'editor');
        await audit({
          action: 'household.hand_over',
          entityId: userId,
          before: { owner: who.userId },
          after: { owner: userId },
        });
        return DONE;
      }),
  };
}

export type Households = ReturnType<typeof createHouseholds>;
