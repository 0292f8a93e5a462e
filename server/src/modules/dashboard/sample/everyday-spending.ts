import { addDays, daysBetween } from '@picture/contract';
import type { AccountKey, SampleLedger, Text } from './sample-ledger.ts';
import { type SeededRandom, seededRandom } from './seeded-random.ts';

/** Something bought again and again: how often, for how much, and where. */
interface Habit {
  topic: string;
  account: AccountKey;
  category: string;
  everyDays: number;
  leastMinor: number;
  mostMinor: number;
  payees: readonly [string | Text, ...(string | Text)[]];
}

const HABITS: readonly Habit[] = [
  {
    topic: 'groceries',
    account: 'everydayCard',
    category: 'groceries',
    everyDays: 3.6,
    leastMinor: 28_00,
    mostMinor: 148_00,
    payees: [
      'TRADER JOE S #552 QPS',
      'SAFEWAY #1711',
      'WHOLEFDS MKT 10259',
      'KROGER #0418',
      { en: 'GREEN VALLEY MARKET', es: 'MERCADO LA FAVORITA' },
    ],
  },
  {
    topic: 'warehouse',
    account: 'everydayCard',
    category: 'groceries',
    everyDays: 27,
    leastMinor: 92_00,
    mostMinor: 236_00,
    payees: ['COSTCO WHSE #0146'],
  },
  {
    topic: 'coffee',
    account: 'everydayCard',
    category: 'coffee_shops',
    everyDays: 2.6,
    leastMinor: 3_95,
    mostMinor: 9_40,
    payees: [
      'STARBUCKS STORE 08112',
      { en: 'SQ *BLUE HERON COFFEE', es: 'SQ *CAFE LA GARZA AZUL' },
      { en: 'SQ *LANTERN COFFEE ROAST', es: 'SQ *CAFETERIA EL FAROL' },
    ],
  },
  {
    topic: 'restaurants',
    account: 'travelCard',
    category: 'restaurants',
    everyDays: 5.4,
    leastMinor: 22_00,
    mostMinor: 104_00,
    payees: [
      { en: 'TST* LUCIA S KITCHEN', es: 'TST* RESTAURANTE LUCIA' },
      { en: 'TST* HARBOR GRILL', es: 'TST* TAQUERIA EL SOL' },
      'OLIVE GARDEN 0021834',
      { en: 'SQ *NOODLE HOUSE 88', es: 'SQ *RESTAURANTE LA TERRAZA' },
      'TST* THE COPPER SPOON RESTAURANT',
    ],
  },
  {
    topic: 'fast-food',
    account: 'everydayCard',
    category: 'fast_food',
    everyDays: 7,
    leastMinor: 8_20,
    mostMinor: 24_00,
    payees: ['CHIPOTLE 1894', 'MCDONALD S F12077', 'TACO BELL 031225', 'SUBWAY 39817'],
  },
  {
    topic: 'delivery',
    account: 'travelCard',
    category: 'food_delivery',
    everyDays: 14,
    leastMinor: 26_00,
    mostMinor: 58_00,
    payees: ['DOORDASH*THAI BASIL', 'UBER EATS', 'GRUBHUB*GOLDEN WOK'],
  },
  {
    topic: 'bars',
    account: 'travelCard',
    category: 'alcohol_bars',
    everyDays: 24,
    leastMinor: 14_00,
    mostMinor: 52_00,
    payees: [{ en: 'SQ *RED LION TAPROOM BAR', es: 'SQ *BAR EL LEON ROJO' }],
  },
  {
    topic: 'fuel',
    account: 'everydayCard',
    category: 'gas_fuel',
    everyDays: 9,
    leastMinor: 36_00,
    mostMinor: 59_00,
    payees: ['SHELL OIL 57442890107', 'CHEVRON 0093041', 'EXXONMOBIL 97455213'],
  },
  {
    topic: 'rides',
    account: 'travelCard',
    category: 'ride_share',
    everyDays: 19,
    leastMinor: 9_50,
    mostMinor: 38_00,
    payees: ['UBER *TRIP', 'LYFT *RIDE SUN 9PM'],
  },
  {
    topic: 'parking',
    account: 'everydayCard',
    category: 'parking',
    everyDays: 17,
    leastMinor: 3_00,
    mostMinor: 18_00,
    payees: ['PARKMOBILE', { en: 'CITY PARKING GARAGE', es: 'PARKING MUNICIPAL CENTRO' }],
  },
  {
    topic: 'transit',
    account: 'everydayCard',
    category: 'public_transportation',
    everyDays: 30,
    leastMinor: 20_00,
    mostMinor: 40_00,
    payees: [{ en: 'METRO TRANSIT FARE RELOAD', es: 'METRO RECARGA TARJETA TRANSPORTE' }],
  },
  {
    topic: 'shopping',
    account: 'everydayCard',
    category: 'shopping',
    everyDays: 11,
    leastMinor: 12_00,
    mostMinor: 118_00,
    payees: ['TARGET 00021748', 'AMZN MKTP US*2K41J7PQ3', 'AMAZON.COM*RT5G88XL1'],
  },
  {
    topic: 'clothing',
    account: 'travelCard',
    category: 'clothing',
    everyDays: 38,
    leastMinor: 24_00,
    mostMinor: 135_00,
    payees: ['OLD NAVY US 6213', 'UNIQLO USA 118', 'NORDSTROM RACK 0471'],
  },
  {
    topic: 'home',
    account: 'everydayCard',
    category: 'home_improvement',
    everyDays: 33,
    leastMinor: 14_00,
    mostMinor: 162_00,
    payees: ['THE HOME DEPOT #2716', 'LOWES #01148'],
  },
  {
    topic: 'pharmacy',
    account: 'everydayCard',
    category: 'pharmacy',
    everyDays: 22,
    leastMinor: 7_50,
    mostMinor: 41_00,
    payees: ['CVS/PHARMACY #04471', 'WALGREENS #7719'],
  },
  {
    topic: 'pets',
    account: 'everydayCard',
    category: 'pets',
    everyDays: 29,
    leastMinor: 31_00,
    mostMinor: 74_00,
    payees: ['CHEWY.COM', 'PETSMART # 0634'],
  },
  {
    topic: 'hair',
    account: 'everydayCard',
    category: 'personal_care',
    everyDays: 36,
    leastMinor: 32_00,
    mostMinor: 78_00,
    payees: [{ en: 'SQ *WILLOW HAIR SALON', es: 'SQ *PELUQUERIA EL SAUCE' }],
  },
  {
    topic: 'movies',
    account: 'travelCard',
    category: 'movies_dvds',
    everyDays: 41,
    leastMinor: 15_00,
    mostMinor: 46_00,
    payees: ['AMC 2417 ONLINE', 'REGAL CINEMAS 0388'],
  },
  {
    topic: 'lunch-in-cash',
    account: 'cash',
    category: 'restaurants',
    everyDays: 7.5,
    leastMinor: 6_00,
    mostMinor: 19_00,
    payees: [{ en: 'Lunch at the food truck restaurant', es: 'Menú del día, restaurante' }],
  },
  {
    topic: 'market-in-cash',
    account: 'cash',
    category: 'groceries',
    everyDays: 9,
    leastMinor: 7_00,
    mostMinor: 26_00,
    payees: [{ en: 'Farmers market', es: 'Frutería del mercado' }],
  },
];

/** Buys what a household buys, each habit at its own uneven rhythm. */
export function addEverydaySpending(
  ledger: SampleLedger,
  seed: number,
  from: string,
  today: string,
): void {
  for (const habit of HABITS) {
    const random = seededRandom(seed, habit.topic);
    const length = daysBetween(from, today);
    for (let day = random.whole(0, Math.ceil(habit.everyDays)); day <= length; ) {
      const on = addDays(from, day);
      const payee = random.pick(habit.payees);
      const spent = random.price(habit.leastMinor, habit.mostMinor);
      ledger.spend(habit.account, on, asCharged(habit, spent), payee, habit.category);
      if (isReturned(habit, random)) {
        ledger.move(habit.account, addDays(on, random.whole(4, 12)), spent, payee, habit.category);
      }
      day += Math.max(1, Math.round(random.normal(habit.everyDays, habit.everyDays / 3)));
    }
  }
}

/** Cash is paid in whole units. */
const asCharged = (habit: Habit, spentMinor: number): number =>
  habit.account === 'cash' ? Math.round(spentMinor / 100) * 100 : spentMinor;

const RETURNED = new Set(['shopping', 'clothing']);

const isReturned = (habit: Habit, random: SeededRandom): boolean =>
  RETURNED.has(habit.topic) && random.chance(0.09);
