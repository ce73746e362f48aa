// `npm run real-data`: real stories told in French, 32 languages and every naughty string, through a throw-away town.
// The data are not part of the project: without them, it says so and ends.

import { existsSync } from 'node:fs'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { sql } from 'kysely'
import { capabilities } from '#capabilities/index.ts'
import { importStory } from '#capabilities/testimonies/import.actions.ts'
import { emptyTown, saveTown } from '#capabilities/territory/town.ts'
import { change } from '#core/change.ts'
import { placeSeal } from '#core/consent/consents.ts'
import { maySeal, noStanding } from '#core/contribution/contribution.can.ts'
import { getContribution } from '#core/contribution/contributions.ts'
import { textOf } from '#core/contribution/document.ts'
import { allow } from '#core/people/can.ts'
import { visitor, type Machine } from '#core/people/roles.ts'
import { readConfig } from '#core/platform/config.ts'
import { silentLog } from '#core/platform/log.ts'
import { createApp } from '../src/app.ts'
import { openInstallation } from '../src/installation.ts'
import { alignedTranscripts, captions } from './real-data.captions.ts'
import { searchDeclarations, searchSpoken } from './real-data.search.ts'
import { sounds } from './real-data.sounds.ts'

const data = path.resolve(process.env['REAL_DATA'] ?? '../shared/data')
const origin = 'http://localhost:3000'
const editor = 'editor@real-data.example'

type Spoken = { id: string; licence: string; segments: { speaker: string; text: string }[] }

export async function main(): Promise<number> {
  if (!existsSync(path.join(data, 'oral-fr-parisstories'))) {
    console.log(
      `No real data in ${data}: set REAL_DATA to the folder that holds oral-fr-parisstories. Nothing was checked.`,
    )
    return 0
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'veillee-real-'))
  const { DATABASE_URL: _, READER_DATABASE_URL: __, ...env } = process.env
  const installation = await openInstallation(() => {}, readConfig({ ...env, DATA_DIR: folder, DEMO: 'none' }))
  const { database, desk } = installation
  try {
    const space = await desk.db.selectFrom('desk.space').select('id').executeTakeFirstOrThrow()
    const machine: Machine = { kind: 'machine', person_id: null, space_id: space.id }
    await change(desk, { action: 'real-data', actor: machine }, async (work) => {
      const { id } = await work.tx
        .insertInto('desk.person')
        .values({
          name: 'Editor',
          email: editor,
          other_names: [],
          born: null,
          portrait: null,
          languages: [],
          district: null,
          phone: null,
          notes: '',
          credited_as: 'Editor',
          presentation: '{}',
          is_listed: false,
          account_id: null,
          created_at: work.now,
          created_by: null,
        })
        .returning('id')
        .executeTakeFirstOrThrow()
      for (const role of ['editor', 'facilitator'] as const)
        await work.tx
          .insertInto('desk.role_grant')
          .values({
            person_id: id,
            space_id: space.id,
            role,
            granted_by: null,
            granted_at: work.now,
            revoked_by: null,
            revoked_at: null,
          })
          .execute()
      await saveTown(work, { ...emptyTown, site: { ...emptyTown.site, name: 'Throw-away', is_live: true } })
    })
    const app = createApp({
      config: installation.config,
      desk: database.desk,
      reader: database.reader,
      vault: desk.vault,
      capabilities,
      identify: async () => visitor,
      log: silentLog,
    })
    const get = async (address: string, headers: Record<string, string> = {}) =>
      await app.request(origin + address, { headers })

    const failures: string[] = []
    const codes = await spokenStories(desk, space.id, failures)
    const pages = await readPages(codes, get, failures)
    await withdrawOne(app.desk, machine, codes, get, failures)
    const inSpoken = await searchSpoken(database.reader, failures)
    const languages = await declarations(desk, space.id, get, failures)
    const inLanguages = await searchDeclarations(database.reader, failures)
    const strings = await naughtyStrings(desk, space.id, failures)
    const cues = await captions(data, failures)
    const aligned = await alignedTranscripts(
      data,
      { desk: app.desk, reader: database.reader, space_id: space.id },
      failures,
    )
    const heard = await sounds(data, { desk: app.desk, get, space_id: space.id }, failures)

    console.log(`spoken stories   ${codes.length} imported and published (CC BY-SA 4.0, UD_French-ParisStories)`)
    console.log(
      `pages read       ${pages.read} of ${codes.length}, ${Math.round(pages.bytes / Math.max(1, pages.read) / 1000)} kB on average, largest ${Math.round(pages.largest / 1000)} kB`,
    )
    console.log(`languages        ${languages} declarations in and out, letter for letter`)
    for (const line of [...inSpoken, ...inLanguages, ...cues, ...aligned, ...heard]) console.log(line)
    console.log(
      `naughty strings  ${strings.kept} kept unharmed, ${strings.refused} refused in words (null bytes, empty)`,
    )
    for (const failure of failures) console.log(`FAILED ${failure}`)
    console.log(failures.length ? `${failures.length} failures` : 'all well')
    return failures.length ? 1 : 0
  } finally {
    await installation.close()
    await rm(folder, { recursive: true, force: true })
  }
}

type DeskOf = Awaited<ReturnType<typeof openInstallation>>['desk']
type Get = (address: string) => Response | Promise<Response>

async function spokenStories(desk: DeskOf, space_id: string, failures: string[]): Promise<string[]> {
  const folder = path.join(data, 'oral-fr-parisstories/derived/json')
  const codes: string[] = []
  for (const name of (await readdir(folder)).toSorted()) {
    const spoken = JSON.parse(await readFile(path.join(folder, name), 'utf8')) as Spoken
    const row = rowOf(spoken)
    const result = await importStory(desk, space_id, row)
    if (result.outcome === 'refused') failures.push(`${name}: ${JSON.stringify(result.mistakes)}`)
    else codes.push(result.code)
    const again = await importStory(desk, space_id, row)
    if (again.outcome !== 'already') failures.push(`${name}: imported twice`)
  }
  return codes
}

/** Five spoken turns make a paragraph; the first words make a title. */
function rowOf({ id, segments }: Spoken): Record<string, string> {
  const turns = segments.map((segment) => (segment.speaker ? `${segment.speaker} : ${segment.text}` : segment.text))
  const groups = Array.from({ length: Math.ceil(turns.length / 5) }, (_, at) =>
    turns.slice(at * 5, at * 5 + 5).join(' '),
  )
  return {
    id,
    language: 'fr',
    title: id.replace(/^ParisStories_/, '').replaceAll('_', ' '),
    text: groups.join('\n\n'),
    told_by: 'Témoin',
    credit: 'UD_French-ParisStories, Sorbonne Nouvelle, CC BY-SA 4.0',
    licence: 'CC-BY-SA-4.0',
    consent_publish: 'yes',
    send: 'yes',
    signed_editorial_by: editor,
    signed_by_witness: 'reread',
  }
}

async function readPages(
  codes: string[],
  get: Get,
  failures: string[],
): Promise<{ read: number; bytes: number; largest: number }> {
  const pages = { read: 0, bytes: 0, largest: 0 }
  for (const code of codes) {
    const answer = await get(`/recits/${code}`)
    const response = answer.status === 301 ? await get(answer.headers.get('location') ?? '') : answer
    const html = await response.text()
    if (response.status !== 200 || !html.includes('UD_French-ParisStories'))
      failures.push(`story ${code}: ${response.status}`)
    pages.read += 1
    pages.bytes += Buffer.byteLength(html)
    pages.largest = Math.max(pages.largest, Buffer.byteLength(html))
  }
  return pages
}

async function withdrawOne(
  desk: DeskOf,
  machine: Machine,
  codes: string[],
  get: Get,
  failures: string[],
): Promise<void> {
  const [code] = codes
  if (!code) return
  await change(desk, { action: 'real-data.withdraw', actor: machine }, async (work) => {
    const story = await getContribution(work.tx, { code })
    await placeSeal(work, allow(maySeal(machine, story, noStanding), machine, 'seal', story), {
      scope: 'all',
      person_id: null,
      until: null,
      reason: 'withdrawal',
      asked_by: 'witness',
      placed_by: null,
    })
  })
  const status = (await get(`/recits/${code}`)).status
  if (status !== 410) failures.push(`withdrawn story answers ${status}`)
  const list = await (await get('/recits')).text()
  if (list.includes(`/recits/${code}`)) failures.push('withdrawn story still in the list')
  if ((await (await get('/sitemap.xml')).text()).includes(code)) failures.push('withdrawn story still in the sitemap')
}

/** Each declaration goes in as a story, comes back from the draft letter for letter, and is read with its language. */
async function declarations(desk: DeskOf, space_id: string, get: Get, failures: string[]): Promise<number> {
  const folder = path.join(data, 'udhr-multilingual/derived/txt')
  let unharmed = 0
  for (const name of (await readdir(folder)).toSorted()) {
    const language = name
      .replace(/[_\d]*\.txt$/, '')
      .replace(/_.*$/, '')
      .slice(0, 3)
    const text = (await readFile(path.join(folder, name), 'utf8'))
      .normalize('NFC')
      .replace(/\r\n?/g, '\n')
      .trim()
      .split('\n')
      .filter((each) => each !== '')
      .slice(0, 60)
      .join('\n\n')
    const result = await importStory(desk, space_id, {
      id: `udhr ${name}`,
      language,
      title: text.split('\n')[0]?.slice(0, 150) ?? name,
      text,
      told_by: 'Témoin',
      consent_publish: 'yes',
      send: 'yes',
      signed_editorial_by: editor,
      signed_by_witness: 'reread',
    })
    if (result.outcome === 'refused') {
      failures.push(`${name}: ${JSON.stringify(result.mistakes)}`)
      continue
    }
    const { draft } = await getContribution(desk.db, { code: result.code })
    const back = draft.texts[0] ? textOf(draft.texts[0].body) : ''
    const answer = await get(`/recits/${result.code}`)
    const page = answer.status === 301 ? await get(answer.headers.get('location') ?? '') : answer
    const html = await page.text()
    if (back !== text) failures.push(`${name}: came back changed`)
    else if (page.status !== 200 || (language !== 'fra' && !html.includes(`lang="${language}"`)))
      failures.push(`${name}: page ${page.status}, language not marked`)
    else unharmed += 1
  }
  return unharmed
}

/** Every naughty string as title and text: kept exactly (but for NFC and ends of lines), or refused with a reason. */
async function naughtyStrings(
  desk: DeskOf,
  space_id: string,
  failures: string[],
): Promise<{ kept: number; refused: number }> {
  const strings = JSON.parse(await readFile(path.join(data, 'naughty-strings/blns.json'), 'utf8')) as string[]
  const count = { kept: 0, refused: 0 }
  for (const [index, text] of strings.entries()) {
    const result = await importStory(desk, space_id, {
      id: `naughty ${index}`,
      language: 'fr',
      title: `Chaîne ${index}`,
      text,
      told_by: 'Témoin',
    })
    if (result.outcome === 'refused') {
      const mayRefuse = text.trim() === '' || text.includes('\0')
      if (!mayRefuse) failures.push(`naughty string ${index} refused: ${JSON.stringify(result.mistakes)}`)
      count.refused += 1
      continue
    }
    const { draft } = await getContribution(desk.db, { code: result.code })
    const back = draft.texts[0] ? textOf(draft.texts[0].body) : ''
    if (
      back !==
      text
        .normalize('NFC')
        .replace(/\r\n?/g, '\n')
        .replace(/\n{3,}/g, '\n\n')
    )
      failures.push(`naughty string ${index} came back changed`)
    else count.kept += 1
  }
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from desk.contribution`.execute(desk.db)
  if ((rows[0]?.count ?? 0) === 0) failures.push('nothing was written')
  return count
}
