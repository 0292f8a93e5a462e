import { hkdfSync } from 'node:crypto';
import type { Config } from '../config.ts';
import type { Tx } from '../db/index.ts';
import { newId } from '../ids.ts';
import type { Outbox, OutboxTables } from '../outbox.ts';
import { openBytes, sealBytes } from '../secrets/index.ts';
import { inWords, type Letter } from './letters.ts';
import { asHtml, asText } from './render.ts';
import { createTransport } from './transport.ts';

export type { Letter } from './letters.ts';

/** The outbox row of a mail belongs to no household. */
const NO_HOUSEHOLD = '';

export interface Mail {
  /** Written in the caller's transaction: the letter goes out if and only if that one commits. */
  send(tx: Tx<OutboxTables>, letter: Letter): Promise<void>;
  /** Asks, when a letter is about to go, whether its reader wants it. */
  askFirst(wants: (letter: Letter) => Promise<boolean>): void;
}

/**
 * Mail through the outbox: nothing is lost by a crash, and what fails is tried again. Letters hold
 * links that open doors, so what waits is sealed from whoever reads the database.
 */
export function createMail(outbox: Outbox, config: Config, secret: string): Mail {
  const key = Buffer.from(hkdfSync('sha256', secret, '', 'mail payload', 32));
  const transport = createTransport(config.mail);
  let isWanted: Parameters<Mail['askFirst']>[0] = async () => true;

  outbox.handle('mail', async ({ id, payload }) => {
    const letter = JSON.parse(
      openBytes(key, id, Buffer.from(payload as string, 'base64url')).toString(),
    ) as Letter;
    if (!(await isWanted(letter))) return;
    const words = inWords(letter);
    await transport({
      id,
      to: letter.to,
      subject: words.subject,
      text: asText(words),
      html: await asHtml(words, letter.language),
    });
  });

  return {
    send: (tx, letter) => {
      const id = newId();
      const sealed = sealBytes(key, id, Buffer.from(JSON.stringify(letter)));
      return outbox.add(tx, 'mail', NO_HOUSEHOLD, sealed.toString('base64url'), undefined, id);
    },
    askFirst: (wants) => {
      isWanted = wants;
    },
  };
}
