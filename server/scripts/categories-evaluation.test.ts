import { describe, expect, test } from 'vitest';
import { loadBaseModel } from '../src/modules/transactions/index.ts';
import { type Answer, answersTo, scoresOf } from './categories-evaluation.ts';
import { readLabelledCsv, readMapping } from './labelled-csv.ts';

const none = new Map<string, string>();
const csv = (...rows: string[]) => ['date,description,amount,category', ...rows, ''].join('\n');

describe('reading labelled rows', () => {
  test('by name of ours in either language, in date order, the oldest first', () => {
    const { examples, isDated } = readLabelledCsv(
      csv('3/2/2026,B,-2.50,Restaurantes', '2/1/2026,A,"1,200.00",Paycheck'),
      none,
    );
    expect(isDated).toBe(true);
    expect(examples).toEqual([
      { text: 'A', amountMinor: 120_000, category: 'paycheck' },
      { text: 'B', amountMinor: -250, category: 'restaurants' },
    ]);
  });

  test('by a mapping of foreign labels, as JSON or CSV; what nobody mapped is counted', () => {
    const file = csv('2026-01-01,A,-1.00,Eating out', '2026-01-02,B,-1.00,Quux');
    for (const text of ['{"eating OUT": "Restaurants"}', 'theirs,ours\nEating out,restaurants\n']) {
      const { examples, unmapped } = readLabelledCsv(file, readMapping(text));
      expect(examples.map(({ category }) => category)).toEqual(['restaurants']);
      expect([...unmapped]).toEqual([['Quux', 1]]);
    }
  });

  test('a debit column gives amounts their sign', () => {
    const { examples } = readLabelledCsv(
      'Description,Amount,Transaction Type,Category\nA,5.00,debit,Gym\nA,5.00,credit,Gym\n',
      none,
    );
    expect(examples.map(({ amountMinor }) => amountMinor)).toEqual([-500, 500]);
  });

  test('says what is wrong', () => {
    expect(() => readLabelledCsv('description,amount\n', none)).toThrow('"category" column');
    expect(() => readLabelledCsv(csv('2026-01-01,A,lots,Gym'), none)).toThrow('Line 2: "lots"');
    expect(() => readMapping('{"x": "No such"}')).toThrow('no category of ours');
  });
});

describe('scoring', () => {
  const answer = (truth: string, given: string, confidence: number): Answer => ({
    truth,
    answer: given,
    confidence,
    applied: confidence >= 0.7,
  });

  test('accuracy, macro-F1, coverage as worked out by hand', () => {
    const scores = scoresOf([
      answer('home', 'home', 0.95),
      answer('home', 'travel', 0.92),
      answer('travel', 'travel', 0.8),
      answer('kids', 'home', 0.1),
    ]);
    expect(scores.accuracy).toBe(0.5);
    // F1: home 2·1/(2+2) = 1/2, travel 2·1/(2+1) = 2/3, kids 0.
    expect(scores.macroF1).toBeCloseTo((1 / 2 + 2 / 3 + 0) / 3, 12);
    expect(scores.sure).toEqual({ share: 0.5, right: 0.5 });
    expect(scores.applied).toEqual({ share: 0.75, right: 2 / 3 });
  });

  test('learning tells nothing before it is told, and is right about what repeats', () => {
    const rows = Array.from({ length: 120 }, (_, i) => ({
      text: i % 2 === 0 ? 'ZORVEX' : 'QUUXLE',
      amountMinor: -1000,
      category: i % 2 === 0 ? 'pets' : 'tuition',
    }));
    const base = loadBaseModel();
    const unlearned = answersTo(rows, base, false);
    const learned = answersTo(rows, base, true);
    expect(learned.slice(0, 2)).toEqual(unlearned.slice(0, 2));
    expect(scoresOf(learned.slice(2)).accuracy).toBe(1);
    expect(scoresOf(unlearned).accuracy).toBeLessThan(0.6);
  });
});
