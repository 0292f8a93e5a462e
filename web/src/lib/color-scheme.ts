import { localStorageColorSchemeManager, useMantineColorScheme } from '@mantine/core';

/** The same key as public/theme.js reads before the first paint. */
export const colorScheme = localStorageColorSchemeManager({ key: 'picture-theme' });

export type Theme = 'system' | 'light' | 'dark';

export function useTheme(): { theme: Theme; setTheme: (theme: Theme) => void } {
  const { colorScheme: current, setColorScheme } = useMantineColorScheme();
  return {
    theme: current === 'auto' ? 'system' : current,
    setTheme: (theme) => setColorScheme(theme === 'system' ? 'auto' : theme),
  };
}
