// After each restart: is every acknowledged writing there, and nothing half there?

import { capabilities } from '#capabilities/index.ts'
import type { Kinds } from '#core/contribution/kind.ts'
import type { Desk, DeskTables } from '#core/desk.ts'
import { connect } from '#core/platform/database.ts'
import { openDiskVault } from '#core/platform/vault/disk.ts'
import { hashOf } from '#core/platform/vault/disk-steps.ts'
import { readSecrets } from '#core/platform/secrets.ts'
import path from 'node:path'
import { sql } from 'kysely'
import { incoherences } from '../../tests/support/coherence.ts'
import type { Acknowledged } from './deeds.ts'
import { findPostmaster } from './server.ts'

export type Verdict = { lost: string[]; half: string[] }

/** Looks with a connection of its own, closed before the next kill. `fresh`: what was acknowledged since last time. */
export async function verify(
  dataDir: string,
  all: readonly Acknowledged[],
  fresh: readonly Acknowledged[],
  inDoubt: readonly { code: string; mark: string }[],
): Promise<Verdict> {
  const port = findPostmaster(dataDir)?.port
  const url = `postgres://veillee:${readSecrets(dataDir).owner}@127.0.0.1:${port}/veillee`
  const database = connect<DeskTables>(url, url)
  try {
    const kinds: Kinds = new Map(capabilities.flatMap((each) => each.kinds ?? []).map((kind) => [kind.name, kind]))
    const vault = await openDiskVault(path.join(dataDir, 'files'))
    const desk: Desk = { db: database.desk, kinds, now: () => new Date(), vault }
    const codes = [...new Set(fresh.flatMap((each) => ('code' in each ? [each.code] : [])))]
    const touched = codes.length
      ? await desk.db.selectFrom('desk.contribution').select('id').where('code', 'in', codes).execute()
      : []
    const half = [
      ...(await incoherences(
        desk,
        touched.map((row) => row.id),
      )),
      ...(await unevenCounts(desk)),
      ...(await namedWithoutBytes(desk)),
    ]
    return { lost: [...(await lostAmong(desk, all, inDoubt)), ...(await lostFiles(desk, fresh))], half }
  } finally {
    await database.close()
  }
}

async function lostAmong(
  desk: Desk,
  all: readonly Acknowledged[],
  inDoubt: readonly { code: string; mark: string }[],
): Promise<string[]> {
  const { db } = desk
  const lost: string[] = []
  const known = new Set((await db.selectFrom('desk.submission').select('id').execute()).map((row) => row.id))
  const callbacks = new Map<string, string>()
  for (const row of (await sql<{ name: string; number: string }>`select name, number from desk.callback`.execute(db))
    .rows)
    callbacks.set(row.name, row.number)
  const stories = new Map(
    (
      await sql<{
        code: string
        draft: string
        revisions: number
        consents: number
        editorial: number
        witness: number
        seals: number
        shown: boolean
      }>`
        select code, draft::text as draft,
          (select count(*) from desk.revision where contribution_id = c.id) as revisions,
          (select count(*) from desk.consent where contribution_id = c.id) as consents,
          (select count(*) from desk.signoff where contribution_id = c.id and kind = 'editorial') as editorial,
          (select count(*) from desk.signoff where contribution_id = c.id and kind = 'witness') as witness,
          (select count(*) from desk.seal where contribution_id = c.id) as seals,
          exists (select 1 from shelf.item where id = c.id) as shown
        from desk.contribution c`.execute(db)
    ).rows.map((row) => [row.code, row]),
  )
  const counted = new Map<string, Record<Exclude<Acknowledged['what'], 'file'>, number>>()
  const lastMark = new Map<string, string>()
  for (const each of all) {
    if (each.what === 'file') continue
    if (!known.has(each.submission_id)) lost.push(`${each.what}: submission ${each.submission_id}`)
    if (each.what === 'callback') {
      if (callbacks.get(each.name) !== each.number) lost.push(`callback ${each.number}`)
      continue
    }
    const counts = counted.get(each.code) ?? {
      callback: 0,
      begin: 0,
      save: 0,
      consents: 0,
      send: 0,
      reread: 0,
      sign: 0,
      'take back': 0,
    }
    counts[each.what] += 1
    counted.set(each.code, counts)
    if (each.what === 'save') lastMark.set(each.code, each.mark)
  }
  for (const [code, counts] of counted) {
    const story = stories.get(code)
    if (!story) {
      lost.push(`story ${code}`)
      continue
    }
    const mark = lastMark.get(code)
    const maybe = inDoubt.filter((each) => each.code === code).map((each) => each.mark)
    if (mark && ![mark, ...maybe].some((each) => story.draft.includes(each))) lost.push(`${code}: words saved`)
    if (story.revisions < counts.send) lost.push(`${code}: revision`)
    if (counts.consents > 0 && story.consents < 3) lost.push(`${code}: consents`)
    if (story.editorial < counts.sign) lost.push(`${code}: editorial sign-off`)
    if (story.witness < counts.reread) lost.push(`${code}: witness’s sign-off`)
    if (story.seals < counts['take back']) lost.push(`${code}: taking back`)
    if (counts['take back'] > 0 && story.shown) lost.push(`${code}: taken back, and still on the shelf`)
    if (counts.sign > 0 && counts['take back'] === 0 && story.seals === 0 && !story.shown)
      lost.push(`${code}: signed by all, and not on the shelf`)
  }
  return lost
}

/** A file that was acknowledged has its row, and its bytes are those that were sent. */
async function lostFiles({ db, vault }: Desk, fresh: readonly Acknowledged[]): Promise<string[]> {
  const lost: string[] = []
  for (const each of fresh) {
    if (each.what !== 'file') continue
    const row = await db
      .selectFrom('desk.file')
      .innerJoin('desk.contribution as contribution', 'contribution.id', 'desk.file.contribution_id')
      .select('desk.file.id')
      .where('sha256', '=', each.sha256)
      .where('contribution.code', '=', each.code)
      .execute()
    if (row.length !== 1) lost.push(`${each.code}: ${row.length} rows for one file`)
    const found = await vault.find('originals', each.sha256)
    const file = found && (await vault.borrow('originals', each.sha256)).file
    if (!file || (await hashOf(file)) !== each.sha256) lost.push(`${each.code}: the bytes of a file`)
  }
  return lost
}

async function namedWithoutBytes({ db, vault }: Desk): Promise<string[]> {
  const named = await db.selectFrom('desk.original').select(['sha256', 'size']).execute()
  const sizes = await Promise.all(named.map(async ({ sha256 }) => (await vault.find('originals', sha256))?.size))
  return named.filter(({ size }, index) => sizes[index] !== size).map(({ sha256 }) => `${sha256}: named without bytes`)
}

/** Each submission that is kept left exactly its one row, and each row came from one that is kept. */
async function unevenCounts(desk: Desk): Promise<string[]> {
  const { rows } = await sql<{ what: string; submissions: number; rows: number }>`
    with asked as (select split_part(action, ' ', 1) as action, count(*) as count from desk.submission group by 1)
    select what, coalesce((select count from asked where asked.action = pair.action), 0) as submissions, rows from (values
      ('call-backs', 'interviews.ask-callback', (select count(*) from desk.callback)),
      ('call-back events', 'interviews.ask-callback', (select count(*) from desk.event where kind = 'callback.asked')),
      ('stories', 'testimonies.begin', (select count(*) from desk.contribution)),
      ('story events', 'testimonies.begin', (select count(*) from desk.event where kind = 'contribution.begun')),
      ('revisions', 'testimonies.submit', (select count(*) from desk.revision)),
      ('saves', 'testimonies.save', (select coalesce(sum(draft_version - 1), 0) from desk.contribution)),
      ('editorial sign-offs', 'review.decide', (select count(*) from desk.signoff where kind = 'editorial')),
      ('witnesses’ sign-offs', 'interviews.reread', (select count(*) from desk.signoff where kind = 'witness')),
      ('seals', 'interviews.take-back', (select count(*) from desk.seal))
    ) as pair (what, action, rows)`.execute(desk.db)
  return rows
    .filter((row) => Number(row.submissions) !== Number(row.rows))
    .map((row) => `${row.what}: ${row.rows} rows for ${row.submissions} submissions`)
}
