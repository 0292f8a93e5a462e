import { WIDE_BILL_NAMES } from './names-wide-bills.ts';
import { WIDE_CAR_NAMES } from './names-wide-car.ts';
import { WIDE_EATING_NAMES } from './names-wide-eating.ts';
import { WIDE_GROCERY_NAMES } from './names-wide-groceries.ts';
import { WIDE_HEALTH_NAMES } from './names-wide-health.ts';
import { WIDE_HOME_NAMES } from './names-wide-home.ts';
import { WIDE_JOURNEY_NAMES } from './names-wide-journeys.ts';
import { WIDE_LEISURE_NAMES } from './names-wide-leisure.ts';
import { WIDE_SHOP_NAMES } from './names-wide-shops.ts';
import type { NameLists } from './phrase-lists.ts';

/** Regional names of many countries; after household names and kinds of merchant in rank. */
export const WIDE_NAMES: readonly NameLists[] = [
  WIDE_GROCERY_NAMES,
  WIDE_EATING_NAMES,
  WIDE_SHOP_NAMES,
  WIDE_HOME_NAMES,
  WIDE_BILL_NAMES,
  WIDE_CAR_NAMES,
  WIDE_JOURNEY_NAMES,
  WIDE_LEISURE_NAMES,
  WIDE_HEALTH_NAMES,
];
