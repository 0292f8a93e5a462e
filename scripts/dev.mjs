import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { findNode24, REPOSITORY, runChild } from './node24.mjs';
import { ensureInstalled, say } from './prepare.mjs';

// `npm run dev`: the server, started anew when its files change, and Vite in front of it.

const { values } = parseArgs({ options: { port: { type: 'string', default: '3000' } } });
await ensureInstalled();
say('Open the address that Vite prints below. It passes the API on to the server.');
const node = findNode24() ?? process.execPath;
const vite = join(REPOSITORY, 'node_modules/vite/bin/vite.js');
const server = ['--disable-warning=ExperimentalWarning', '--watch', 'server/src/cli.ts', 'start'];
process.exitCode = await Promise.race([
  runChild(node, [...server, '--port', values.port], { cwd: REPOSITORY }),
  runChild(node, [vite], {
    cwd: join(REPOSITORY, 'web'),
    env: { ...process.env, PICTURE_SERVER: `http://localhost:${values.port}` },
  }),
]);
// The one that is left gets the signal we give ourselves.
process.kill(process.pid, 'SIGTERM');
