import { fail } from './node24.mjs';
import { ensureInstalled, ensureWebBuilt } from './prepare.mjs';

// `npm run build`: the web app, as `npm start` would build it. The server needs no build.

await ensureInstalled().then(ensureWebBuilt).catch(fail);
