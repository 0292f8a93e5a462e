import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadBaseModel } from '../base-model.client.ts';
import { type Example, predictByHousehold, trainHouseholdModel } from './household-model.ts';
import { packModel, unpackModel } from './model-pack.ts';

const base = loadBaseModel();
const same = (key: string) => key;

/** A household that calls its café "groceries", and pays rent and a gym to the same odd name. */
function life(rows: number): Example[] {
  const kinds: Example[] = [
    { text: 'STARBUCKS STORE 0421', amountMinor: -475, category: 'groceries' },
    { text: 'ZORVEX HOLDINGS', amountMinor: -145_000, category: 'mortgage_rent' },
    { text: 'ZORVEX HOLDINGS', amountMinor: -3_900, category: 'gym' },
    { text: 'TRADER JOE S #552', amountMinor: -6_210, category: 'groceries' },
    { text: 'ACME PAYROLL', amountMinor: 310_000, category: 'paycheck' },
  ];
  return Array.from({ length: rows }, (_, i) => {
    const kind = kinds[i % kinds.length] as Example;
    return { ...kind, amountMinor: kind.amountMinor + (kind.amountMinor % 100 ? i % 7 : 0) };
  });
}

const train = (examples: readonly Example[]) => {
  const model = trainHouseholdModel(examples, base, same);
  if (model === null) throw new Error('Nothing was learned.');
  return model;
};
const say = (model: ReturnType<typeof train>, text: string, amountMinor: number) =>
  predictByHousehold(model, base, same, { text, amountMinor });

describe('what a household’s choices teach', () => {
  const model = train(life(200));

  test('its own word for a shop wins over the base model’s', () => {
    const said = say(model, 'STARBUCKS STORE 9911 SEATTLE WA', -525);
    expect(said).toMatchObject({ category: 'groceries' });
    expect(said.confidence).toBeGreaterThan(0.9);
  });

  test('the same name at another amount is another thing', () => {
    expect(say(model, 'ZORVEX HOLDINGS', -145_000).category).toBe('mortgage_rent');
    expect(say(model, 'ZORVEX HOLDINGS', -3_900).category).toBe('gym');
  });

  test('a category the household never used still comes from the base model, unsure of its own', () => {
    expect(say(model, 'DELTA AIR LINES 0062312345678', -41_000).category).toBe('air_travel');
    expect(say(model, 'QQQXXZZ', -900).confidence).toBeLessThan(0.9);
  });

  test('choices that follow no pattern are not said to be sure', () => {
    const noisy = life(200).map((example, i) => ({
      ...example,
      text: 'CHECK',
      amountMinor: -5_000,
      category: i % 2 === 0 ? 'home' : 'kids',
    }));
    expect(say(train(noisy), 'CHECK', -5_000).confidence).toBeLessThan(0.75);
  });

  test('nothing is learned of a handful, or of one category', () => {
    expect(trainHouseholdModel(life(29), base, same)).toBeNull();
    const one = life(60).map((example) => ({ ...example, category: 'home' }));
    expect(trainHouseholdModel(one, base, same)).toBeNull();
  });

  test('the same choices give the same model, and packing keeps it', () => {
    const packed = packModel(model);
    expect(packModel(train(life(200)))).toEqual(packed);
    const back = unpackModel(packed);
    fc.assert(
      fc.property(
        fc.string({ maxLength: 40 }),
        fc.integer({ min: -1e7, max: 1e7 }),
        (text, minor) => {
          const said = say(model, text, minor);
          expect(say(back, text, minor)).toEqual(said);
          expect(said.confidence).toBeGreaterThanOrEqual(0);
          expect(said.confidence).toBeLessThanOrEqual(1);
        },
      ),
      { numRuns: 200 },
    );
  });
});
