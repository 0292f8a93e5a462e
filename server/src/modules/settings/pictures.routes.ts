import { getPicture, removePicture, setPicture } from '@picture/contract';
import { AppError } from '../../platform/errors.ts';
import { type Binding, bind } from '../../platform/http/route.ts';
import type { Pictures } from './pictures.service.ts';

const MOST_BYTES = 2 * 1024 * 1024;

export const picturesRoutes = (pictures: Pictures): Binding[] => [
  bind(setPicture, async ({ who, request }) => {
    if (!request.isMultipart()) {
      throw new AppError('unsupported_media_type', 'Send the picture as multipart/form-data.');
    }
    const part = await request.file({ limits: { fileSize: MOST_BYTES, files: 1 } });
    if (!part) throw new AppError('invalid_request', 'There is no picture in the request.');
    return pictures.set(who, await part.toBuffer());
  }),
  bind(removePicture, ({ who }) => pictures.remove(who)),
  bind(getPicture, async ({ who, params, request, reply }) => {
    const picture = await pictures.get(who, params.userId);
    const etag = `"${picture.content_hash}"`;
    // Private, and asked for again each time: who has left the household sees it no more.
    reply.header('cache-control', 'private, no-cache').header('etag', etag);
    if (request.headers['if-none-match'] === etag) return reply.status(304).send();
    const ending = picture.content_type.replace('image/', '');
    return reply
      .type(picture.content_type)
      .header('x-content-type-options', 'nosniff')
      .header('cross-origin-resource-policy', 'same-origin')
      .header('content-disposition', `inline; filename="picture.${ending}"`)
      .send(Buffer.from(picture.bytes));
  }),
];
