#!/usr/bin/env node
import { fail, runOnNode24 } from '../../scripts/node24.mjs';

// `npx picture <verb>`, from any Node 20.19 or newer.

await runOnNode24('server/src/cli.ts', process.argv.slice(2)).catch(fail);
