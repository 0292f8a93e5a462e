import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContextOptions, chromium } from '@playwright/test';
import { findChromium } from '../scripts/machine.ts';
import { ensureWebBuilt } from '../scripts/prepare.mjs';
import { tell } from './measure.ts';
import { type BenchServer, startServer } from './server.ts';
import { writeStatement } from './synthetic.ts';

/** `node scripts/run.mjs bench/scroll.ts`: how the list of 100,000 transactions scrolls in Chromium. */
const ROWS = 100_000;
const SCREENS: Record<string, BrowserContextOptions> = {
  desktop: { viewport: { width: 1440, height: 900 } },
  phone: { viewport: { width: 390, height: 844 } },
};
const SECONDS = 10;
const WHEEL_PX = 240;
const WHEEL_MS = 32;

interface Seen {
  /** Milliseconds from one frame to the next. */
  frames: number[];
  /** Milliseconds of each task over fifty. */
  tasks: number[];
  scrolled: number;
}

/** Runs in the page. */
const WATCH = `
  window.seen = { frames: [], tasks: [] };
  let last = performance.now();
  const frame = (now) => {
    seen.frames.push(now - last);
    last = now;
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) seen.tasks.push(entry.duration);
  }).observe({ type: 'longtask' });
`;

const dir = mkdtempSync(join(tmpdir(), 'picture-scroll-'));
await ensureWebBuilt();
const server = await startServer();
try {
  const file = join(dir, 'statement.csv');
  writeStatement(file, ROWS);
  await bring(server, file);
  for (const [name, screen] of Object.entries(SCREENS)) await scroll(server, name, screen);
} finally {
  await server.stop();
  rmSync(dir, { recursive: true, force: true });
}

async function bring(to: BenchServer, file: string): Promise<void> {
  const account = await to.call<{ id: string }>('POST', '/accounts', {
    name: 'First',
    kind: 'checking',
    currency: 'USD',
    openedOn: '2018-01-01',
  });
  const { id } = await to.settled((await to.upload(file, account.id)).id);
  await to.call('POST', `/imports/${id}/commit`);
  await to.settled(id);
  await to.isIdle();
}

async function scroll(on: BenchServer, name: string, screen: BrowserContextOptions) {
  const executablePath = findChromium();
  const browser = await chromium.launch({
    ...(executablePath && { executablePath }),
    args: ['--no-sandbox', '--disable-background-networking', '--disable-quic', '--no-first-run'],
  });
  const context = await browser.newContext({ ...screen, baseURL: on.url });
  await context.addCookies(
    on.cookie.split('; ').map((cookie) => {
      const [name = '', ...value] = cookie.split('=');
      return { name, value: value.join('='), url: on.url };
    }),
  );
  const page = await context.newPage();
  await page.goto('/transactions');
  await page.getByRole('list', { name: 'Transactions' }).waitFor();
  await page.evaluate(WATCH);
  await page.mouse.move(200, 400);
  const until = performance.now() + SECONDS * 1000;
  while (performance.now() < until) {
    await page.mouse.wheel(0, WHEEL_PX);
    await page.waitForTimeout(WHEEL_MS);
  }
  const { frames, tasks, scrolled } = await page.evaluate<Seen>('({ ...seen, scrolled: scrollY })');
  tell(`scroll_${name}`, ROWS, SECONDS, on.memory().nowMb, {
    frames_per_second: Math.round(frames.length / SECONDS),
    slow_frames: frames.filter((took) => took > 34).length,
    tasks_over_50_ms: tasks.length,
    longest_task_ms: Math.round(Math.max(0, ...tasks)),
    scrolled_px: Math.round(scrolled),
  });
  await browser.close();
}
