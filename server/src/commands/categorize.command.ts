import { text } from 'node:stream/consumers';
import { categorizeCsv, loadBaseModel } from '../modules/transactions/index.ts';

export async function run(): Promise<number> {
  process.stdout.write(categorizeCsv(await text(process.stdin), loadBaseModel()));
  return 0;
}
