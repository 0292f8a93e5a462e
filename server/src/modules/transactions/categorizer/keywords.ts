import type { KeywordList } from './keyword-list.ts';
import { FOOD_KEYWORDS } from './keywords-food.ts';
import { HEALTH_KEYWORDS } from './keywords-health.ts';
import { HOME_KEYWORDS } from './keywords-home.ts';
import { LEISURE_KEYWORDS } from './keywords-leisure.ts';

/** English, Spanish, German, French, Dutch, Italian and Portuguese. */
export const KEYWORDS: readonly KeywordList[] = [
  ...FOOD_KEYWORDS,
  ...HOME_KEYWORDS,
  ...HEALTH_KEYWORDS,
  ...LEISURE_KEYWORDS,
];
