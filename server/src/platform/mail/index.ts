import type { Config } from '../config.ts';
import type { Tx } from '../db/index.ts';
import type { Outbox, OutboxTables } from '../outbox.ts';
import { inWords, type Letter } from './letters.ts';
import { asHtml, asText } from './render.ts';
import { payloadSeal } from './sealed-payload.ts';
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

/** Mail through the outbox: nothing is lost by a crash, and what fails is tried again. */
export function createMail(outbox: Outbox, config: Config): Mail {
  const { seal, open } = payloadSeal(config.authSecret);
  const transport = createTransport(config.mail);
  let isWanted: Parameters<Mail['askFirst']>[0] = async () => true;

  outbox.handle('mail', async ({ id, payload }) => {
    const letter = JSON.parse(open(payload as string)) as Letter;
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
    send: (tx, letter) => outbox.add(tx, 'mail', NO_HOUSEHOLD, seal(JSON.stringify(letter))),
    askFirst: (wants) => {
      isWanted = wants;
    },
  };
}
