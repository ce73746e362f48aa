// Letters: written into the desk in the same transaction as what causes them, sent later by a job. Without a mail
// server they stay, visible to the administrator. Once sent, a letter is kept without its words (codes, links).

import { createTransport } from 'nodemailer'
import type { Kysely } from 'kysely'
import type { Config } from './config.ts'
import type { Log } from './log.ts'
import type { PlatformTables } from './platform.tables.ts'

export type Letter = { to_address: string; subject: string; body: string }

const maxAttempts = 8
const keptDays = 30
/** Longer than the slowest answer of a mail server. */
const heldSeconds = 60

/** Puts a letter in the outbox. */
export async function writeLetter<Tables extends PlatformTables>(
  db: Kysely<Tables>,
  letter: Letter,
  now: Date,
): Promise<void> {
  await outbox(db)
    .insertInto('desk.mail')
    .values({ ...letter, created_at: now, sent_at: null, last_error: null })
    .execute()
}

const outbox = <Tables extends PlatformTables>(db: Kysely<Tables>) => db as unknown as Kysely<PlatformTables>

/**
 * Sends what waits, oldest first; a letter refused is tried again later, eight times in all, and its error kept.
 * Gives how many left. Never inside a transaction: a mail server may be slow.
 */
export async function sendWaiting<Tables extends PlatformTables>(
  db: Kysely<Tables>,
  config: Pick<Config, 'smtp_url' | 'origin'>,
  log: Pick<Log, 'warn'>,
  now: () => Date = () => new Date(),
): Promise<number> {
  const mail = outbox(db)
  await mail
    .deleteFrom('desk.mail')
    .where('created_at', '<', new Date(now().getTime() - keptDays * 86_400_000))
    .execute()
  if (!config.smtp_url) return 0
  const waiting = await mail
    .selectFrom('desk.mail')
    .selectAll()
    .where('sent_at', 'is', null)
    .where('attempts', '<', maxAttempts)
    .where((eb) =>
      eb.or([eb('tried_at', 'is', null), eb('tried_at', '<', new Date(now().getTime() - heldSeconds * 1000))]),
    )
    .orderBy('created_at')
    .limit(50)
    .execute()
  if (waiting.length === 0) return 0
  const transport = createTransport({
    url: config.smtp_url,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
  })
  let sent = 0
  try {
    for (const letter of waiting) {
      // Taken before it leaves, and held while it does: of two servers on one base, one sends it.
      const taken = await mail
        .updateTable('desk.mail')
        .set({ attempts: letter.attempts + 1, tried_at: now() })
        .where('id', '=', letter.id)
        .where('attempts', '=', letter.attempts)
        .where('sent_at', 'is', null)
        .executeTakeFirst()
      if (!taken.numUpdatedRows) continue
      try {
        await transport.sendMail({
          from: senderOf(config),
          to: letter.to_address,
          subject: letter.subject,
          text: letter.body,
        })
        await mail
          .updateTable('desk.mail')
          .set({ sent_at: now(), body: '', last_error: null })
          .where('id', '=', letter.id)
          .execute()
        sent += 1
      } catch (error) {
        const last_error = String(error instanceof Error ? error.message : error).slice(0, 500)
        await mail.updateTable('desk.mail').set({ last_error }).where('id', '=', letter.id).execute()
        // What a mail server answers often repeats the address: the letters' page shows it, the log does not.
        const { code, responseCode } = error as { code?: string; responseCode?: number }
        log.warn('mail', { letter: letter.id, code, answer: responseCode })
      }
    }
  } finally {
    transport.close()
  }
  return sent
}

/** The mail account when it is an address, else veillee@ the site's own name. */
function senderOf(config: Pick<Config, 'smtp_url' | 'origin'>): { name: string; address: string } {
  const user = decodeURIComponent(new URL(config.smtp_url ?? 'smtp://none').username)
  return { name: 'Veillée', address: user.includes('@') ? user : `veillee@${new URL(config.origin).hostname}` }
}
