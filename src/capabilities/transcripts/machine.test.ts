// A machine that listens: a program of ours that stands for one, and a server at home. Off by default, only when she
// agreed, and what it writes is a draft marked as a machine's.

import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { change } from '#core/change.ts'
import { recordConsents } from '#core/consent/consents.ts'
import { mediaOf } from '#core/contribution/content.ts'
import { getContribution } from '#core/contribution/contributions.ts'
import { allow, yes } from '#core/people/can.ts'
import { readConfig } from '#core/platform/config.ts'
import { silentLog } from '#core/platform/log.ts'
import { isPrivate, leadsHome, mayBePrivate } from '#core/platform/private-address.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aHeardStory, aSound, type HeardStory } from '#tests/support/heard.ts'
import { aTown, type Town } from '#tests/support/town.ts'
import { EngineTrouble, listen, type Engine } from './machine.engine.ts'
import { transcribeNext } from './machine.jobs.ts'

const folder = mkdtempSync(path.join(tmpdir(), 'veillee-listen-'))
const database = await testDatabase()
let town: Town
/** What the server at home answers, and what it was sent. */
let answer: { status: number; body: string; location?: string } = { status: 200, body: '' }
let sent = Buffer.alloc(0)
let server: Server
let address = ''

beforeAll(async () => {
  server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      sent = Buffer.concat(chunks)
      response.writeHead(answer.status, answer.location ? { location: answer.location } : {}).end(answer.body)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1/audio/transcriptions`
  town = await aTown(database, { config: { transcribe: { url: address } } })
})
afterAll(async () => {
  await new Promise((resolve) => server.close(resolve))
  rmSync(folder, { recursive: true, force: true })
})

/** A program that prints this and ends so. */
function program(lines: string, end = 'process.exit(0)'): string {
  const file = path.join(folder, `${randomUUID()}.mjs`)
  writeFileSync(file, `#!${process.execPath}\n${lines}\n${end}\n`)
  chmodSync(file, 0o755)
  return file
}
const work = (more: Partial<Parameters<typeof listen>[1]> = {}) => {
  const file = path.join(folder, `${randomUUID()}.wav`)
  writeFileSync(file, 'RIFFvoice')
  return {
    file,
    name: 'voix.wav',
    media_type: 'audio/wav',
    language: 'ar-MA',
    duration_ms: 40_000,
    signal: new AbortController().signal,
    onProgress: () => undefined,
    ...more,
  }
}
const troubleOf = async (engine: Engine, more = {}) =>
  await listen(engine, work(more)).then(
    () => 'nothing',
    (error: unknown) => (error instanceof EngineTrouble ? error.key : String(error)),
  )

describe('a program', () => {
  test('is given the file and the language, without shell, and is heard to its end', async () => {
    const file = program('console.log("[00:00:00.000 --> 00:00:20.000]  " + process.argv.slice(2).join("|"))')
    const asked = work()
    const heard: number[] = []
    const text = await listen(
      { command: [file, '-l', '{language}', '$(id)', '{file}'] },
      { ...asked, onProgress: (percent) => heard.push(percent) },
    )
    expect(text).toContain(`-l|ar|$(id)|${asked.file}`)
    expect(heard).toEqual([50])
    // Where no word says it, the file comes last.
    expect(await listen({ command: [file, 'x'] }, asked)).toContain(`x|${asked.file}`)
  })
  test('that is not there, fails, says too much, or is stopped', async () => {
    expect(await troubleOf({ command: [path.join(folder, 'none')] })).toBe('no_program')
    expect(await troubleOf({ command: [program('', 'process.exit(3)')] })).toBe('program')
    const loud = program('const line = "x".repeat(1e6); for (let at = 0; at < 40; at++) process.stdout.write(line)', '')
    expect(await troubleOf({ command: [loud] })).toBe('too_much')
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 200)
    expect(
      await troubleOf({ command: [program('setInterval(() => {}, 1000)', '')] }, { signal: stop.signal }),
    ).toContain('AbortError')
  })
})

describe('an address at home', () => {
  test('is sent the bytes, the language and the model', async () => {
    answer = { status: 200, body: '{"segments":[]}' }
    expect(await listen({ url: `${address}?model=large-v3` }, work())).toBe('{"segments":[]}')
    const text = sent.toString('latin1')
    for (const part of [
      'name="model"\r\n\r\nlarge-v3',
      'name="language"\r\n\r\nar',
      'filename="voix.wav"',
      'RIFFvoice',
    ])
      expect(text).toContain(part)
  })
  test('that refuses, leads away, is closed, or is not at home', async () => {
    answer = { status: 500, body: '' }
    expect(await troubleOf({ url: address })).toBe('refused')
    answer = { status: 307, body: '', location: 'https://exemple.fr/' }
    expect(await troubleOf({ url: address })).toBe('refused')
    expect(await troubleOf({ url: 'http://127.0.0.1:1/' })).toBe('away')
    expect(await troubleOf({ url: 'http://192.0.2.1/' })).toBe('elsewhere')
  })
  test.each([
    ['127.0.0.1', true],
    ['10.1.2.3', true],
    ['172.32.0.1', false],
    ['192.168.0.9', true],
    ['8.8.8.8', false],
    ['::1', true],
    ['fd00::1', true],
    ['2001:db8::1', false],
    ['::ffff:10.0.0.1', true],
    ['::ffff:8.8.8.8', false],
    ['exemple.fr', false],
  ])('%s is ours: %s', (host, expected) => expect(isPrivate(host)).toBe(expected))
  test('a name may be at home; it is looked up before anything is sent', async () => {
    expect(mayBePrivate('whisper')).toBe(true)
    expect(mayBePrivate('[2001:db8::1]')).toBe(false)
    expect(await leadsHome('localhost')).toBe(true)
    expect(await leadsHome('nowhere.invalid')).toBe(false)
  })
  test('settings: one of the two, at home, told plainly', () => {
    expect(readConfig({}).transcribe).toBeUndefined()
    expect(readConfig({ TRANSCRIBE_COMMAND: 'a "b c" {file}' }).transcribe).toEqual({ command: ['a', 'b c', '{file}'] })
    expect(readConfig({ TRANSCRIBE_URL: 'http://localhost:8000/x' }).transcribe).toEqual({
      url: 'http://localhost:8000/x',
    })
    for (const env of [
      { TRANSCRIBE_URL: 'https://8.8.8.8/v1' },
      { TRANSCRIBE_URL: 'ftp://127.0.0.1/' },
      { TRANSCRIBE_URL: 'x' },
      { TRANSCRIBE_COMMAND: '"a' },
      { TRANSCRIBE_COMMAND: 'a', TRANSCRIBE_URL: 'http://localhost/' },
    ])
      expect(() => readConfig(env)).toThrow('TRANSCRIBE_')
  })
})

describe('from the page to the draft', () => {
  let story: HeardStory
  const at = (more = '') => `/bureau/transcriptions/${story.code}/${story.files[0]}${more}`
  const client = () => town.as(town.members.facilitator)
  const ask = async () => await client().post(at('/machine'), { submission_id: randomUUID(), language: 'fr' })
  const answers = async (said: 'yes' | 'no') =>
    await change(town.desk, { action: 'test', actor: { kind: 'visitor' } }, async (doing) => {
      const thing = await getContribution(doing.tx, { id: story.id })
      await recordConsents(
        doing,
        allow(yes, { kind: 'visitor' }, 'consent', thing),
        [
          {
            person_id: story.witness_id,
            use: 'machine',
            form: 'voice',
            answer: said,
            capacity: 'self',
            said_by: '',
            method: 'spoken',
            in_front_of: null,
            wording_language: 'fr',
            wording: 'Voulez-vous qu’une machine aide à écrire ce que vous avez dit ?',
            ends_on: null,
          },
        ],
        null,
      )
    })
  const run = async (engine: Engine | 'none' = { url: address }, signal?: AbortSignal) =>
    await transcribeNext({
      desk: town.desk,
      log: silentLog,
      sendMail: async () => {},
      config: { ...readConfig({}), ...(engine !== 'none' && { transcribe: engine }) },
      ...(signal && { signal }),
    })
  const state = async () =>
    await town.desk.db
      .selectFrom('desk.transcription')
      .select(['state', 'trouble', 'progress', 'attempts'])
      .where('file_id', '=', story.files[0] ?? '')
      .orderBy('asked_at', 'desc')
      .executeTakeFirst()
  const kept = async () =>
    mediaOf((await getContribution(town.desk.db, { code: story.code })).draft)[0]?.transcripts ?? []
  const begin = async () => {
    story = await aHeardStory(town, [aSound()])
    answer = { status: 200, body: '{"segments":[{"start":0,"end":2.5,"text":" On est arrivés en mars."}]}' }
  }

  test('only when she agreed; then a draft marked as a machine’s, which a person checks', async () => {
    await begin()
    expect(await (await client().get(at())).text()).toContain('Il manque l’accord')
    expect((await ask()).status).toBe(403)
    await answers('yes')
    expect(await (await client().get(at())).text()).toContain('Langue parlée')
    expect((await ask()).status).toBe(303)
    expect((await ask()).status).toBe(303)
    expect(await (await client().get(at())).text()).toContain('La machine commencera bientôt')
    expect(await run()).toBe(true)
    expect(await run()).toBe(false)
    expect(await state()).toMatchObject({ state: 'done', progress: 100 })
    expect(await kept()).toEqual([
      {
        language: 'fr',
        form: 'original',
        machine: true,
        chapters: [],
        cues: [{ start: 0, end: 2500, speaker: '', text: 'On est arrivés en mars.' }],
      },
    ])
    const page = await (await client().get(at())).text()
    expect(page).toContain('Écrit par une machine, pas encore relu')
    expect((await ask()).status).toBe(409)
  })

  test('her no, said while it listens, keeps nothing', async () => {
    await begin()
    await answers('yes')
    await ask()
    await answers('no')
    await run()
    expect(await state()).toMatchObject({ state: 'failed', trouble: 'consent' })
    expect(await kept()).toEqual([])
    expect(await (await client().get(at())).text()).toContain('a été repris')
  })

  test('what someone wrote meanwhile stays; nothing heard, no engine and a refusal are said in words', async () => {
    await begin()
    await answers('yes')
    await ask()
    await client().post(at('/ajouter'), { submission_id: randomUUID(), language: 'fr', text: 'Le mien.' })
    await run()
    expect(await state()).toMatchObject({ state: 'failed', trouble: 'taken' })
    expect((await kept())[0]?.cues[0]?.text).toBe('Le mien.')
    await client().post(at('/langue/fr/retirer'), { submission_id: randomUUID() })
    for (const body of ['{"segments":[]}', '', '{"error":"no model"}']) {
      answer = { status: 200, body }
      await ask()
      await run()
      expect(await state()).toMatchObject({ state: 'failed', trouble: 'nothing' })
    }
    await ask()
    await run('none')
    expect(await state()).toMatchObject({ state: 'failed', trouble: 'no_engine' })
    answer = { status: 400, body: '' }
    await ask()
    await run()
    expect(await state()).toMatchObject({ state: 'failed', trouble: 'refused' })
    expect(await (await client().get(at())).text()).toContain('La machine a refusé ce son')
  })

  test('stopped, it waits for the next start; left by a process that died, it is taken up; three accidents end it', async () => {
    await begin()
    await answers('yes')
    await ask()
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 300)
    await run({ command: [program('setInterval(() => {}, 1000)', '')] }, stop.signal)
    expect(await state()).toMatchObject({ state: 'waiting', attempts: 0 })
    const left = (attempts: number) =>
      town.desk.db
        .updateTable('desk.transcription')
        .set({ state: 'working', attempts, claimed_until: new Date(Date.now() - 1_000) })
        .where('file_id', '=', story.files[0] ?? '')
        .where('state', 'in', ['waiting', 'working'])
        .execute()
    await left(3)
    await run()
    expect(await state()).toMatchObject({ state: 'failed', trouble: 'broken' })
    await ask()
    await left(1)
    await run()
    expect(await state()).toMatchObject({ state: 'done', attempts: 2 })
  })
})
