import { text } from 'node:stream/consumers';
import { categorizeCsv } from '../modules/transactions/index.ts';

export async function run(): Promise<number> {
  process.stdout.write(categorizeCsv(await text(process.stdin)));
  return 0;
}
