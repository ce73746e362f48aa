// npm start: sets everything up, then serves. `node scripts/start.mjs <command>` runs another command of bin/veillee.

import { runVeillee } from './run.mjs'

await runVeillee(['start', ...process.argv.slice(2)])
