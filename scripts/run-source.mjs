// Runs a TypeScript file of this project from its sources, under Node 24: `node scripts/run-source.mjs bench/real-data.ts`.

import { spawn } from 'node:child_process'
import { setUp } from './set-up.mjs'
import { orTrouble } from './terminal.mjs'

if (process.argv[2] === '--inside') {
  const { runnerImport } = await import('vite')
  const { module } = await runnerImport(process.argv[3])
  process.exitCode = await module.main(process.argv.slice(4))
} else {
  await orTrouble(async () => {
    const node = await setUp()
    const child = spawn(node, [import.meta.filename, '--inside', ...process.argv.slice(2)], { stdio: 'inherit' })
    process.exitCode = await new Promise((resolve) => child.once('exit', (code) => resolve(code ?? 1)))
  })
}
