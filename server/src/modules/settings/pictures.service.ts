import { createHash } from 'node:crypto';
import type { Database } from '../../platform/db/index.ts';
import { AppError } from '../../platform/errors.ts';
import type { Who } from '../../platform/http/who.ts';
import {
  deletePicture,
  findMemberPicture,
  findPictureHash,
  savePicture,
} from './pictures.repository.ts';
import { cleanPicture } from './pictures.ts';
import type { SettingsTables } from './settings.tables.ts';

const HASH_SHOWN = 12;

const urlOf = (userId: string, hash: string): string =>
  `/api/v1/people/${encodeURIComponent(userId)}/picture?v=${hash.slice(0, HASH_SHOWN)}`;

/** Where a person's picture is; another picture is at another address, so that no page keeps the old one. */
export const pictureUrl = (userId: string, hash: string | null): string | null =>
  hash === null ? null : urlOf(userId, hash);

export async function pictureUrlOf(
  database: Database<SettingsTables>,
  userId: string,
): Promise<string | null> {
  return pictureUrl(userId, (await findPictureHash(database.read, userId))?.hash ?? null);
}

export type Pictures = ReturnType<typeof createPictures>;

export function createPictures(database: Database<SettingsTables>) {
  return {
    set: async (who: Who, file: Buffer): Promise<{ pictureUrl: string }> => {
      const picture = cleanPicture(file);
      if (!picture) {
        throw new AppError(
          'picture_unreadable',
          'This is no PNG, JPEG or WebP picture of at most 4096 pixels a side.',
        );
      }
      const hash = createHash('sha256').update(picture.bytes).digest('hex');
      await database.write((tx) =>
        savePicture(tx, {
          user_id: who.userId,
          content_type: picture.contentType,
          content_hash: hash,
          bytes: picture.bytes,
        }),
      );
      return { pictureUrl: urlOf(who.userId, hash) };
    },

    remove: async (who: Who): Promise<{ done: true }> => {
      await database.write((tx) => deletePicture(tx, who.userId));
      return { done: true };
    },

    get: async (who: Who, userId: string) => {
      const picture = await findMemberPicture(database.read, who.householdId, userId);
      if (!picture) throw new AppError('not_found', 'There is no such picture.');
      return picture;
    },
  };
}
