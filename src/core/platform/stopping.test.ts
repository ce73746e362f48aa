import { spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { projectFolder } from '#core/platform/assets.ts'

const stopping = pathToFileURL(path.join(projectFolder, 'src/core/platform/stopping.ts')).href

/** A program that starts for a third of a second, then serves until told to stop, for ten seconds at most. */
const program = `
  const { onStop } = await import(${JSON.stringify(stopping)})
  process.stdout.write('starting')
  await new Promise((resolve) => setTimeout(resolve, 300))
  const serving = setTimeout(() => process.exit(3), 10_000)
  onStop(() => { process.stdout.write(' told'); clearTimeout(serving) })
  process.stdout.write(' ready')`

function started() {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  })
  let said = ''
  child.stdout?.on('data', (data) => (said += data))
  return { child, said: () => said, ended: once(child, 'exit').then(([code]) => code as number) }
}

test('a launcher that leaves while we start is noticed once started', async () => {
  const { child, said, ended } = started()
  await expect.poll(said).toContain('starting')
  child.disconnect()
  expect(await ended).toBe(0)
  await expect.poll(said).toBe('starting told ready')
})

test('a launcher that leaves later, or a signal, stops too, once', async () => {
  const { child, said, ended } = started()
  await expect.poll(said).toContain('ready')
  child.kill('SIGTERM')
  child.kill('SIGHUP')
  child.disconnect()
  expect(await ended).toBe(0)
  await expect.poll(said).toBe('starting ready told')
})
