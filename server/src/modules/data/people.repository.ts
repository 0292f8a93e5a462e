import type { Preferences } from '@picture/contract';
import type { Db } from '../../platform/db/index.ts';
import { readPreferences } from '../settings/index.ts';
import type { WholeTables } from './data.tables.ts';

/** To whom a mail goes, in which language, and whether they want it. */
export interface Correspondent extends Pick<Preferences, 'language' | 'mails'> {
  email: string;
  name: string;
}

export async function findCorrespondent(
  db: Db<WholeTables>,
  userId: string,
): Promise<Correspondent | undefined> {
  const row = await db
    .selectFrom('auth_users as person')
    .leftJoin('user_settings as settings', 'settings.user_id', 'person.id')
    .select(['person.email', 'person.name', 'settings.preferences_json'])
    .where('person.id', '=', userId)
    .executeTakeFirst();
  if (!row) return undefined;
  const { language, mails } = readPreferences(row.preferences_json);
  return { email: row.email, name: row.name, language, mails };
}
