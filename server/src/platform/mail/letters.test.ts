import { expect, it } from 'vitest';
import { inWords, type Letter, type Templates } from './letters.ts';
import { asHtml, asText } from './render.ts';

const at = '2026-03-03T09:05:00.000Z';
const url = 'https://picture.example/page#token=a+b%2Fc';
const SAMPLES: { [T in keyof Templates]: Templates[T] } = {
  verifyEmail: { url },
  alreadyRegistered: { signInUrl: url, resetUrl: `${url}2` },
  resetPassword: { url },
  passwordChanged: { at, device: 'Firefox · Linux' },
  emailChangeConfirm: { url, newEmail: 'new@example.com' },
  emailChangeNotice: { newEmail: 'n…@example.com' },
  newDevice: { at, device: '', address: '203.0.113.5' },
  passkeyAdded: { at, name: 'Key' },
  secondFactorOn: { at },
  secondFactorOff: { at },
  accountLinked: { provider: 'GitHub', at },
  tokenCreated: { name: 'Script', at },
  invitation: { inviterName: 'Ana', householdName: 'Casa', role: 'viewer', url },
  memberJoined: { name: 'Eva', householdName: 'Casa' },
  deletionScheduled: { what: 'person', name: '', on: at, url },
  deletionDone: {},
  exportReady: { url },
};
const templates = Object.keys(SAMPLES) as (keyof Templates)[];
const letter = (template: keyof Templates, language: 'en' | 'es'): Letter =>
  ({ to: 'ana@example.com', language, template, params: SAMPLES[template] }) as Letter;

it.each(templates)(
  '%s says in both languages what it is about, with its link',
  async (template) => {
    const [english, spanish] = [inWords(letter(template, 'en')), inWords(letter(template, 'es'))];
    for (const [words, language] of [[english, 'en'] as const, [spanish, 'es'] as const]) {
      const text = asText(words);
      const html = await asHtml(words, language);
      expect(words.subject).not.toBe('');
      expect(html).toContain(`lang="${language}"`);
      for (const [name, value] of Object.entries(SAMPLES[template])) {
        if (name.endsWith('rl')) {
          expect(text).toContain(value);
          expect(html).toContain(value.replaceAll('&', '&amp;'));
        }
      }
      expect(`${text}${html}`).not.toMatch(/undefined|Invalid Date|\[object/);
    }
    const lines = (words: typeof english) => [words.subject, ...words.paragraphs, words.reason];
    const shared = lines(english).filter((line) => lines(spanish).includes(line));
    expect(shared).toEqual([]);
  },
);

it('tells the time in words, with its zone', () => {
  expect(inWords(letter('secondFactorOff', 'en')).paragraphs[0]).toContain(
    '3 March 2026 at 09:05 UTC',
  );
  expect(inWords(letter('secondFactorOff', 'es')).paragraphs[0]).toContain('3 de marzo de 2026');
});

it('takes what people typed as text: no header, no markup', async () => {
  const words = inWords({
    to: 'a@example.com',
    language: 'en',
    template: 'invitation',
    params: {
      inviterName: 'Eve\r\nBcc: all@example.com',
      householdName: '<img src=x onerror=alert(1)>',
      role: 'viewer',
      url,
    },
  });
  expect(words.subject).not.toMatch(/[\r\n]/);
  expect(await asHtml(words, 'en')).not.toContain('<img src=x');
});
