import { expect, it } from 'vitest';
import { csvOf } from './csv.ts';

it('quotes only the cells of a CSV file that need it', () => {
  expect(
    csvOf([
      ['Day', 'Owed, owned', 'Said "so"'],
      ['2026-11-23', '-12.50', ''],
    ]),
  ).toBe('Day,"Owed, owned","Said ""so"""\r\n2026-11-23,-12.50,\r\n');
});
