import { localStorageColorSchemeManager, useMantineColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import { recall } from './i18n.ts';

/** The same key as public/theme.js reads before the first paint. */
const KEY = 'picture-theme';

export const colorScheme = localStorageColorSchemeManager({ key: KEY });

export type Theme = 'system' | 'light' | 'dark';

export function useTheme(): { theme: Theme; setTheme: (theme: Theme) => void } {
  const { colorScheme: current, setColorScheme } = useMantineColorScheme();
  return {
    theme: current === 'auto' ? 'system' : current,
    setTheme: (theme) => setColorScheme(theme === 'system' ? 'auto' : theme),
  };
}

/** On a device where nothing was chosen yet, the theme its person chose elsewhere. */
export function useChosenTheme(theme: Theme): void {
  const { setColorScheme } = useMantineColorScheme();
  useEffect(() => {
    if (theme !== 'system' && recall(KEY) === null) setColorScheme(theme);
  }, [theme, setColorScheme]);
}
