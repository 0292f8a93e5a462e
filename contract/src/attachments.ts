import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { idParams, idSchema, instantSchema } from './schemas.ts';

export const ATTACHMENT_TYPES = [
  'image/png',
  'image/jpeg',
  'image/webp',
  'application/pdf',
] as const;
export type AttachmentType = (typeof ATTACHMENT_TYPES)[number];

export const MAX_ATTACHMENT_BYTES = 10 * 1024 * 1024;
export const MAX_THUMBNAIL_BYTES = 40 * 1024;
/** Pixels a side. */
export const MAX_THUMBNAIL_SIDE = 512;
export const MAX_ATTACHMENTS = 20;

export const attachmentSchema = z.object({
  id: idSchema,
  transactionId: idSchema,
  name: z.string(),
  mediaType: z.enum(ATTACHMENT_TYPES).describe('As its content was found to be.'),
  bytes: z.int(),
  sha256: z.string().describe('Of what is kept: a picture loses what was written beside it.'),
  hasThumbnail: z.boolean(),
  createdAt: instantSchema,
});
export type Attachment = z.infer<typeof attachmentSchema>;

export const addAttachment = endpoint({
  method: 'POST',
  path: '/transactions/:id/attachments',
  summary:
    'Attach a PNG, JPEG, WebP or PDF to 10 MB as multipart `file`, perhaps with a small picture of it as `thumbnail`',
  access: 'editor',
  params: idParams,
  upload: true,
  reply: attachmentSchema,
  status: 201,
  errors: ['attachment_unreadable', 'too_large', 'too_many'],
});

export const listAttachments = endpoint({
  method: 'GET',
  path: '/transactions/:id/attachments',
  summary: 'What is attached to a transaction, oldest first',
  access: 'viewer',
  params: idParams,
  reply: z.object({ items: z.array(attachmentSchema) }),
});

export const getAttachment = endpoint({
  method: 'GET',
  path: '/attachments/:id',
  summary: 'An attached file itself',
  access: 'viewer',
  params: idParams,
  reply: z.unknown(),
});

export const getAttachmentThumbnail = endpoint({
  method: 'GET',
  path: '/attachments/:id/thumbnail',
  summary: 'The small picture of an attached file, where it has one',
  access: 'viewer',
  params: idParams,
  reply: z.unknown(),
});

export const deleteAttachment = endpoint({
  method: 'DELETE',
  path: '/attachments/:id',
  summary: 'Take an attached file away; for thirty days it can be brought back by undoing that',
  access: 'editor',
  params: idParams,
  reply: z.object({ deleted: z.boolean() }),
});
