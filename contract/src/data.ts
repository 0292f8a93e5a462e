import { z } from 'zod';
import { doneSchema } from './auth.ts';
import { endpoint } from './endpoint.ts';
import { cursorQuery, idParams, idSchema, instantSchema } from './schemas.ts';

export const dataExportSchema = z.object({
  id: idSchema,
  status: z.enum(['working', 'ready', 'failed']),
  createdAt: instantSchema,
  expiresAt: instantSchema,
  bytes: z.int().nullable(),
});
export type DataExport = z.infer<typeof dataExportSchema>;

export const listDataExports = endpoint({
  method: 'GET',
  path: '/data-exports',
  summary: 'The exports of everything that this person asked for',
  access: 'viewer',
  browserOnly: true,
  reply: z.object({ items: z.array(dataExportSchema) }),
});

export const startDataExport = endpoint({
  method: 'POST',
  path: '/data-exports',
  summary: 'Make a zip of everything this person can see in the household',
  access: 'viewer',
  stepUp: true,
  body: z.strictObject({}),
  reply: dataExportSchema,
  status: 202,
  errors: ['conflict'],
});

export const downloadDataExport = endpoint({
  method: 'GET',
  path: '/data-exports/:id/file',
  summary: 'The zip',
  access: 'viewer',
  stepUp: true,
  params: idParams,
  reply: z.unknown(),
  errors: ['not_found'],
});

export const deleteDataExport = endpoint({
  method: 'DELETE',
  path: '/data-exports/:id',
  summary: 'Delete a zip before it expires',
  access: 'viewer',
  browserOnly: true,
  params: idParams,
  reply: doneSchema,
  errors: ['not_found'],
});

const deletionSchema = z.object({
  person: z.object({ deleteOn: instantSchema }).nullable(),
  household: z.object({ deleteOn: instantSchema, askedBy: z.string() }).nullable(),
});

export type Deletion = z.infer<typeof deletionSchema>;

export const getDeletion = endpoint({
  method: 'GET',
  path: '/deletion',
  summary: 'Whether this person or this household is about to be deleted',
  access: 'person',
  reply: deletionSchema,
});

export const deletePerson = endpoint({
  method: 'POST',
  path: '/deletion/person',
  summary: 'Delete this person, and the households only they belong to, in fourteen days',
  access: 'person',
  stepUp: true,
  body: z.strictObject({}),
  reply: deletionSchema,
  errors: ['last_owner'],
});

export const keepPerson = endpoint({
  method: 'DELETE',
  path: '/deletion/person',
  summary: 'Change one’s mind before the day comes',
  access: 'person',
  reply: deletionSchema,
});

export const deleteHousehold = endpoint({
  method: 'POST',
  path: '/deletion/household',
  summary: 'Delete this household and all in it, in fourteen days',
  access: 'owner',
  stepUp: true,
  body: z.strictObject({ name: z.string().describe('The name of the household, typed again.') }),
  reply: deletionSchema,
  errors: ['invalid_request'],
});

export const keepHousehold = endpoint({
  method: 'DELETE',
  path: '/deletion/household',
  summary: 'Keep the household after all',
  access: 'owner',
  browserOnly: true,
  reply: deletionSchema,
});

const deedSchema = z.object({
  who: z.string().nullable().describe('Null when the server itself did it.'),
  action: z.string().describe('"transaction.update", "auth.sign_in".'),
  entityId: z.string(),
  before: z.unknown(),
  after: z.unknown(),
});
/** Who did what: enough for one sentence about it. */
export type Deed = z.infer<typeof deedSchema>;

export const auditEntrySchema = deedSchema.extend({
  id: idSchema,
  at: instantSchema,
  address: z.string().nullable(),
  browser: z.string().nullable(),
  turned: deedSchema
    .nullable()
    .describe('Of an undo or redo: what was taken back or made again; else null.'),
  step: z
    .enum(['done', 'undone'])
    .nullable()
    .describe(
      'A change of the ledger that can be undone or redone under this id; of an import whether it stands or was taken back, which its own address does; else null.',
    ),
});
export type AuditEntryView = z.infer<typeof auditEntrySchema>;

export const listAuditLog = endpoint({
  method: 'GET',
  path: '/audit-log',
  summary: 'Who did what, newest first: in the household, and at this person’s own door',
  access: 'viewer',
  scope: 'admin',
  query: z.strictObject({
    ...cursorQuery,
    of: z.enum(['household', 'person']).default('household'),
    action: z.string().max(60).optional().describe('Only actions that begin so.'),
  }),
  reply: z.object({ items: z.array(auditEntrySchema), nextCursor: z.string().nullable() }),
});
