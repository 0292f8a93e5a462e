import { useProblemText } from '../lib/problems.ts';
import { type SettingsWish, saveSettings } from '../lib/session.ts';
import { toast } from './toasts.tsx';

/** Keeps a setting as soon as it is chosen; only a refusal is worth a word. */
export function useSaveSettings(): (wish: SettingsWish) => void {
  const text = useProblemText();
  return (wish) => {
    saveSettings(wish).catch((error: unknown) => toast(text(error), { problem: true }));
  };
}
