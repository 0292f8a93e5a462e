import { fail, runOnNode24 } from './node24.mjs';
import { ensureInstalled, ensureWebBuilt } from './prepare.mjs';

// `npm start`: any Node from 20.19 on runs this. What is done already is not done again.

await ensureInstalled()
  .then(ensureWebBuilt)
  .then(() => runOnNode24('server/src/cli.ts', ['start', ...process.argv.slice(2)]))
  .catch(fail);
