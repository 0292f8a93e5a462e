import { api } from '../../lib/api.ts';
import { guessCurrency } from '../../lib/home-currency.ts';
import { recall, remember } from '../../lib/i18n.ts';
import { ownPath } from '../../lib/own-path.ts';

const KEY = 'picture-begun';

/** Somebody signs up in this browser and goes to read their mail; keeps where they were going. */
export const keepBeginning = (returnTo: string): void => remember(KEY, returnTo);

/** Where they were going; nothing where the sign-up was in another browser, or long ago. */
export function takeBeginning(): string | undefined {
  const path = ownPath(recall(KEY));
  remember(KEY, '');
  return path;
}

/**
 * The household begins with what this browser knows of its person. Where that fails they are in all
 * the same, and find it in the settings.
 */
export async function beginHousehold(): Promise<void> {
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const homeCurrency = guessCurrency(navigator.languages);
  await api('PATCH /settings', { body: { timeZone, homeCurrency } }).catch(() => undefined);
}
