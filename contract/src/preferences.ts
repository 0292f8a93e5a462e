/** What a person can choose about how the product looks and behaves to them, without zod for the web. */
export const LANGUAGES = ['en', 'es'] as const;
export const THEMES = ['system', 'light', 'dark'] as const;
export const NUMBER_STYLES = ['auto', '1,234.56', '1.234,56', '1 234,56', "1'234.56"] as const;
export const DATE_STYLES = ['auto', 'day-month-year', 'month-day-year', 'year-month-day'] as const;
export const GAIN_LOSS_COLORS = ['green-red', 'blue-orange'] as const;
/** The mails a person can do without. What concerns the safety of the account always comes. */
export const MAIL_CHOICES = ['newDevice', 'memberJoined', 'exportReady', 'tokenCreated'] as const;
/** The assistant's models, by what they are to the person who chooses. */
export const AI_MODELS = ['quick', 'balanced', 'thorough'] as const;

export interface Preferences {
  language: (typeof LANGUAGES)[number];
  theme: (typeof THEMES)[number];
  numberStyle: (typeof NUMBER_STYLES)[number];
  dateStyle: (typeof DATE_STYLES)[number];
  /** 1 is Monday, 7 is Sunday; null as the language has it. */
  firstDayOfWeek: number | null;
  hideAmounts: boolean;
  /** Shortcuts of one key, without Ctrl. */
  singleKeys: boolean;
  gainLossColors: (typeof GAIN_LOSS_COLORS)[number];
  mails: Record<(typeof MAIL_CHOICES)[number], boolean>;
  aiEnabled: boolean;
  aiModel: (typeof AI_MODELS)[number];
}

/** What holds where nothing was chosen. */
export const DEFAULT_PREFERENCES: Preferences = {
  language: 'en',
  theme: 'system',
  numberStyle: 'auto',
  dateStyle: 'auto',
  firstDayOfWeek: null,
  hideAmounts: false,
  singleKeys: true,
  gainLossColors: 'green-red',
  mails: { newDevice: true, memberJoined: true, exportReady: true, tokenCreated: true },
  aiEnabled: false,
  aiModel: 'balanced',
};
