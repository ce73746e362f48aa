// Runs one command of Veillée under Node 24, after the set-up, and ends as it ends.

import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import path from 'node:path'
import { project, setUp } from './set-up.mjs'
import { orTrouble } from './terminal.mjs'

/** @param {string[]} args such as ['start'] or ['sign-in-link', 'ines@exemple.fr'] */
export function runVeillee(args) {
  return orTrouble(async () => {
    const node = await setUp()
    const main = path.join(project, 'dist', 'server', 'main.js')
    // The channel (ipc) carries nothing: its closing tells the server that we are gone, even when we were killed.
    const child = spawn(node, ['--enable-source-maps', main, ...args], { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) {
      process.on(signal, () => {
        // In a terminal, Ctrl+C reaches every process of the group by itself.
        if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
      })
    }
    const { code, signal } = await new Promise((resolve, reject) => {
      child.once('error', reject)
      child.once('exit', (code, signal) => resolve({ code, signal }))
    })
    process.exitCode = code ?? 128 + (constants.signals[signal] ?? 0)
  })
}
