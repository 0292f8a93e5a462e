import { rmSync } from 'node:fs';

// The server under the journeys: started as a newcomer starts it, on a folder that goes with it.

const folder = process.env['DATA_DIR'];
if (folder === undefined)
  throw new Error('DATA_DIR names the folder for the data of the journeys.');
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

await import('../../scripts/start.mjs');
