import { i18n } from '@lingui/core';
import { useLingui } from '@lingui/react';
import type { BodyIn, Preferences, Session, updateSettings } from '@picture/contract';
import { queryOptions, useSuspenseQuery } from '@tanstack/react-query';
import { api, holdAgainst } from './api.ts';
import { activate, localeFor } from './i18n.ts';
import type { Locale } from './locale.ts';
import { adoptPreferences, getPreferences, showChoice, usePreferences } from './preferences.ts';
import { HOUSEHOLD, queryClient } from './query-client.ts';

export const sessionQuery = queryOptions({
  queryKey: [HOUSEHOLD, 'session'],
  queryFn: async ({ signal }) => adopt(await api('GET /session', { signal })),
});

holdAgainst((householdId) => {
  const shown = queryClient.getQueryData(sessionQuery.queryKey)?.household.id;
  return shown === undefined || shown === householdId;
});

export const useSession = () => useSuspenseQuery(sessionQuery).data;

/** Whether this person may change what the household shares; a viewer is offered nothing of it. */
export const useMayEdit = (): boolean => useSession().household.role !== 'viewer';

/** The form of dates and amounts for whoever reads this. */
export function useLocale(): Locale {
  const { locale } = useLingui().i18n;
  const { numberStyle, dateStyle, firstDayOfWeek } = usePreferences();
  return { tag: localeFor(locale), numberStyle, dateStyle, firstDayOfWeek };
}

type Body = BodyIn<typeof updateSettings>;
type OfHousehold = 'householdName' | 'homeCurrency' | 'timeZone' | 'firstDayOfMonth';
type OfSession = Pick<Body, OfHousehold | 'userName'>;
export type SettingsWish = OfSession & Partial<Preferences>;

/**
 * Keeps settings. They are shown at once, and as they were before if the server refuses: then this
 * rejects with its refusal.
 */
export async function saveSettings(wish: SettingsWish): Promise<void> {
  const { userName, householdName, homeCurrency, timeZone, firstDayOfMonth, ...own } = wish;
  const answered = showChoice(own);
  // Whoever chooses and leaves at once still finds it kept.
  const sent = api('PATCH /settings', { body: wish, keepalive: true });
  await queryClient.cancelQueries(sessionQuery);
  queryClient.setQueryData(sessionQuery.queryKey, (session) => session && changed(session, wish));
  try {
    await speak();
    const session = await adopt(await sent);
    queryClient.setQueryData(sessionQuery.queryKey, (known) => newer(session, known));
  } finally {
    answered();
    await speak();
    if (tellsMore(wish)) void queryClient.invalidateQueries({ queryKey: [HOUSEHOLD] });
  }
}

/** Whether what the server says of other things changes with it, or they must be put back. */
const tellsMore = (wish: SettingsWish): boolean =>
  ['language', 'userName', 'householdName', 'homeCurrency', 'timeZone', 'firstDayOfMonth'].some(
    (key) => key in wish,
  );

/** Two answers may overtake one another. */
const newer = (a: Session, b: Session | undefined): Session =>
  b && b.household.id === a.household.id && b.household.version > a.household.version ? b : a;

const changed = (session: Session, wish: OfSession): Session => ({
  ...session,
  user: { ...session.user, name: wish.userName ?? session.user.name },
  household: {
    ...session.household,
    name: wish.householdName ?? session.household.name,
    homeCurrency: wish.homeCurrency ?? session.household.homeCurrency,
    timeZone: wish.timeZone ?? session.household.timeZone,
    firstDayOfMonth: wish.firstDayOfMonth ?? session.household.firstDayOfMonth,
  },
});

async function adopt(session: Session): Promise<Session> {
  adoptPreferences(newer(session, queryClient.getQueryData(sessionQuery.queryKey)).user);
  await speak();
  return session;
}

/** Shows the texts of the language that is preferred now. */
async function speak(): Promise<void> {
  const { language } = getPreferences();
  if (i18n.locale !== language) await activate(language);
}
