import { bulkInsert, type Db, type Tx } from '../../platform/db/index.ts';
import type { SettingsTables } from './settings.tables.ts';

type Own = SettingsTables;
type PictureRow = Own['user_pictures'];

const COLUMNS = ['user_id', 'content_type', 'content_hash', 'bytes'] as const;

export const savePicture = (tx: Tx<Own>, row: PictureRow): Promise<void> =>
  bulkInsert(tx, 'user_pictures', COLUMNS, [COLUMNS.map((column) => row[column])], {
    key: ['user_id'],
    set: ['content_type', 'content_hash', 'bytes'],
  });

export const deletePicture = (tx: Tx<Own>, userId: string) =>
  tx.deleteFrom('user_pictures').where('user_id', '=', userId).execute();

export const findPictureHash = (db: Db<Own>, userId: string) =>
  db
    .selectFrom('user_pictures')
    .select('content_hash as hash')
    .where('user_id', '=', userId)
    .executeTakeFirst();

/** The picture of a member of this household; whoever is in another one has none here. */
export const findMemberPicture = (db: Db<Own>, householdId: string, userId: string) =>
  db
    .selectFrom('household_members as member')
    .innerJoin('user_pictures as picture', 'picture.user_id', 'member.user_id')
    .selectAll('picture')
    .where('member.household_id', '=', householdId)
    .where('member.user_id', '=', userId)
    .executeTakeFirst();
