import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { NO_MAPPING, readMapping } from './foreign-labels.ts';
import { readLabelledCsv } from './labelled-csv.ts';

const read = (text: string, mapping = '') =>
  readLabelledCsv(text, mapping === '' ? NO_MAPPING : readMapping(mapping));
const categories = (text: string, mapping = '') =>
  read(text, mapping).examples.map(({ category }) => category);
const amounts = (text: string) => read(text).examples.map(({ amountMinor }) => amountMinor);

describe('the table', () => {
  const rows = ['Cafe A', '-2.50', 'Restaurants'];
  test.each<[string, string]>([
    ['plain', `description,amount,category\n${rows.join(',')}\n`],
    [
      'another order, more columns',
      `Category,Notes,AMOUNT,Description\nRestaurants,x,-2.50,Cafe A\n`,
    ],
    ['semicolons and a byte order mark', `\uFEFFDescription;Amount;Category\n${rows.join(';')}\n`],
    ['tabs, Windows line ends', `Description\tAmount\tCategory\r\n${rows.join('\t')}\r\n`],
    ['quotes everywhere', `"Description","Amount","Category"\n"Cafe A","-2.50","Restaurants"\n`],
    [
      'lines above the header',
      `Exported by me\n\nDescription,Amount,Category\n${rows.join(',')}\n`,
    ],
    ['no header', `2026-01-02,${rows.join(',')}\n2026-01-03,${rows.join(',')}\n`],
    ['debit and credit apart', `Description,Debit,Credit,Category\nCafe A,2.50,,Restaurants\n`],
    ['decimal commas', `Concepto;Importe;Categoría\nCafe A;-2,50;Restaurantes\n`],
    [
      'a quotation mark that never ends',
      `description,amount,category\nCafe A,-2.50,Restaurants\n"x,1,Pets\n`,
    ],
  ])('%s', (_name, text) => {
    expect(read(text).examples[0]).toEqual({
      text: 'Cafe A',
      amountMinor: -250,
      category: 'restaurants',
    });
  });

  test('keeps a semicolon inside a text of a file with commas', () => {
    const { examples } = read('description,amount,category\nZelle to X; Doe,-5.00,Transfer\n');
    expect(examples[0]?.text).toBe('Zelle to X; Doe');
  });

  test('counts and leaves out what cannot be read', () => {
    const { examples, unread, unmapped } = read(
      'description,amount,category\nA,lots,Gym\n,-1,Gym\nB,-1,\nC,-1,Quux\nD,-1,Gym\n',
    );
    expect(examples).toHaveLength(1);
    expect([...unread]).toEqual([
      ['no amount that can be read', 1],
      ['no description', 1],
      ['no category', 1],
    ]);
    expect([...unmapped]).toEqual([['Quux', 1]]);
  });

  test('says which column is missing', () => {
    expect(() => read('description,amount\n')).toThrow('no "category" column');
    expect(() => read('')).toThrow('column');
  });

  test('never throws anything but a sentence', () => {
    const text = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', ';', '-1.2', '\t', 'é') });
    fc.assert(
      fc.property(text, fc.boolean(), (body, headed) => {
        try {
          read(headed ? `description,amount,category\n${body}` : body);
        } catch (error) {
          expect(String(error)).toContain('The CSV header');
        }
      }),
    );
  });
});

describe('the order', () => {
  const days = (...written: string[]) =>
    read(
      ['date,description,amount,category', ...written.map((day, i) => `${day},${i},-1,Gym`)].join(
        '\n',
      ),
    ).examples.map(({ text }) => Number(text));

  test('dates of any order of figures, the oldest first', () => {
    expect(days('2026-02-01', '2026-01-15')).toEqual([1, 0]);
    expect(days('13/02/2026', '15/01/2026')).toEqual([1, 0]);
    expect(days('2/13/2026', '1/15/2026')).toEqual([1, 0]);
    expect(days('13 Feb 2026', '15 Jan 2026')).toEqual([1, 0]);
  });

  test('a file with the newest first is turned round within its days too', () => {
    expect(days('2026-02-01', '2026-01-15', '2026-01-15', '2026-01-01')).toEqual([3, 2, 1, 0]);
  });

  test('a row without a date stays where it is', () => {
    expect(days('2026-01-01', '', '2026-02-01')).toEqual([0, 1, 2]);
    expect(read('description,amount,category\nA,-1,Gym\n').isDated).toBe(false);
  });
});

describe('signs', () => {
  const head = 'description,amount,category';
  const typed = 'Description,Amount,Transaction Type,Category';

  test('spending below zero, spending above zero, or told by the type column', () => {
    expect(amounts(`${head}\nA,-5,Gym\nB,-5,Gym\nC,9,Paycheck\n`)).toEqual([-500, -500, 900]);
    expect(amounts(`${head}\nA,5,Gym\nB,5,Gym\nC,-9,Paycheck\n`)).toEqual([-500, -500, 900]);
    expect(
      amounts(`${typed}\nA,5,debit,Gym\nB,5,debit,Gym\nC,9,credit,Paycheck\nD,5,credit,Gym\n`),
    ).toEqual([-500, -500, 900, 500]);
  });

  test('a type column that is about the account does not decide', () => {
    expect(amounts(`${typed}\nA,-5,credit,Gym\nB,-5,credit,Gym\nC,9,debit,Paycheck\n`)).toEqual([
      -500, -500, 900,
    ]);
  });

  test('without any sign all is money out; a label never tells its own row’s sign', () => {
    const file = `${head}\nA,5,Gym\nB,5,Gym\nC,9,Paycheck\n`;
    expect(amounts(file)).toEqual([-500, -500, -900]);
    expect(read(file).signs).toContain('No amount has a sign');
  });

  test('an account with the signs the other way round is turned', () => {
    const card = Array.from({ length: 12 }, () => 'X,7,Gym,Card').join('\n');
    const bank = Array.from({ length: 15 }, () => 'Y,-5,Gym,Bank').join('\n');
    const file = `description,amount,category,account\n${card}\n${bank}\n`;
    expect(new Set(amounts(file))).toEqual(new Set([-700, -500]));
    expect(read(file).signs).toContain('"Card"');
  });
});

describe('labels', () => {
  const file = (...labels: string[]) =>
    ['description,amount,category', ...labels.map((label) => `A,-1.00,${label}`)].join('\n');

  test('ours by key or name of either language, in levels, and Mint’s finer ones', () => {
    expect(
      categories(
        file(
          'gas_fuel',
          'Gas & Fuel',
          'gas and fuel',
          'Combustible',
          'Food:Groceries',
          'Hair',
          'Eyecare',
        ),
      ),
    ).toEqual([
      'gas_fuel',
      'gas_fuel',
      'gas_fuel',
      'gas_fuel',
      'groceries',
      'personal_care',
      'health_fitness',
    ]);
    expect(categories(file('Food & Dining > Coffee Shops', 'Quux > Pets'))).toEqual([
      'coffee_shops',
      'pets',
    ]);
  });

  test.each<[string, string]>([
    ['a JSON object', '{"eating OUT": "Restaurants", "Vet": "pets"}'],
    ['JSON, ours with a list of theirs', '{"Restaurants": ["Eating out"], "pets": ["Vet"]}'],
    [
      'a JSON list of objects',
      '[{"from":"Eating out","to":"Comida"},{"from":"Vet","to":"Mascotas"}]',
    ],
    ['a JSON list of pairs', '[["Eating out","restaurants"],["Vet","pets"]]'],
    ['CSV with a header', 'theirs,ours\nEating out,restaurants\nVet,Pets\n'],
    ['CSV without', '\uFEFFEating out,restaurants\nVet,Pets\n'],
    ['TSV', 'Eating out\tFood & Dining\nVet\tPets\n'],
    [
      'three columns',
      'label;group;category\nEating out;Food & Dining;Restaurants\nVet;Pets;Veterinary\n',
    ],
    ['ours first', 'ours,theirs\nRestaurants,Eating out\nPets,Vet\n'],
    ['to groups only', 'Eating out,food_dining\nVet,pets\n'],
    ['levels of ours', 'Eating out,Food & Dining: Restaurants\nVet,Pets > Veterinary\n'],
  ])('a mapping as %s', (_name, mapping) => {
    const found = categories(file('Eating out', 'Vet'), mapping);
    expect(['restaurants', 'food_dining']).toContain(found[0]);
    expect(['pets', 'veterinary']).toContain(found[1]);
  });

  test('what the mapping leaves out or gets wrong is told, and nothing stops', () => {
    const mapping = readMapping('{"A1": null, "B1": "ignore", "C1": "No such"}');
    expect(mapping.problems).toEqual([expect.stringContaining('"No such"')]);
    const { excluded, examples } = readLabelledCsv(file('A1', 'B1', 'Pets'), mapping);
    expect([...excluded.keys()]).toEqual(['A1', 'B1']);
    expect(examples).toHaveLength(1);
    expect(readMapping('').problems).toHaveLength(1);
  });
});
