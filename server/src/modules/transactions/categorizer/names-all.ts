import { FOOD_NAMES } from './names-food.ts';
import { HEALTH_NAMES } from './names-health.ts';
import { LIVING_NAMES } from './names-living.ts';
import { SERVICE_NAMES } from './names-services.ts';
import { SHOP_NAMES } from './names-shops.ts';
import { WIDE_BILL_NAMES } from './names-wide-bills.ts';
import { WIDE_CAR_NAMES } from './names-wide-car.ts';
import { WIDE_EATING_NAMES } from './names-wide-eating.ts';
import { WIDE_FAMILY_NAMES } from './names-wide-family.ts';
import { WIDE_GARAGE_NAMES } from './names-wide-garage.ts';
import { WIDE_GROCERY_NAMES } from './names-wide-groceries.ts';
import { WIDE_HEALTH_NAMES } from './names-wide-health.ts';
import { WIDE_HOME_NAMES } from './names-wide-home.ts';
import { WIDE_JOURNEY_NAMES } from './names-wide-journeys.ts';
import { WIDE_LEISURE_NAMES } from './names-wide-leisure.ts';
import { WIDE_SHOP_NAMES } from './names-wide-shops.ts';
import type { NameLists } from './phrase-lists.ts';

/** Household names, in the order in which they claim a phrase. */
export const HOUSEHOLD_NAMES: readonly NameLists[] = [
  FOOD_NAMES,
  SHOP_NAMES,
  SERVICE_NAMES,
  LIVING_NAMES,
  HEALTH_NAMES,
];

/** Regional names of many countries; after household names and kinds of merchant in rank. */
export const WIDE_NAMES: readonly NameLists[] = [
  WIDE_GROCERY_NAMES,
  WIDE_EATING_NAMES,
  WIDE_SHOP_NAMES,
  WIDE_HOME_NAMES,
  WIDE_BILL_NAMES,
  WIDE_CAR_NAMES,
  WIDE_GARAGE_NAMES,
  WIDE_FAMILY_NAMES,
  WIDE_JOURNEY_NAMES,
  WIDE_LEISURE_NAMES,
  WIDE_HEALTH_NAMES,
];
