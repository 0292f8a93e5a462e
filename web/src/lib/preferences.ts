import { DEFAULT_PREFERENCES, type Preferences } from '@picture/contract';
import { useSyncExternalStore } from 'react';
import { recall, remember } from './i18n.ts';

/** public/theme.js reads the same before the first paint. */
const KEPT_AS = 'picture-preferences';

/** As the server keeps them. This device remembers them only to paint rightly before it is asked. */
let kept: Preferences = recalled();
/** Choices on their way to the server: they hold here already. */
let underWay: readonly Partial<Preferences>[] = [];
let shown: Preferences = kept;
const listeners = new Set<() => void>();

function recalled(): Preferences {
  try {
    return ownOf({ ...DEFAULT_PREFERENCES, ...JSON.parse(recall(KEPT_AS) ?? '{}') });
  } catch {
    return DEFAULT_PREFERENCES;
  }
}

/** The preferences alone, of something that holds more. */
function ownOf(from: Preferences): Preferences {
  const keys = Object.keys(DEFAULT_PREFERENCES) as (keyof Preferences)[];
  return Object.fromEntries(keys.map((key) => [key, from[key]])) as unknown as Preferences;
}

function show(): void {
  shown = Object.assign({}, kept, ...underWay) as Preferences;
  remember(KEPT_AS, JSON.stringify(shown));
  for (const listener of listeners) listener();
}

/** Takes what the server keeps; a choice it has not heard of yet still stands. */
export function adoptPreferences(fromServer: Preferences): void {
  kept = ownOf(fromServer);
  show();
}

/** Shows a choice at once. Call what it gives when the server has answered, well or not. */
export function showChoice(choice: Partial<Preferences>): () => void {
  underWay = [...underWay, choice];
  show();
  return () => {
    underWay = underWay.filter((one) => one !== choice);
    show();
  };
}

export const getPreferences = (): Preferences => shown;

export function subscribeToPreferences(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export const usePreferences = (): Preferences =>
  useSyncExternalStore(subscribeToPreferences, getPreferences);

export const hideAmounts = { use: (): boolean => usePreferences().hideAmounts };
export const singleKeys = { get: (): boolean => shown.singleKeys };
