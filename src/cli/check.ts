// `veillee check`: looks at the installation without changing it, and says in one line each what holds and what does
// not. Exit code 1 when something must be put right. With --files, every file is read again, and healed when it can be.

import { sql } from 'kysely'
import { isChainIntact } from '#core/consent/consents.ts'
import { readFacts } from '#core/shelf/facts.ts'
import { shelve } from '#core/shelf/shelve.ts'
import type { DeskTransaction } from '#core/desk.ts'
import { say, type Sentence } from '#core/platform/terminal.ts'
import { openInstallation, type Installation } from '../installation.ts'
import { filesAreWhole } from './check.files.ts'
import { tell } from './check.lines.ts'

export async function check(args: string[] = []): Promise<number> {
  const installation = await openInstallation()
  try {
    const problems = [
      ...(await readerSeesOnlyTheShelf(installation)),
      ...(await ledgersAreWhole(installation)),
      ...(await shelfIsTrue(installation)),
      ...(await filesAreWhole(installation.desk, installation.config, installation.log, args.includes('--files'))),
    ]
    for (const problem of problems) console.log(say(problem))
    if (problems.length === 0) console.log(say({ fr: 'Tout va bien.', en: 'All is well.' }))
    return problems.length ? 1 : 0
  } finally {
    await installation.close()
  }
}

/** The public's role must not be able to read one row of the desk. */
async function readerSeesOnlyTheShelf({ database }: Installation): Promise<Sentence[]> {
  const { rows } = await sql<{ name: string }>`
    select table_schema || '.' || table_name as name from information_schema.table_privileges
    where grantee = current_user and (table_schema <> 'shelf' or privilege_type <> 'SELECT')`.execute(database.reader)
  const seen = rows.map((row) => row.name).join(', ')
  return tell(
    rows.length === 0,
    { fr: 'Le public ne lit que l’étagère.', en: 'The public reads the shelf only.' },
    {
      fr: `Le rôle du public a des droits de trop : ${seen}. Retirez-les (revoke).`,
      en: `The public’s role has rights too many: ${seen}. Revoke them.`,
    },
  )
}

async function ledgersAreWhole({ desk }: Installation): Promise<Sentence[]> {
  const contributions = await desk.db.selectFrom('desk.consent').select('contribution_id').distinct().execute()
  let broken = 0
  for (const { contribution_id } of contributions) if (!(await isChainIntact(desk.db, contribution_id))) broken += 1
  return tell(
    broken === 0,
    {
      fr: `${contributions.length} registres d’accords, intacts.`,
      en: `${contributions.length} consent ledgers, intact.`,
    },
    {
      fr: `${broken} registres d’accords ont été modifiés : remettez une sauvegarde et cherchez qui.`,
      en: `${broken} consent ledgers were altered: restore a backup and find out who did it.`,
    },
  )
}

/** What the shelf holds is what publish() would put there now. */
async function shelfIsTrue({ desk }: Installation): Promise<Sentence[]> {
  const ids = (await desk.db.selectFrom('desk.contribution').select('id').execute()).map((row) => row.id)
  const shelved = new Set((await desk.db.selectFrom('shelf.item').select('id').execute()).map((row) => row.id))
  const now = desk.now()
  const wrong = await desk.db.transaction().execute(async (tx: DeskTransaction) => {
    let count = 0
    for (let at = 0; at < ids.length; at += 200)
      for (const facts of await readFacts(tx, desk.kinds, ids.slice(at, at + 200)))
        if ((shelve(facts, now).item !== null) !== shelved.has(facts.id)) count += 1
    return count
  })
  return tell(
    wrong === 0,
    { fr: `${shelved.size} pages publiques, toutes permises.`, en: `${shelved.size} public pages, all allowed.` },
    {
      fr: `${wrong} contributions ne sont pas là où elles devraient : redémarrez Veillée, puis recommencez.`,
      en: `${wrong} contributions are not where they should be: restart Veillée, then check again.`,
    },
  )
}
