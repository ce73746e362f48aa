// What happened to originals, told once to those who can act: one letter for each administrator after a reading, not one
// for each file.

import { sql } from 'kysely'
import { change } from '../change.ts'
import type { Desk, DeskTransaction } from '../desk.ts'
import { listMembers } from '../people/members.ts'
import type { Machine } from '../people/roles.ts'
import { writeLetter } from '../platform/mail.ts'
import { mediaTexts } from './media.texts.ts'

const mostCodes = 12

/** Writes the letters of what was found since the last ones. Gives how many. */
export async function tellAdministrators(desk: Desk, actor: Machine): Promise<number> {
  return await change(desk, { action: 'fixity.tell', actor }, async ({ tx, now, record }) => {
    // A reading asked for by hand may end while the night's does.
    await sql`select pg_advisory_xact_lock(hashtext('fixity letters'))`.execute(tx)
    const news = await newsOf(tx)
    if (!news) return 0
    const codes = await codesOf(tx, news.sha256s)
    const administrators = (await listMembers(tx, actor.space_id ?? '')).filter(
      (each) => each.roles.includes('administrator') && each.email,
    )
    for (const { person_id, name, email } of administrators) {
      const { locale } = await tx
        .selectFrom('desk.person')
        .select('locale')
        .where('id', '=', person_id)
        .executeTakeFirstOrThrow()
      const t = mediaTexts.in(locale)
      const { damaged, lost, healed } = news
      const lines = [
        t('fixity.hello', { name }),
        [
          damaged > 0 && t('fixity.damaged', { count: damaged }),
          lost > 0 && t('fixity.lost', { count: lost }),
          healed > 0 && t('fixity.healed', { count: healed }),
        ]
          .filter(Boolean)
          .join('\n'),
        codes.length > 0 && t('fixity.where', { codes: codes.join(', ') }),
        t(damaged + lost > 0 ? 'fixity.act' : 'fixity.watch'),
      ]
      const subject = t(damaged + lost > 0 ? 'fixity.subject' : 'fixity.subjectHealed')
      await writeLetter(tx, { to_address: email ?? '', subject, body: lines.filter(Boolean).join('\n\n') }, now)
    }
    await record({ kind: 'fixity.told', data: { until: news.until, letters: administrators.length } })
    return administrators.length
  })
}

/** What became of each original since the last letters: the last word on it counts. */
async function newsOf(tx: DeskTransaction) {
  const told = await tx
    .selectFrom('desk.event')
    .select(sql<string>`data->>'until'`.as('until'))
    .where('kind', '=', 'fixity.told')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const events = await tx
    .selectFrom('desk.event')
    .select(['id', 'kind', 'data'])
    .where('kind', 'in', ['fixity.failed', 'fixity.healed'])
    .where('id', '>', Number(told?.until ?? 0))
    .orderBy('id')
    .execute()
  const last = events.at(-1)
  if (!last) return undefined
  const became = new Map<string, 'damaged' | 'lost' | 'healed'>()
  for (const { kind, data } of events)
    became.set(
      String(data['sha256']),
      kind === 'fixity.healed' ? 'healed' : data['found'] === 'lost' ? 'lost' : 'damaged',
    )
  const count = (what: string) => [...became.values()].filter((each) => each === what).length
  return {
    until: Number(last.id),
    sha256s: [...became.keys()],
    damaged: count('damaged'),
    lost: count('lost'),
    healed: count('healed'),
  }
}

/** The numbers of the stories these originals belong to, as they stand in their addresses. */
export async function codesOf(db: Desk['db'] | DeskTransaction, sha256s: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('desk.file as file')
    .innerJoin('desk.contribution as contribution', 'contribution.id', 'file.contribution_id')
    .select('contribution.code')
    .distinct()
    .where('file.sha256', 'in', sha256s.length ? sha256s : [''])
    .orderBy('contribution.code')
    .limit(mostCodes)
    .execute()
  return rows.map(({ code }) => code)
}
