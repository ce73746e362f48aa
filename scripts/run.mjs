// Runs one command of Veillée under Node 24, after the set-up, and ends as it ends.

import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { constants } from 'node:os'
import path from 'node:path'
import { project, setUp } from './set-up.mjs'
import { orTrouble } from './terminal.mjs'

// npm passes a signal on to a shell, which dies of it without telling us; and a killed npm tells nobody. So we watch who
// is above us: our parent, and npm above it when our parent is that shell (known on Linux).
const above = () => {
  const shell = /^\d+ \((?:ba|da|a)?sh\) \S+ (\d+)/.exec(tryRead(`/proc/${process.ppid}/stat`))
  return `${process.ppid} ${shell?.[1] ?? ''}`
}
const before = above()
const isAbandoned = () => process.env.npm_lifecycle_event !== undefined && above() !== before

/** @param {string} file */
function tryRead(file) {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    return ''
  }
}

/** @param {string[]} args such as ['start'] or ['sign-in-link', 'ines@exemple.fr'] */
export function runVeillee(args) {
  return orTrouble(async () => {
    const node = await setUp()
    const main = path.join(project, 'dist', 'server', 'main.js')
    // The channel (ipc) carries nothing: its closing tells the server that we are gone, even when we were killed.
    const child = spawn(node, ['--enable-source-maps', main, ...args], {
      stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    })
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
      process.on(signal, () => {
        // In a terminal, Ctrl+C reaches every process of the group by itself.
        if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
      })
    }
    const watch = setInterval(() => isAbandoned() && child.kill('SIGTERM'), 300)
    const { code, signal } = await new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('exit', (code, signal) => resolve({ code, signal }))
    })
    clearInterval(watch)
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0)
  })
}
