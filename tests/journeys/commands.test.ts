// npm start as the person who installs lives it: it says where it answers, comes back quickly, survives a kill, stops
// when asked, and says in one line what to put right.

import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { projectFolder } from '#core/platform/assets.ts'
import { refuseTakenPort } from '#core/platform/port.ts'
import { freePort } from '#core/platform/postgres-cluster.ts'
import { removeData } from '#tests/support/veillee-process.ts'

let folder: string
let port: number
const running = new Set<ChildProcess>()

beforeAll(async () => {
  mkdirSync(path.join(projectFolder, '.cache'), { recursive: true })
  folder = mkdtempSync(path.join(projectFolder, '.cache', 'commands-'))
  port = await freePort()
})
afterEach(() => running.forEach((child) => child.kill('SIGKILL')))
afterAll(async () => {
  await removeData(path.join(folder, 'data'))
  rmSync(folder, { recursive: true, force: true })
})

/** How many programs want each core at this moment: the promised seconds are those of a machine that is ours. */
const crowd = () => Math.max(1, (os.loadavg()[0] ?? 0) / os.availableParallelism())

type Command = { child: ChildProcess; words: () => string; ended: Promise<number | null> }

function veillee(args: string[], settings: Record<string, string> = {}): Command {
  const env = {
    ...process.env,
    LC_ALL: 'C',
    PORT: String(port),
    DATA_DIR: path.join(folder, 'data'),
    DEMO: 'none',
    ...settings,
  }
  const child = spawn(process.execPath, args, { cwd: projectFolder, env, stdio: ['ignore', 'pipe', 'pipe'] })
  running.add(child)
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (said += data))
  const ended = once(child, 'close').then(([code]) => {
    running.delete(child)
    return code as number | null
  })
  return { child, words: () => said, ended }
}

async function untilReady({ words, ended }: Command): Promise<number> {
  const start = Date.now()
  let over = false
  void ended.then(() => (over = true))
  while (!over) {
    const answer = await fetch(`http://127.0.0.1:${port}/health`).catch(() => undefined)
    if (answer?.status === 200) {
      expect(await answer.json()).toMatchObject({ status: 'ok' })
      return Date.now() - start
    }
    await wait(50)
  }
  throw new Error(`it ended: ${words()}`)
}

async function stop(command: Command): Promise<void> {
  command.child.kill('SIGTERM')
  expect(await command.ended).toBe(0)
}

const start = ['scripts/start.mjs']

test('the first start says in one line where it answers, with a link for the first administrator', async () => {
  const first = veillee(start)
  await untilReady(first)
  const line = new RegExp(`^.*http://localhost:${port}\\b.*http://localhost:${port}/\\S+$`, 'm')
  await expect.poll(first.words, { timeout: 5000 }).toMatch(line)
  await stop(first)
})

test('a later start answers within 3 seconds', { retry: 2 }, async () => {
  const later = veillee(start)
  const ready = await untilReady(later)
  await stop(later)
  expect(ready).toBeLessThan(3000 * crowd())
})

test('after kill -9 of the server, the next start is ready within 10 seconds', async () => {
  const killed = veillee(['dist/server/main.js', 'start'])
  await untilReady(killed)
  killed.child.kill('SIGKILL')
  await killed.ended
  const next = veillee(start)
  const ready = await untilReady(next)
  await stop(next)
  expect(ready).toBeLessThan(10_000 * crowd())
})

test('after kill -9 of npm start, the server leaves by itself', async () => {
  const killed = veillee(start)
  await untilReady(killed)
  killed.child.kill('SIGKILL')
  const deadline = Date.now() + 10_000
  const answers = () =>
    refuseTakenPort({ host: '127.0.0.1', port }).then(
      () => false,
      () => true,
    )
  while ((await answers()) && Date.now() < deadline) await wait(100)
  expect(await answers()).toBe(false)
})

test('a port already taken, a wrong setting, a folder not writable: one plain line, code 1', async () => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const taken = String((other.address() as AddressInfo).port)
  const data = path.join(folder, 'untouched')
  const cases: [Record<string, string>, string][] = [
    [
      { PORT: taken, DATA_DIR: data },
      `Port ${taken} is already taken: stop the other program, or choose another PORT.`,
    ],
    [{ PORT: 'many', DATA_DIR: data }, 'PORT=many is not right: give a whole number from 1 to 65535.'],
    [
      { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c', DATA_DIR: data },
      'DATABASE_URL: PostgreSQL does not answer on 127.0.0.1:1 (ECONNREFUSED). Check the address, and that it is running.',
    ],
    [
      { DATA_DIR: path.join(projectFolder, 'package.json', 'data') },
      `The folder ${path.join(projectFolder, 'package.json', 'data')} is not writable: give it to the account that runs Veillée, or choose another one with DATA_DIR.`,
    ],
  ]
  for (const [settings, line] of cases) {
    const refused = veillee(start, settings)
    expect(await refused.ended).toBe(1)
    expect(refused.words().trim()).toBe(line)
  }
  expect(existsSync(path.join(data, 'postgres'))).toBe(false)
  other.close()
})

test('bin/veillee helps in French and English, and refuses what it does not know', async () => {
  const french = veillee(['bin/veillee', 'help', '--lang', 'fr'])
  expect(await french.ended).toBe(0)
  expect(french.words()).toContain('donne un lien de connexion')
  const english = veillee(['bin/veillee', 'help'])
  expect(await english.ended).toBe(0)
  expect(english.words()).toContain('gives a sign-in link')
  expect(await veillee(['bin/veillee', 'dance']).ended).toBe(2)
})
