import {
  addAttachment,
  deleteAttachment,
  getAttachment,
  getAttachmentThumbnail,
  listAttachments,
  MAX_ATTACHMENT_BYTES,
} from '@picture/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AppError } from '../../platform/errors.ts';
import { type Binding, bind } from '../../platform/http/route.ts';
import { dispositionOf } from './attachment-name.ts';
import type { Attachments, ServedFile, Upload } from './attachments.service.ts';

export const attachmentsRoutes = (attachments: Attachments): Binding[] => [
  bind(addAttachment, async ({ who, params, request }) =>
    attachments.add(who, params.id, await readUpload(request)),
  ),
  bind(listAttachments, ({ who, params }) => attachments.list(who, params.id)),
  bind(getAttachment, async ({ who, params, request, reply }) =>
    serve(await attachments.file(who, params.id), request, reply),
  ),
  bind(getAttachmentThumbnail, async ({ who, params, request, reply }) =>
    serve(await attachments.thumbnail(who, params.id), request, reply),
  ),
  bind(deleteAttachment, ({ who, params }) => attachments.delete(who, params.id)),
];

async function readUpload(request: FastifyRequest): Promise<Upload> {
  if (!request.isMultipart()) {
    throw new AppError('unsupported_media_type', 'Send the file as multipart/form-data.');
  }
  const limits = { fileSize: MAX_ATTACHMENT_BYTES, files: 2, fields: 0 };
  const parts = new Map<string, { name: string; bytes: Buffer }>();
  for await (const part of request.files({ limits })) {
    parts.set(part.fieldname, { name: part.filename, bytes: await part.toBuffer() });
  }
  const file = parts.get('file');
  if (!file) throw new AppError('invalid_request', 'There is no file in the request.');
  return {
    name: file.name,
    file: file.bytes,
    thumbnail: parts.get('thumbnail')?.bytes ?? null,
  };
}

/**
 * A file of somebody's, to a browser that must take it for nothing but what we found it to be: no
 * script of it runs, nothing is loaded by it, and nobody in between keeps it. A PDF is downloaded, as
 * no browser shows one within a sandbox.
 */
function serve(file: ServedFile, request: FastifyRequest, reply: FastifyReply) {
  const etag = `"${file.mark}"`;
  reply
    // Asked for again each time: who has left the household sees it no more.
    .header('cache-control', 'private, no-cache')
    .header('etag', etag)
    .header('x-content-type-options', 'nosniff')
    .header('content-security-policy', "sandbox; default-src 'none'; frame-ancestors 'none'")
    .header('cross-origin-resource-policy', 'same-origin')
    .removeHeader('set-cookie');
  if (request.headers['if-none-match'] === etag) return reply.status(304).send();
  const kind = file.mediaType === 'application/pdf' ? 'attachment' : 'inline';
  return reply
    .type(file.mediaType)
    .header('content-disposition', dispositionOf(kind, file.name))
    .send(file.content);
}
