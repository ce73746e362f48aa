// Prepares a database: the schemas `desk` and `shelf`, and the role that reads the shelf and nothing else.
// Safe to run at every start. What it cannot do for lack of rights, it says in one plain line.

import pg from 'pg'
import { connectionError } from '#core/platform/database-errors.ts'
import { StartError } from '#core/platform/terminal.ts'

export type Preparation = {
  /** As the owner. */
  readonly url: string
  /** As a superuser of the same database, when we have one (embedded server). */
  readonly adminUrl?: string
  /** As the reader, when the person gives it; else `veillee_reader` is made with this password. */
  readonly readerUrl?: string
  readonly readerPassword: string
}

const oldestVersion = 15
const readerRole = 'veillee_reader'

/** Prepares the database and gives the address of its reader. Refusals come first: then nothing was changed. */
export async function prepareDatabase(preparation: Preparation): Promise<string> {
  const { url, adminUrl, readerPassword } = preparation
  const isGiven = preparation.readerUrl !== undefined
  const readerUrl = preparation.readerUrl ?? asUser(url, readerRole, readerPassword)
  const readerName = decodeURIComponent(new URL(readerUrl).username)
  await as('DATABASE_URL', url, async (owner) => {
    await refuseOld(owner)
    await refuseWithoutSchemas(owner)
    if (!isGiven) await as('DATABASE_URL', adminUrl ?? url, (admin) => makeReader(admin, readerPassword))
    await refuseStranger(readerUrl, isGiven)
    await owner.query('create schema if not exists desk')
    await owner.query('create schema if not exists shelf')
    if (adminUrl) await as('DATABASE_URL', adminUrl, closeToPublic)
    await grantShelf(owner, readerName)
  })
  await as(isGiven ? 'READER_DATABASE_URL' : 'DATABASE_URL', readerUrl, refuseWrongRights)
  return readerUrl
}

async function as<Result>(setting: string, url: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 })
  client.on('error', () => {})
  try {
    await client.connect()
  } catch (error) {
    await client.end().catch(() => {})
    throw connectionError(setting, url, error)
  }
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** Throws a StartError below PostgreSQL 15. */
export async function refuseOld(client: Pick<pg.Client, 'query'>): Promise<void> {
  const { rows } = await client.query(`select current_setting('server_version_num')::int / 10000 as version`)
  const { version } = rows[0] as { version: number }
  if (version >= oldestVersion) return
  throw new StartError({
    fr: `DATABASE_URL : ce serveur est PostgreSQL ${version}, il faut PostgreSQL ${oldestVersion} ou plus récent. Mettez-le à jour.`,
    en: `DATABASE_URL: this server is PostgreSQL ${version}, PostgreSQL ${oldestVersion} or later is needed. Upgrade it.`,
  })
}

async function refuseWithoutSchemas(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query(
    `select has_database_privilege(current_database(), 'create')
       or (select count(*) = 2 from pg_namespace where nspname in ('desk', 'shelf')) as may`,
  )
  if (rows[0].may) return
  const { user, database } = owner
  throw new StartError({
    fr: `DATABASE_URL : « ${user} » ne peut pas créer de schéma dans « ${database} ». Donnez-lui la base : ALTER DATABASE ${database} OWNER TO ${user}.`,
    en: `DATABASE_URL: "${user}" may not create schemas in "${database}". Give it the database: ALTER DATABASE ${database} OWNER TO ${user}.`,
  })
}

// Read-only and short by default, on top of having no right to write: a slow public question does not hold the others.
async function makeReader(admin: pg.Client, password: string): Promise<void> {
  const { rowCount } = await admin.query('select from pg_roles where rolname = $1', [readerRole])
  if (rowCount) return
  try {
    await admin.query('begin')
    await admin.query(`create role ${readerRole} login password ${pg.escapeLiteral(password)}`)
    await admin.query(`alter role ${readerRole} set default_transaction_read_only = on`)
    await admin.query(`alter role ${readerRole} set statement_timeout = '15s'`)
    await admin.query('commit')
  } catch (error) {
    await admin.query('rollback')
    throw readerNeeded(
      `« ${admin.user} » ne peut pas créer le rôle ${readerRole}`,
      `"${admin.user}" may not create the role ${readerRole}`,
      error,
    )
  }
}

// On our own server, what PostgreSQL leaves open to every role is closed. Elsewhere the database may serve others too.
async function closeToPublic(admin: pg.Client): Promise<void> {
  await admin.query(`revoke all on database ${pg.escapeIdentifier(admin.database as string)} from public`)
  await admin.query('revoke all on schema public from public')
}

async function grantShelf(owner: pg.Client, reader: string): Promise<void> {
  const role = pg.escapeIdentifier(reader)
  const known = await owner.query('select from pg_roles where rolname = $1', [reader])
  if (!known.rowCount) return
  const database = pg.escapeIdentifier(owner.database as string)
  await owner.query(`grant connect on database ${database} to ${role}`)
  await owner.query(`grant usage on schema shelf to ${role}`)
  await owner.query(`grant select on all tables in schema shelf to ${role}`)
  await owner.query(`alter default privileges in schema shelf grant select on tables to ${role}`)
}

// A role of that name may be another town's: nothing is granted to a role whose password we do not have.
async function refuseStranger(readerUrl: string, isGiven: boolean): Promise<void> {
  try {
    await as('READER_DATABASE_URL', readerUrl, async () => {})
  } catch (error) {
    const code = ((error as Error).cause as { code?: string } | undefined)?.code
    // "May not connect to this database" is what the grants that follow put right.
    if (code === '42501') return
    if (isGiven || code !== '28P01') throw error
    throw readerNeeded(
      `le rôle ${readerRole} existe déjà sur ce serveur, avec un autre mot de passe`,
      `the role ${readerRole} already exists on this server, with another password`,
      error,
    )
  }
}

/** The promise of the whole house: the public's connection cannot see the desk. Checked at every start. */
async function refuseWrongRights(reader: pg.Client): Promise<void> {
  const { rows } = await reader.query(
    `select rolsuper or rolbypassrls or has_database_privilege(current_database(), 'create')
         or coalesce(has_schema_privilege(to_regnamespace('desk'), 'usage, create'), false)
         or coalesce(has_schema_privilege(to_regnamespace('shelf'), 'create'), false) as too_much,
       coalesce(has_schema_privilege(to_regnamespace('shelf'), 'usage'), false) as enough
     from pg_roles where rolname = current_user`,
  )
  const { too_much, enough } = rows[0] as { too_much: boolean; enough: boolean }
  const { user } = reader
  if (too_much) {
    throw new StartError({
      fr: `READER_DATABASE_URL : « ${user} » a trop de droits, le public ne doit lire que le schéma shelf. Donnez un rôle sans droits.`,
      en: `READER_DATABASE_URL: "${user}" has too many rights, the public must read the schema shelf only. Give a role without rights.`,
    })
  }
  if (!enough) {
    throw new StartError({
      fr: `READER_DATABASE_URL : « ${user} » ne peut pas lire le schéma shelf. Vérifiez que c’est un rôle de la même base.`,
      en: `READER_DATABASE_URL: "${user}" may not read the schema shelf. Check that it is a role of the same database.`,
    })
  }
}

function readerNeeded(fr: string, en: string, cause: unknown): StartError {
  return new StartError(
    {
      fr: `DATABASE_URL : ${fr}. Créez un rôle sans droits et donnez son adresse par READER_DATABASE_URL.`,
      en: `DATABASE_URL: ${en}. Create a role without rights and give its address in READER_DATABASE_URL.`,
    },
    { cause },
  )
}

function asUser(url: string, user: string, password: string): string {
  const changed = new URL(url)
  changed.username = user
  changed.password = password
  return changed.href
}
