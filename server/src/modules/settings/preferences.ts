import { DEFAULT_PREFERENCES, MAIL_CHOICES, type Preferences } from '@picture/contract';

export type PreferenceChange = Partial<Omit<Preferences, 'mails'>> & {
  mails?: Partial<Preferences['mails']> | undefined;
};

/** What was kept, over what is meant where nothing was. */
export function readPreferences(json: string | null | undefined): Preferences {
  return changePreferences(DEFAULT_PREFERENCES, json ? (JSON.parse(json) as PreferenceChange) : {});
}

export function changePreferences(before: Preferences, change: PreferenceChange): Preferences {
  const mails = Object.fromEntries(
    MAIL_CHOICES.map((mail) => [mail, change.mails?.[mail] ?? before.mails[mail]]),
  ) as Preferences['mails'];
  return { ...before, ...change, mails };
}
