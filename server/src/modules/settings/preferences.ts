import { MAIL_CHOICES, type Preferences } from '@picture/contract';

const DEFAULTS: Preferences = {
  language: 'en',
  theme: 'system',
  numberStyle: 'auto',
  dateStyle: 'auto',
  firstDayOfWeek: null,
  hideAmounts: false,
  singleKeys: true,
  gainLossColors: 'green-red',
  mails: { newDevice: true, memberJoined: true, exportReady: true, tokenCreated: true },
  aiEnabled: false,
  aiModel: 'balanced',
};

export type PreferenceChange = Partial<Omit<Preferences, 'mails'>> & {
  mails?: Partial<Preferences['mails']> | undefined;
};

/** What was kept, over what is meant where nothing was. */
export function readPreferences(json: string | null | undefined): Preferences {
  return changePreferences(DEFAULTS, json ? (JSON.parse(json) as PreferenceChange) : {});
}

export function changePreferences(before: Preferences, change: PreferenceChange): Preferences {
  const mails = Object.fromEntries(
    MAIL_CHOICES.map((mail) => [mail, change.mails?.[mail] ?? before.mails[mail]]),
  ) as Preferences['mails'];
  return { ...before, ...change, mails };
}
