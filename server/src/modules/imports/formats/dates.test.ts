import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DateOrderEvidence, dayOf, parseDay } from './dates.ts';

describe('parseDay', () => {
  it.each([
    '2018-02-10',
    '2018/2/10',
    '2018.02.10.',
    '20180210',
    '20180210120000[-5:EST]',
    '20180210T120000',
    '2018-02-10T23:30:00Z',
    '2018-02-10 23:30:00 EST',
    '10/02/2018',
    '10.2.18',
    '10-02-2018 13:43:54.496',
    '10022018',
    "10/ 2'18",
    '10 Feb 18',
    '10-Feb-2018',
    '10Feb2018',
    'Feb 10, 2018',
    'February 10 2018',
    'Sat, 10 Feb 2018',
    '2018-Feb-10',
    '10 de febrero de 2018',
    '10. Februar 2018',
    '10 févr. 2018',
    '10 februari 2018',
    '10 febbraio 2018',
    '10 fev 2018',
  ])('reads %j', (text) => {
    expect(parseDay(text, 'dmy')).toBe('2018-02-10');
  });

  it('lets the order decide what the figures leave open', () => {
    expect(parseDay('04/02/2026', 'mdy')).toBe('2026-04-02');
    expect(parseDay('04/02/2026', 'dmy')).toBe('2026-02-04');
    expect(parseDay('04/02/26', 'ymd')).toBe('2004-02-26');
  });

  it('puts two digits of a year between 1970 and 2069', () => {
    expect(parseDay('1/1/70', 'dmy')).toBe('1970-01-01');
    expect(parseDay('1/1/69', 'dmy')).toBe('2069-01-01');
    expect(parseDay("1/ 1'99", 'dmy')).toBe('2099-01-01');
  });

  it.each([
    '31/02/2024',
    '2023-02-29',
    '2024-13-01',
    '32 Jan 2024',
    'Total 2024',
    'May',
    '12.50',
    '',
    '1-2',
  ])('refuses %j', (text) => {
    expect(parseDay(text, 'dmy')).toBeNull();
  });

  it('reads back every day in every order', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1970-01-01'), max: new Date('2069-12-31'), noInvalidDate: true }),
        fc.constantFrom('/', '-', '.', ' '),
        (date, mark) => {
          const iso = date.toISOString().slice(0, 10);
          const [y = '', m = '', d = ''] = iso.split('-');
          expect(parseDay([d, m, y].join(mark), 'dmy')).toBe(iso);
          expect(parseDay([m, d, y].join(mark), 'mdy')).toBe(iso);
          expect(parseDay([y, m, d].join(mark), 'ymd')).toBe(iso);
          expect(parseDay([Number(d), Number(m), y.slice(2)].join(mark), 'dmy')).toBe(iso);
        },
      ),
    );
  });
});

describe('dayOf', () => {
  it('knows leap years', () => {
    expect(dayOf(2024, 2, 29)).toBe('2024-02-29');
    expect(dayOf(2100, 2, 29)).toBeNull();
    expect(dayOf(2000, 2, 29)).toBe('2000-02-29');
  });
});

describe('DateOrderEvidence', () => {
  const verdict = (...dates: string[]) => {
    const evidence = new DateOrderEvidence();
    for (const date of dates) evidence.add(date);
    return evidence.verdict;
  };

  it('learns the order from one date that tells it', () => {
    expect(verdict('01/02/2024', '13/02/2024')).toEqual({ order: 'dmy', open: false });
    expect(verdict('01/02/2024', '02/13/2024')).toEqual({ order: 'mdy', open: false });
    expect(verdict('99/02/01')).toEqual({ order: 'ymd', open: false });
  });

  it('takes the part that never changes for the month', () => {
    expect(verdict('4/2/2026', '4/5/2026', '4/9/2026', '4/11/2026').order).toBe('mdy');
    expect(verdict('2/4/2026', '5/4/2026', '9/4/2026', '11/4/2026').order).toBe('dmy');
  });

  it('takes points for day first', () => {
    expect(verdict('01.02.2024', '03.04.2024')).toEqual({ order: 'dmy', open: false });
  });

  it('leaves open what nothing tells, unless it does not matter', () => {
    expect(verdict('01/02/2024', '03/04/2024')).toEqual({ order: null, open: true });
    expect(verdict('01/01/2024')).toEqual({ order: null, open: false });
  });
});
