import { z } from 'zod';
import { doneSchema, emailSchema } from './auth.ts';
import { endpoint } from './endpoint.ts';
import { currencySchema, idParams, idSchema, instantSchema, nameSchema } from './schemas.ts';
import { ROLES, timeZoneSchema } from './settings.ts';

const memberParams = z.strictObject({ userId: z.string().min(1).max(64) });
const invitationTokenSchema = z.string().regex(/^[\w-]{20,100}$/, 'Not an invitation.');

export const listHouseholds = endpoint({
  method: 'GET',
  path: '/households',
  summary: 'The households this person belongs to',
  access: 'person',
  reply: z.object({
    items: z.array(
      z.object({
        id: idSchema,
        name: z.string(),
        role: z.enum(ROLES),
        memberCount: z.int(),
        isCurrent: z.boolean(),
        deleteOn: instantSchema.nullable(),
      }),
    ),
  }),
});

export const createHousehold = endpoint({
  method: 'POST',
  path: '/households',
  summary: 'Make another household and enter it',
  access: 'person',
  body: z.strictObject({
    name: nameSchema,
    homeCurrency: currencySchema,
    timeZone: timeZoneSchema,
  }),
  reply: z.object({ id: idSchema }),
  status: 201,
  errors: ['conflict'],
});

export const enterHousehold = endpoint({
  method: 'POST',
  path: '/households/:id/enter',
  summary: 'Switch to another household',
  access: 'person',
  params: idParams,
  body: z.strictObject({}),
  reply: doneSchema,
  errors: ['not_found'],
});

export const listMembers = endpoint({
  method: 'GET',
  path: '/household/members',
  summary: 'Who belongs to this household',
  access: 'viewer',
  reply: z.object({
    items: z.array(
      z.object({
        userId: z.string(),
        name: z.string(),
        email: z.string(),
        pictureUrl: z.string().nullable(),
        role: z.enum(ROLES),
        joinedAt: instantSchema,
        isYou: z.boolean(),
      }),
    ),
  }),
});

export const changeMemberRole = endpoint({
  method: 'PATCH',
  path: '/household/members/:userId',
  summary: 'Change what a member may do',
  access: 'owner',
  scope: 'admin',
  params: memberParams,
  body: z.strictObject({ role: z.enum(ROLES) }),
  reply: doneSchema,
  errors: ['not_found', 'last_owner'],
});

export const removeMember = endpoint({
  method: 'DELETE',
  path: '/household/members/:userId',
  summary: 'Remove a member; what is private to them goes with them',
  access: 'owner',
  stepUp: true,
  params: memberParams,
  reply: doneSchema,
  errors: ['not_found', 'last_owner', 'import_busy'],
});

export const leaveHousehold = endpoint({
  method: 'POST',
  path: '/household/leave',
  summary: 'Leave this household; what is private to you goes with you',
  access: 'viewer',
  stepUp: true,
  body: z.strictObject({}),
  reply: doneSchema,
  errors: ['last_owner', 'import_busy'],
});

export const handOverHousehold = endpoint({
  method: 'POST',
  path: '/household/hand-over',
  summary: 'Make another member the owner and become an editor',
  access: 'owner',
  stepUp: true,
  body: z.strictObject({ userId: z.string().min(1).max(64) }),
  reply: doneSchema,
  errors: ['not_found'],
});

export const invitationSchema = z.object({
  id: idSchema,
  email: z.string(),
  role: z.enum(ROLES),
  invitedBy: z.string(),
  createdAt: instantSchema,
  expiresAt: instantSchema,
});

export const listInvitations = endpoint({
  method: 'GET',
  path: '/household/invitations',
  summary: 'Invitations nobody has answered yet',
  access: 'owner',
  scope: 'admin',
  reply: z.object({ items: z.array(invitationSchema) }),
});

export const inviteMember = endpoint({
  method: 'POST',
  path: '/household/invitations',
  summary: 'Invite somebody by email',
  access: 'owner',
  stepUp: true,
  body: z.strictObject({ email: emailSchema, role: z.enum(ROLES) }),
  reply: invitationSchema.extend({
    url: z.url().describe('The link of the mail, to be handed over by hand too. Shown once.'),
  }),
  status: 201,
  errors: ['conflict', 'rate_limited'],
});

export const revokeInvitation = endpoint({
  method: 'DELETE',
  path: '/household/invitations/:id',
  summary: 'Take an invitation back',
  access: 'owner',
  scope: 'admin',
  params: idParams,
  reply: doneSchema,
  errors: ['not_found'],
});

export const readInvitation = endpoint({
  method: 'POST',
  path: '/invitations/read',
  summary: 'What an invitation offers, to whoever holds its link',
  access: 'public',
  body: z.strictObject({ token: invitationTokenSchema }),
  reply: z.object({
    householdName: z.string(),
    invitedBy: z.string(),
    emailHint: z.string().describe('"a…@example.com": whom it is for.'),
    role: z.enum(ROLES),
    expiresAt: instantSchema,
  }),
  errors: ['link_refused', 'rate_limited'],
});

export const acceptInvitation = endpoint({
  method: 'POST',
  path: '/invitations/accept',
  summary: 'Join the household, signed in with the email the invitation is for',
  access: 'person',
  body: z.strictObject({ token: invitationTokenSchema }),
  reply: z.object({ householdId: idSchema }),
  errors: ['link_refused', 'invitation_for_another', 'email_unverified'],
});
