/**
 * How right categories are on somebody's own labelled transactions, which stay on this machine.
 *
 *   npm run eval:categories -- FILE.csv [MAPPING.json|MAPPING.csv]
 *
 * FILE has columns description, amount and category, and maybe date, transaction type and account;
 * MAPPING says which category of ours a label of the file means. See docs/CATEGORISATION.md.
 */
import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { encodingOfHead } from '../src/modules/imports/formats/encoding.ts';
import { loadBaseModel } from '../src/modules/transactions/index.ts';
import { type Answer, answersTo, type Scores, SURE, scoresOf } from './categories-evaluation.ts';
import { type LabelMapping, NO_MAPPING, readMapping } from './foreign-labels.ts';
import { type LabelledCsv, readLabelledCsv } from './labelled-csv.ts';

const percent = (share: number) => (Number.isNaN(share) ? '–' : `${(share * 100).toFixed(1)} %`);

function line(name: string, { rows, accuracy, macroF1, sure, applied }: Scores): string {
  const cells = [
    String(rows),
    percent(accuracy),
    macroF1.toFixed(3),
    `${percent(sure.share)}, ${percent(sure.right)}`,
    `${percent(applied.share)}, ${percent(applied.right)}`,
  ];
  return `${name.padEnd(22)}${cells.map((cell, i) => cell.padStart(i < 3 ? 10 : 18)).join('')}`;
}

const HEAD = `${''.padEnd(22)}${'rows'.padStart(10)}${'accuracy'.padStart(10)}${'macro-F1'.padStart(10)}${`≥ ${SURE}, right`.padStart(18)}${'applied, right'.padStart(18)}`;

/** Truth by row, answer by column. */
function confusion(answers: readonly Answer[]): string {
  const groups = [...new Set(answers.flatMap(({ truth, answer }) => [truth, answer]))].sort();
  const counts = new Map<string, number>();
  for (const { truth, answer } of answers) {
    const cell = `${truth}\t${answer}`;
    counts.set(cell, (counts.get(cell) ?? 0) + 1);
  }
  const widest = Math.max(...groups.map((group) => group.length));
  const lines = groups.map((truth, i) => {
    const cells = groups.map((answer) =>
      String(counts.get(`${truth}\t${answer}`) ?? '·').padStart(6),
    );
    return `${truth.padEnd(widest)} ${String(i + 1).padStart(3)}${cells.join('')}`;
  });
  const numbers = groups.map((_, i) => String(i + 1).padStart(6)).join('');
  return [`${'said →'.padStart(widest + 4)}${numbers}`, ...lines].join('\n');
}

const say = (text: string) => process.stdout.write(`${text}\n`);

const listed = (counts: ReadonlyMap<string, number>) =>
  [...counts]
    .sort(([, a], [, b]) => b - a)
    .map(([what, rows]) => `${what} (${rows})`)
    .join(', ');

function tellOfFile(file: LabelledCsv, { problems }: LabelMapping): void {
  const { examples, isDated, mapped, unmapped, excluded, unread } = file;
  const order = isDated ? 'in date order' : 'in the order of the file (no date)';
  say(`${examples.length} rows, ${order}. ${file.columns}`);
  say(file.signs);
  const left: readonly [string, ReadonlyMap<string, number>][] = [
    ['their labels mean none of ours', unmapped],
    ['the mapping leaves them out', excluded],
    ['they cannot be read', unread],
  ];
  for (const [why, counts] of left) {
    const rows = [...counts.values()].reduce((sum, one) => sum + one, 0);
    if (rows > 0) say(`${rows} rows left out, ${why}: ${listed(counts)}`);
  }
  for (const problem of problems) say(problem);
  say(`Labels taken as: ${listed(mapped)}`);
}

/** How right answers are by how sure they are. */
function calibration(answers: readonly Answer[]): string {
  const ends = [0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.01];
  const cells = ends.flatMap((end, i) => {
    const start = ends[i - 1] ?? 0;
    const some = answers.filter(({ confidence }) => confidence >= start && confidence < end);
    const right = some.filter(({ truth, answer }) => truth === answer).length;
    return some.length === 0
      ? []
      : [`from ${start}: ${percent(right / some.length)} of ${some.length}`];
  });
  return `right by confidence: ${cells.join(', ')}`;
}

function main(file: string | undefined, mappingFile: string | undefined): number {
  if (file === undefined) {
    process.stderr.write('Usage: npm run eval:categories -- FILE.csv [MAPPING.json|MAPPING.csv]\n');
    return 2;
  }
  const mapping = mappingFile ? readMapping(textOf(mappingFile)) : NO_MAPPING;
  const read = readLabelledCsv(textOf(file), mapping);
  tellOfFile(read, mapping);
  const { examples } = read;
  if (examples.length === 0) return 1;
  const base = loadBaseModel();
  const began = performance.now();
  const unlearned = answersTo(examples, base, false);
  const learned = answersTo(examples, base, true);
  const fifth = (number: number) =>
    learned.slice(
      Math.floor((learned.length * (number - 1)) / 5),
      Math.floor((learned.length * number) / 5),
    );
  say(`\n${HEAD}`);
  say(line('(a) no history', scoresOf(unlearned)));
  say(line('(b) learning', scoresOf(learned)));
  for (const number of [1, 2, 3, 4, 5]) {
    const part = fifth(number);
    if (part.length > 0) say(line(`    fifth ${number} of 5`, scoresOf(part)));
  }
  say(`\n(a) ${calibration(unlearned)}\n(b) ${calibration(learned)}`);
  say(`\n(a) Truth by row, answer by column\n${confusion(unlearned)}`);
  say(`\n(b) The last fifth\n${confusion(fifth(5))}`);
  say(`\n${((performance.now() - began) / 1000).toFixed(1)} s`);
  return 0;
}

function textOf(file: string): string {
  const bytes = readFileSync(file);
  const encoding = encodingOfHead(bytes.subarray(0, 4096));
  return new TextDecoder(encoding ?? (isUtf8(bytes) ? 'utf-8' : 'windows-1252')).decode(bytes);
}

try {
  process.exitCode = main(process.argv[2], process.argv[3]);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
