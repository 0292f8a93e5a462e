import { describe, expect, test } from 'vitest';
import { loadBaseModel } from '../src/modules/transactions/index.ts';
import { type Answer, answersTo, scoresOf } from './categories-evaluation.ts';

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
