import { parseArgs } from 'node:util';
import { minorToDecimal } from '@picture/contract';
import { type ParseJson, readStatements, toParseJson } from '../modules/imports/index.ts';
import { fileSource } from './file-source.ts';

export async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { json: { type: 'boolean' }, currency: { type: 'string' } },
  });
  const [path] = positionals;
  if (path === undefined) throw new Error('Say which file: picture parse FILE --json');
  const options = values.currency === undefined ? {} : { currency: values.currency };
  const read = await toParseJson(readStatements(fileSource(path), options));
  process.stdout.write(values.json ? `${JSON.stringify(read)}\n` : inWords(read));
  return 0;
}

function inWords(read: ParseJson): string {
  const lines = [`Format: ${read.format}`];
  for (const { account, currency, transactions, investments } of read.statements) {
    const name = account.name ?? account.externalId ?? 'Unnamed account';
    lines.push('', `${name}: ${transactions.length} transactions`);
    for (const row of transactions.slice(0, 10)) {
      const amount = minorToDecimal(row.amountMinor, currency ?? 'USD').padStart(14);
      lines.push(`  ${row.postedOn} ${amount} ${currency ?? ''}  ${row.payee ?? row.memo ?? ''}`);
    }
    if (transactions.length > 10) lines.push(`  and ${transactions.length - 10} more`);
    if (investments) {
      const { positions, trades } = investments;
      lines.push(`  ${positions.length} positions, ${trades.length} trades`);
    }
  }
  for (const problem of read.problems) lines.push(`Line ${problem.line}: ${problem.message}`);
  return `${lines.join('\n')}\n`;
}
