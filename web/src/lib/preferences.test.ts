import { DEFAULT_PREFERENCES } from '@picture/contract';
import { expect, it } from 'vitest';
import {
  adoptPreferences,
  getPreferences,
  showChoice,
  subscribeToPreferences,
} from './preferences.ts';

it('shows a choice at once, over what the server says before it has heard of it', () => {
  adoptPreferences({ ...DEFAULT_PREFERENCES, dateStyle: 'day-month-year' });
  const answered = showChoice({ hideAmounts: true });
  expect(getPreferences()).toMatchObject({ hideAmounts: true, dateStyle: 'day-month-year' });
  adoptPreferences({ ...DEFAULT_PREFERENCES, theme: 'dark' });
  expect(getPreferences()).toMatchObject({ hideAmounts: true, theme: 'dark', dateStyle: 'auto' });
  answered();
  expect(getPreferences().hideAmounts).toBe(false);
});

it('keeps the later of two choices while the earlier is refused', () => {
  adoptPreferences(DEFAULT_PREFERENCES);
  const first = showChoice({ numberStyle: '1 234,56' });
  const second = showChoice({ numberStyle: '1.234,56' });
  first();
  expect(getPreferences().numberStyle).toBe('1.234,56');
  second();
  expect(getPreferences().numberStyle).toBe('auto');
});

it('takes only preferences from a session, and tells whoever listens', () => {
  let told = 0;
  const forget = subscribeToPreferences(() => {
    told += 1;
  });
  adoptPreferences({ ...DEFAULT_PREFERENCES, email: 'ana@example.com' } as never);
  forget();
  adoptPreferences(DEFAULT_PREFERENCES);
  expect(told).toBe(1);
  expect(getPreferences()).toEqual(DEFAULT_PREFERENCES);
});
