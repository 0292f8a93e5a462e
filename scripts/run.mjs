import { fail, runOnNode24 } from './node24.mjs';
import { ensureInstalled } from './prepare.mjs';

// `node scripts/run.mjs SCRIPT …`: installs if need be, then runs a TypeScript script on Node 24.
// So every npm script works in a fresh clone.

const [script = '', ...args] = process.argv.slice(2);
await ensureInstalled()
  .then(() => runOnNode24(script, args))
  .catch(fail);
