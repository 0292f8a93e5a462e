import type { MantineColorScheme, MantineColorSchemeManager } from '@mantine/core';
import { getPreferences, subscribeToPreferences } from './preferences.ts';

const scheme = (): MantineColorScheme => {
  const { theme } = getPreferences();
  return theme === 'system' ? 'auto' : theme;
};

/** Colours as the reader prefers them; public/theme.js paints the first frame by the same. */
const paintGainAndLoss = (): void => {
  document.documentElement.dataset['gainLoss'] = getPreferences().gainLossColors;
};

let forget = () => {};

/** Mantine follows the preferences and keeps nothing itself. */
export const colorScheme: MantineColorSchemeManager = {
  get: scheme,
  set: () => {},
  clear: () => {},
  subscribe: (onUpdate) => {
    forget = subscribeToPreferences(() => {
      onUpdate(scheme());
      paintGainAndLoss();
    });
  },
  unsubscribe: () => forget(),
};
