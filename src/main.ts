// Composition root: runs the command asked for. Nothing imports this file.

import { run } from './cli/index.ts'

process.exitCode = await run(process.argv.slice(2))
