import { createHash, randomBytes } from 'node:crypto';
import type { Body, inviteMember } from '@picture/contract';
import type { Clock } from '../../platform/clock.ts';
import { type Config, publicUrl } from '../../platform/config.ts';
import type { Database } from '../../platform/db/index.ts';
import { AppError, notFound } from '../../platform/errors.ts';
import type { Who } from '../../platform/http/who.ts';
import { newId } from '../../platform/ids.ts';
import type { Limits } from '../../platform/limits.ts';
import type { Mail } from '../../platform/mail/index.ts';
import type { OutboxTables } from '../../platform/outbox.ts';
import type { AuthTables } from '../auth/index.ts';
import { changeHousehold } from './household-change.service.ts';
import {
  deleteExpiredInvitations,
  deleteInvitations,
  findInvitation,
  insertInvitation,
  insertMember,
  listInvitations,
  listMembers,
  setActiveHousehold,
} from './households.repository.ts';
import { readPreferences } from './preferences.ts';
import { findMembership } from './settings.repository.ts';
import type { SettingsTables } from './settings.tables.ts';

type Tables = SettingsTables & AuthTables & OutboxTables;

const WEEK_MS = 7 * 86_400_000;
const INVITATIONS = { most: 20, windowMs: 86_400_000 };
const TRIES = { most: 30, windowMs: 60_000 };

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

interface Needs {
  database: Database<Tables>;
  clock: Clock;
  config: Config;
  limits: Limits;
  mail: Mail;
}

export type Invitations = ReturnType<typeof createInvitations>;

/** Letting somebody into a household: a link for one email, good once, for a week. */
export function createInvitations({ database, clock, config, limits, mail }: Needs) {
  const now = () => clock.now().toISOString();
  const refused = () =>
    new AppError('link_refused', 'This invitation was used, taken back, or is too old.');

  async function find(token: string) {
    const found = await findInvitation(database.read, hashOf(token), now());
    if (!found) throw refused();
    return found;
  }

  return {
    list: async (who: Who) => ({
      items: (await listInvitations(database.read, who.householdId, now())).map(view),
    }),

    invite: async (who: Who, { email, role }: Body<typeof inviteMember>) => {
      await limits.take(`invite ${who.householdId}`, INVITATIONS);
      const token = randomBytes(32).toString('base64url');
      const url = `${publicUrl(config)}/invitation#token=${token}`;
      return changeHousehold(database, clock, who, async ({ tx, audit }) => {
        const members = await listMembers(tx, who.householdId);
        if (members.some((member) => member.email === email)) {
          throw new AppError('conflict', 'This person belongs to the household already.');
        }
        const household = await findMembership(tx, who.userId, who.householdId);
        if (!household) throw notFound('household');
        const row = {
          household_id: who.householdId,
          id: newId(),
          email,
          role,
          token_hash: hashOf(token),
          invited_by: who.userId,
          created_at: now(),
          expires_at: new Date(clock.now().getTime() + WEEK_MS).toISOString(),
        };
        // A second invitation takes the place of the first, whose link is dead from now on.
        await deleteInvitations(tx, who.householdId, { email });
        await deleteExpiredInvitations(tx, who.householdId, now());
        await insertInvitation(tx, row);
        await mail.send(tx, {
          to: email,
          language: who.language,
          template: 'invitation',
          params: {
            inviterName: who.user.name,
            householdName: household.householdName,
            role,
            url,
          },
        });
        await audit({ action: 'member.invite', entityId: row.id, after: { email, role } });
        return { ...view({ ...row, inviter: who.user.name }), url };
      });
    },

    revoke: (who: Who, id: string) =>
      changeHousehold(database, clock, who, async ({ tx, audit }) => {
        if (!(await deleteInvitations(tx, who.householdId, { id }))) throw notFound('invitation');
        await audit({ action: 'member.uninvite', entityId: id });
        return { done: true } as const;
      }),

    read: async (token: string, address: string) => {
      await limits.take(`invitation ${address}`, TRIES);
      const found = await find(token);
      return {
        householdName: found.householdName,
        invitedBy: found.inviter ?? '',
        emailHint: found.email.replace(/^(.).*@/, '$1…@'),
        role: found.role,
        expiresAt: found.expires_at,
      };
    },

    accept: async (who: Who, token: string) => {
      await limits.take(`invitation ${who.userId}`, TRIES);
      const invitation = await find(token);
      if (invitation.email !== who.user.email) {
        throw new AppError(
          'invitation_for_another',
          'This invitation is for another email. Sign in with that one.',
        );
      }
      const householdId = invitation.household_id;
      return changeHousehold(database, clock, { ...who, householdId }, async ({ tx, audit }) => {
        // Taken first: of two who hold the link, one joins.
        if (!(await deleteInvitations(tx, householdId, { id: invitation.id }))) throw refused();
        const members = await listMembers(tx, householdId);
        if (!members.some((member) => member.userId === who.userId)) {
          await insertMember(tx, {
            household_id: householdId,
            user_id: who.userId,
            role: invitation.role,
            joined_at: now(),
          });
        }
        await setActiveHousehold(tx, who.userId, householdId);
        for (const owner of members.filter((member) => member.role === 'owner')) {
          const preferences = readPreferences(
            (await findMembership(tx, owner.userId, householdId))?.preferencesJson,
          );
          if (!preferences.mails.memberJoined) continue;
          await mail.send(tx, {
            to: owner.email,
            language: preferences.language,
            template: 'memberJoined',
            params: { name: who.user.name, householdName: invitation.householdName },
          });
        }
        await audit({
          action: 'member.join',
          entityId: who.userId,
          after: { name: who.user.name, role: invitation.role },
        });
        return { householdId };
      });
    },
  };
}

const view = (row: SettingsTables['household_invitations'] & { inviter: string | null }) => ({
  id: row.id,
  email: row.email,
  role: row.role,
  invitedBy: row.inviter ?? '',
  createdAt: row.created_at,
  expiresAt: row.expires_at,
});
