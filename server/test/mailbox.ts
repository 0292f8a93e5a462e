import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import PostalMime from 'postal-mime';

/** The mails in a folder to somebody, oldest first. */
export async function readMailbox(folder: string, to: string) {
  const names = existsSync(folder) ? readdirSync(folder).sort() : [];
  const mails = await Promise.all(
    names.map((name) => PostalMime.parse(readFileSync(join(folder, name)))),
  );
  return mails.filter((mail) => mail.to?.[0]?.address === to);
}
