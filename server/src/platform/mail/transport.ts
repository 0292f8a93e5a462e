import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Transporter } from 'nodemailer';
import type { MailConfig } from '../config.ts';

export interface Mailing {
  id: string;
  to: string;
  subject: string;
  text: string;
  html: string;
}

/** Hands mails to a server, to Amazon SES, or puts them in a folder. Each is loaded when first used. */
export function createTransport({ url, folder, from }: MailConfig) {
  let carrier: Promise<Transporter> | undefined;

  return async ({ id, to, subject, text, html }: Mailing): Promise<void> => {
    carrier ??= carrierFor(url);
    const sent: unknown = await (await carrier).sendMail({
      from,
      // As an object, so that nothing in it is read as a second address or a header.
      to: { name: '', address: to },
      subject,
      text,
      html,
      // A crash may send a mail twice; by this it is known as one.
      messageId: `<${id}@my-financial-picture>`,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    if (folder === null) return;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const { message } = sent as { message: Buffer };
    await writeFile(join(folder, `${id}.eml`), message, { mode: 0o600 });
  };
}

async function carrierFor(url: string | null): Promise<Transporter> {
  const { createTransport: create } = await import('nodemailer');
  if (url === null) return create({ streamTransport: true, buffer: true, newline: 'unix' });
  if (!url.startsWith('ses:')) return create(url);
  const { SESv2Client, SendEmailCommand } = await import('@aws-sdk/client-sesv2');
  const sesClient = new SESv2Client({ region: new URL(url).hostname });
  return create({ SES: { sesClient, SendEmailCommand } });
}
