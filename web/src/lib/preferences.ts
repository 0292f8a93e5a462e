import { useSyncExternalStore } from 'react';
import { recall, remember } from './i18n.ts';

/** Small choices that belong to this device: kept in the browser, told to every part of the page. */
function devicePreference(key: string, initial: boolean) {
  let value = recall(key) === null ? initial : recall(key) === 'yes';
  const listeners = new Set<() => void>();
  const subscribe = (listener: () => void) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
  const set = (next: boolean) => {
    value = next;
    remember(key, next ? 'yes' : 'no');
    for (const listener of listeners) listener();
  };
  return {
    get: () => value,
    set,
    use: () => useSyncExternalStore(subscribe, () => value),
  };
}

export const hideAmounts = devicePreference('picture-hide-amounts', false);
export const singleKeys = devicePreference('picture-single-keys', true);
