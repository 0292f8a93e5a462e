/**
 * How right categories are on somebody's own labelled transactions, which stay on this machine.
 *
 *   npm run eval:categories -- FILE.csv [MAPPING.json|MAPPING.csv]
 *
 * FILE has columns description, amount and category, and maybe date; MAPPING says which category of
 * ours a label of the file means. See docs/CATEGORISATION.md.
 */
import { readFileSync } from 'node:fs';
import { loadBaseModel } from '../src/modules/transactions/index.ts';
import { type Answer, answersTo, type Scores, SURE, scoresOf } from './categories-evaluation.ts';
import { readLabelledCsv, readMapping } from './labelled-csv.ts';

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

function main(file: string | undefined, mappingFile: string | undefined): number {
  if (file === undefined) {
    process.stderr.write('Usage: npm run eval:categories -- FILE.csv [MAPPING.json|MAPPING.csv]\n');
    return 2;
  }
  const mapping = mappingFile ? readMapping(readFileSync(mappingFile, 'utf8')) : new Map();
  const { examples, unmapped, isDated } = readLabelledCsv(readFileSync(file, 'utf8'), mapping);
  const say = (text: string) => process.stdout.write(`${text}\n`);
  const left = [...unmapped.values()].reduce((sum, rows) => sum + rows, 0);
  say(
    `${examples.length} rows, ${isDated ? 'in date order' : 'in the order of the file (no date)'}.`,
  );
  if (left > 0) {
    const labels = [...unmapped].map(([label, rows]) => `"${label}" (${rows})`).join(', ');
    say(`${left} rows left out, their labels mean none of ours: ${labels}`);
  }
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
  say(`\n(a) Truth by row, answer by column\n${confusion(unlearned)}`);
  say(`\n(b) The last fifth\n${confusion(fifth(5))}`);
  say(`\n${((performance.now() - began) / 1000).toFixed(1)} s`);
  return 0;
}

try {
  process.exitCode = main(process.argv[2], process.argv[3]);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
