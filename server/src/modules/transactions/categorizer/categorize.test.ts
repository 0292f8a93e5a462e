import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadBaseModel } from '../base-model.client.ts';
import { DEFAULT_CATEGORIES } from '../default-categories.ts';
import { categorizeWithBase } from './categorize.ts';
import { KEYWORDS } from './keywords.ts';
import { merchantCategory } from './mcc.ts';
import { HOUSEHOLD_NAMES, WIDE_NAMES } from './names-all.ts';
import { CATEGORY_OF_KIND } from './osm-kinds.ts';
import { INCOME_AND_FEE_PATTERNS } from './statement-income-fees.ts';
import { TRANSFER_PATTERNS } from './statement-transfers.ts';

const model = loadBaseModel();
const groupOf = new Map(DEFAULT_CATEGORIES.map(({ key, parentKey }) => [key, parentKey ?? key]));

interface Case {
  readonly text: string;
  readonly amountMinor: number;
  readonly group: string;
  readonly category: string;
}

const casesOf = (file: string): Case[] =>
  readFileSync(new URL(`./fixtures/${file}`, import.meta.url), 'utf8')
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => {
      const [text = '', amount = '', category = ''] = line.split('\t');
      const group = groupOf.get(category) ?? `unknown ${category}`;
      return { text, amountMinor: Math.round(Number(amount) * 100), category, group };
    });
const early = casesOf('descriptors.tsv');

function measure(mutate: (text: string) => string, signed = true, cases = early) {
  let right = 0;
  let sure = 0;
  let sureAndRight = 0;
  const byGroup = new Map<string, { n: number; right: number }>();
  for (const { text, amountMinor, group } of cases) {
    const answer = categorizeWithBase(model, mutate(text), signed ? amountMinor : 0);
    const isRight = groupOf.get(answer.categoryKey) === group;
    const tally = byGroup.get(group) ?? { n: 0, right: 0 };
    tally.n += 1;
    if (isRight) {
      right += 1;
      tally.right += 1;
    }
    byGroup.set(group, tally);
    if (answer.confidence >= 0.9) {
      sure += 1;
      if (isRight) sureAndRight += 1;
    }
  }
  const precision = sureAndRight / sure;
  return { accuracy: right / cases.length, precision, sureShare: sure / cases.length, byGroup };
}

describe('the base model on invented descriptors of our own', () => {
  test('is right about the group of nine in ten, in every group', () => {
    const { accuracy, byGroup } = measure((text) => text);
    expect(early.length).toBeGreaterThanOrEqual(400);
    expect(accuracy).toBeGreaterThanOrEqual(0.97);
    expect(byGroup.size).toBe(22);
    for (const [group, { n, right }] of byGroup) {
      expect(right / n, `${group}: ${right} of ${n}`).toBeGreaterThanOrEqual(0.75);
    }
  });

  test('is as right on later batches, cleaned names and other countries among them', () => {
    const later = casesOf('later-batches.tsv');
    const { accuracy, precision } = measure((text) => text, true, later);
    expect(later.length).toBeGreaterThanOrEqual(800);
    expect(accuracy).toBeGreaterThanOrEqual(0.96);
    expect(precision).toBeGreaterThanOrEqual(0.97);
  });

  test('is right 97 times in 100 when it says 0.9 or more, and says so often', () => {
    const { precision, sureShare } = measure((text) => text);
    expect(precision).toBeGreaterThanOrEqual(0.97);
    expect(sureShare).toBeGreaterThanOrEqual(0.6);
  });

  test.each<[string, (text: string) => string, number]>([
    ['lower case', (text) => text.toLowerCase(), 0.95],
    ['cut at 22 characters', (text) => text.slice(0, 22), 0.92],
    ['cut at 20 characters', (text) => text.slice(0, 20), 0.9],
    ['a store number after it', (text) => `${text} #04412`, 0.95],
    ['a city and state after it', (text) => `${text}   GARDEN CITY   KS`, 0.93],
    ['a phone number after it', (text) => `${text} 800-555-0199`, 0.95],
    ['a payment prefix', (text) => `POS DEBIT ${text}`, 0.93],
    ['a dated card prefix', (text) => `CHECKCARD 0314 ${text}`, 0.93],
    [
      'an authorisation around it',
      (text) => `PURCHASE AUTHORIZED ON 03/14 ${text} CARD 5521`,
      0.93,
    ],
    ['doubled blanks', (text) => text.replaceAll(' ', '  '), 0.95],
  ])('holds with %s', (_name, mutate, atLeast) => {
    const { accuracy, precision } = measure(mutate);
    expect(accuracy).toBeGreaterThanOrEqual(atLeast);
    expect(precision).toBeGreaterThanOrEqual(0.97);
  });

  test('holds when the sign of the amount is not known', () => {
    expect(measure((text) => text, false).accuracy).toBeGreaterThanOrEqual(0.95);
  });
});

describe('evidence', () => {
  const category = (text: string, amountMinor: number) =>
    categorizeWithBase(model, text, amountMinor).categoryKey;

  test('reads the sign: interest earned or charged, rent received or paid', () => {
    expect(category('INTEREST', 312)).toBe('interest_income');
    expect(groupOf.get(category('INTEREST', -312))).toBe('fees_charges');
    expect(category('MIETE SCHILLERSTR 4', 95000)).toBe('rental_income');
    expect(category('MIETE SCHILLERSTR 4', -95000)).toBe('mortgage_rent');
  });

  test('takes money back from a shop as that shop’s category, not as income', () => {
    expect(category('THE HOME DEPOT #0645', 4120)).toBe('home_improvement');
    expect(category('TRADER JOE S #123', 899)).toBe('groceries');
  });

  test('lets the bank’s own words outrank the merchant’s name', () => {
    expect(category('ATM WITHDRAWAL 7-ELEVEN 100 MAIN ST', -8000)).toBe('cash_atm');
    expect(category('TARGET CARD SRVC PAYMENT', -10000)).toBe('credit_card_payment');
    expect(category('AMAZON.COM SERVICES PAYROLL', 210000)).toBe('paycheck');
  });

  test('takes the merchant, not the processor, from a wallet’s text', () => {
    expect(category('PAYPAL *SPOTIFY 402-935-7733', -1099)).toBe('music');
    expect(category('PAYPAL INST XFER NETFLIX', -1549)).toBe('movies_dvds');
  });

  test('tells a company’s businesses apart', () => {
    expect(category('UBER   *EATS HELP.UBER.COM CA', -2500)).toBe('food_delivery');
    expect(category('UBER   *TRIP HELP.UBER.COM CA', -2500)).toBe('ride_share');
    expect(category('COSTCO GAS #0123', -4400)).toBe('gas_fuel');
    expect(category('WALMART PHARMACY 10-2110', -900)).toBe('pharmacy');
  });

  test('knows what a payment processor serves', () => {
    expect(category('TST* SALT & SMOKE', -4410)).toBe('restaurants');
    expect(category('SP QUIXWORTH', -4410)).toBe('shopping');
    expect(category('ABC*QUIXWORTH', -3900)).toBe('gym');
  });

  test('reads the amount: a snack from a fuel stop, pay from a hospital', () => {
    expect(category('7-ELEVEN 33112', -349)).toBe('fast_food');
    expect(category('7-ELEVEN 33112', -3820)).toBe('gas_fuel');
    expect(category('MAYO CLINIC ROCHESTER', 182_240)).toBe('paycheck');
  });

  test('leaves shops people disagree about to a person', () => {
    for (const shop of ['WAL-MART #2110', 'TARGET 00018226', 'COSTCO WHSE #0371']) {
      expect(categorizeWithBase(model, shop, -5431).confidence, shop).toBeLessThan(0.7);
    }
  });

  test('uses a merchant category code the bank prints', () => {
    expect(category('ZXQV 991 MCC 5411', -1200)).toBe('groceries');
    expect(category('ZXQV 991 MCC: 3058', -41200)).toBe('air_travel');
  });

  test('guesses from letters alone with little confidence, and says nothing of numbers', () => {
    const guessed = categorizeWithBase(model, 'QUIXOTERIA', -1500);
    expect(guessed.confidence).toBeLessThanOrEqual(0.7);
    expect(categorizeWithBase(model, '00481516', -1500)).toEqual({
      categoryKey: 'uncategorized',
      confidence: 0,
    });
    expect(categorizeWithBase(model, '', -1500).confidence).toBe(0);
  });

  test('answers any text with a category of the tree and a confidence from 0 to 1', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 600 }), fc.integer(), (text, amount) => {
        const { categoryKey, confidence } = categorizeWithBase(model, text, amount);
        expect(groupOf.has(categoryKey)).toBe(true);
        expect(confidence).toBeGreaterThanOrEqual(0);
        expect(confidence).toBeLessThanOrEqual(1);
      }),
    );
  });
});

test('every list names categories of the tree', () => {
  const named = [
    ...[...HOUSEHOLD_NAMES, ...WIDE_NAMES].flatMap(Object.keys),
    ...KEYWORDS.map((list) => list.category),
    ...[...TRANSFER_PATTERNS, ...INCOME_AND_FEE_PATTERNS].flatMap((p) => [p.out, p.in ?? p.out]),
    ...CATEGORY_OF_KIND.values(),
    ...model.names.categories,
    ...Array.from({ length: 10_000 }, (_, code) => merchantCategory(String(code).padStart(4, '0')))
      .filter((known) => known !== undefined)
      .map((known) => known.categoryKey),
  ];
  expect(named.filter((key) => !groupOf.has(key))).toEqual([]);
});

test('merchant category codes carry the standard’s names', () => {
  expect(merchantCategory('5411')).toMatchObject({ categoryKey: 'groceries' });
  expect(merchantCategory('3700')).toEqual({ name: 'Hotels', categoryKey: 'hotel' });
  expect(merchantCategory('0001')).toBeUndefined();
  expect(merchantCategory('54110')).toBeUndefined();
});
