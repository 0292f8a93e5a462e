import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findChromium } from '../scripts/machine.ts';
import { REPOSITORY } from '../scripts/node24.mjs';
import { ensureWebBuilt } from '../scripts/prepare.mjs';
import { startServer } from './server.ts';

/** `node scripts/run.mjs bench/page.ts`: Lighthouse's scores, on a phone, for the first page a visitor sees. */
interface Report {
  categories: Record<string, { score: number }>;
  audits: Record<string, { numericValue?: number }>;
}

const dir = mkdtempSync(join(tmpdir(), 'picture-lighthouse-'));
await ensureWebBuilt();
const server = await startServer();
try {
  const output = join(dir, 'report.json');
  await promisify(execFile)(
    join(REPOSITORY, 'node_modules/.bin/lighthouse'),
    [
      `${server.url}/sign-in`,
      '--quiet',
      '--output=json',
      `--output-path=${output}`,
      '--only-categories=performance,accessibility',
      '--chrome-flags=--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking',
    ],
    { env: { ...process.env, CHROME_PATH: findChromium() ?? '' } },
  );
  const { categories, audits }: Report = JSON.parse(readFileSync(output, 'utf8'));
  const line = {
    task: 'lighthouse_sign_in',
    performance: Math.round((categories['performance']?.score ?? 0) * 100),
    accessibility: Math.round((categories['accessibility']?.score ?? 0) * 100),
    lcp_ms: Math.round(audits['largest-contentful-paint']?.numericValue ?? 0),
    transfer_kb: Math.round((audits['total-byte-weight']?.numericValue ?? 0) / 1024),
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
} finally {
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
}
