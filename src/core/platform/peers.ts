// Several processes may serve one town from one database, each with pages in its memory. Here each says that it is
// alive and what it has heard, and whoever changed the shelf waits for the others: once a taking back has answered, no
// process gives the page again.
//
// A change notifies in its transaction, with an empty payload: whoever hears it forgets its pages. Once committed, the
// writer takes a number n and notifies it; whoever hears a number writes it in its row. PostgreSQL delivers in the order
// of commits, so a process that heard n heard the change before it. It may have heard only m > n, taken by another
// writer: m was given after n, thus notified after our change was committed, and the same holds.
//
// A process registers before it trusts its pages, and forgets them in between: a writer that does not see it yet
// committed before, and what the process computes from there on is newer. It trusts its pages for two seconds from the
// moment it asked for its lease, which others honour for three: deaf, cut off or frozen, it stops before they go on.

import { randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { sql, type Kysely } from 'kysely'
import pg from 'pg'
import type { PageCache } from './http/page-cache.ts'

const lease = 3_000
const trust = 2_000
const beat = 900
const leaseInterval = sql.raw(`interval '${lease} milliseconds'`)

export type Ear = {
  /** This process in the table of those that serve. */
  id: string
  stop: () => Promise<void>
}

/**
 * Waits until every other live process has heard what was just committed, or its lease has run out: a few
 * milliseconds, at most twice the lease. Alone, it costs one small query. Never throws: the change is already done.
 */
export async function untilOthersHeard(db: Kysely<any>, self?: string): Promise<void> {
  const longest = new AbortController()
  const given = wait(2 * lease, undefined, { signal: longest.signal, ref: false }).catch(() => {})
  await Promise.race([allHeard(db, self, longest.signal), given])
  longest.abort()
}

async function allHeard(db: Kysely<any>, self: string | undefined, given: AbortSignal): Promise<void> {
  let number: number | undefined
  const alone = performance.now() + lease
  for (let pause = 2; !given.aborted; pause = Math.min(2 * pause, 25)) {
    try {
      const late = number === undefined ? sql`true` : sql`heard < ${number}`
      const { rows } = await sql`
        select 1 from desk.process
        where id is distinct from ${self ?? null}::uuid and seen_at > clock_timestamp() - ${leaseInterval} and ${late}
        limit 1`.execute(db)
      if (rows.length === 0) return
      number ??= await notifyEcho(db)
    } catch {
      // The database left just after the commit. Others that lost it too are blind once their lease has run out.
      if (performance.now() > alone) return
      pause = 100
    }
    await wait(pause)
  }
}

async function notifyEcho(db: Kysely<any>): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    select number, pg_notify('shelf', number::text) from (select nextval('desk.shelf_echo') as number) as echo`.execute(
    db,
  )
  return Number(rows[0]?.number)
}

/**
 * Listens for what any process does to the shelf, forgets the pages kept each time, and keeps this process's lease.
 * While it cannot hear, pages kept are a last resort.
 */
export function listenToShelf(url: string, cache: Pick<PageCache, 'clear' | 'setBlind' | 'trustUntil'>): Ear {
  const id = randomUUID()
  let client: pg.Client | undefined
  let stopped = false
  let timer: NodeJS.Timeout | undefined

  const connect = async (): Promise<void> => {
    if (stopped) return
    const next = new pg.Client({
      connectionString: url,
      application_name: 'veillee ear',
      keepAlive: true,
      connectionTimeoutMillis: lease,
      // A question without answer means a dead line: it is cut and taken again.
      query_timeout: trust,
    })
    client = next
    let trusted = -Infinity
    let heard = 0
    let told = -1
    let isTelling = false

    const lost = () => {
      if (stopped || client !== next) return
      client = undefined
      cache.setBlind(true)
      clearTimeout(timer)
      next.end().catch(() => {})
      setTimeout(() => void connect(), 200).unref()
    }
    /** Says that we live and what we heard; trusts what is kept for a while from the moment of asking. */
    const tell = async (register = false): Promise<void> => {
      const asked = performance.now()
      const saying = heard
      const { rows } = await next.query(register ? registration : renewal, [id, saying])
      if (client !== next || stopped) return
      told = Number(rows[0]?.heard)
      // Every role of a database may notify: a number that nobody was given is not believed.
      if (register || told < saying) heard = told
      // Late, others may have stopped waiting for us: what is kept may be older than what they did.
      if (performance.now() >= trusted) cache.clear()
      trusted = asked + trust
      cache.trustUntil(trusted)
    }
    const keepTelling = async (): Promise<void> => {
      if (isTelling) return
      isTelling = true
      clearTimeout(timer)
      try {
        do await tell()
        while (heard > told && client === next)
        if (client === next && !stopped) timer = setTimeout(() => void keepTelling(), beat).unref()
      } catch {
        lost()
      } finally {
        isTelling = false
      }
    }
    next.on('error', lost)
    next.on('end', lost)
    next.on('notification', ({ payload }) => {
      if (!payload) return cache.clear()
      if (!/^\d{1,15}$/.test(payload)) return
      heard = Math.max(heard, Number(payload))
      if (told >= 0) void keepTelling()
    })
    try {
      await next.connect()
      await next.query('listen shelf')
      await tell(true)
      await keepTelling()
    } catch {
      lost()
    }
  }
  cache.setBlind(true)
  void connect()
  return {
    id,
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      cache.setBlind(true)
      // Nobody has to wait for a process that left; if this cannot be said, its lease ends by itself.
      await client?.query('delete from desk.process where id = $1', [id]).catch(() => {})
      await client?.end().catch(() => {})
    },
  }
}

// Registered after LISTEN and before anything kept is trusted: numbers given until now count as heard.
const registration = `
  with gone as (delete from desk.process where seen_at < clock_timestamp() - interval '1 minute' and id <> $1)
  insert into desk.process (id, seen_at, heard)
  select $1, clock_timestamp(), greatest($2::bigint, case when is_called then last_value else 0 end) from desk.shelf_echo
  on conflict (id) do update set seen_at = excluded.seen_at, heard = greatest(process.heard, excluded.heard)
  returning heard`

const renewal = `
  insert into desk.process (id, seen_at, heard)
  select $1, clock_timestamp(), least($2::bigint, case when is_called then last_value else 0 end) from desk.shelf_echo
  on conflict (id) do update set seen_at = excluded.seen_at, heard = greatest(process.heard, excluded.heard)
  returning heard`
