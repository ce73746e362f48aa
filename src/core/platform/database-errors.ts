// Says in one plain line why PostgreSQL cannot be used, and what to do.

import { StartError, type Sentence } from '#core/platform/terminal.ts'

/** Turns a failed connection into the line that helps. `setting` is the name of the setting the address came from. */
export function connectionError(setting: string, url: string, error: unknown): StartError {
  return new StartError(reasonOf(setting, url, error), { cause: error })
}

function reasonOf(setting: string, url: string, error: unknown): Sentence {
  const code = codeOf(error)
  const { server, user, database } = partsOf(url)
  switch (code) {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return {
        fr: `${setting} : le serveur « ${server} » est introuvable. Vérifiez son nom.`,
        en: `${setting}: there is no server "${server}". Check its name.`,
      }
    case '28P01':
    case '28000':
      return {
        fr: `${setting} : PostgreSQL refuse le nom « ${user} » ou son mot de passe. Vérifiez les deux.`,
        en: `${setting}: PostgreSQL refuses the name "${user}" or its password. Check both.`,
      }
    case '3D000':
      return {
        fr: `${setting} : la base « ${database} » n’existe pas. Créez-la (createdb ${database}) ou corrigez son nom.`,
        en: `${setting}: the database "${database}" does not exist. Create it (createdb ${database}) or correct its name.`,
      }
    case '53300':
      return {
        fr: `${setting} : PostgreSQL a trop de connexions ouvertes. Augmentez max_connections ou fermez-en.`,
        en: `${setting}: PostgreSQL has too many open connections. Raise max_connections or close some.`,
      }
    case '57P03':
      return {
        fr: `${setting} : PostgreSQL démarre ou s’arrête. Relancez Veillée dans un instant.`,
        en: `${setting}: PostgreSQL is starting or stopping. Start Veillée again in a moment.`,
      }
    default:
      return {
        fr: `${setting} : PostgreSQL ne répond pas sur ${server} (${code}). Vérifiez l’adresse, et qu’il est lancé.`,
        en: `${setting}: PostgreSQL does not answer on ${server} (${code}). Check the address, and that it is running.`,
      }
  }
}

function codeOf(error: unknown): string {
  // Trying several addresses of one name gives one error for each.
  const first = error instanceof AggregateError ? error.errors[0] : error
  const { code, message } = first as { code?: string; message?: string }
  return code ?? message ?? 'error'
}

function partsOf(text: string): { server: string; user: string; database: string } {
  const url = new URL(text)
  return {
    server: `${decodeURIComponent(url.hostname)}:${url.port || 5432}`,
    user: decodeURIComponent(url.username),
    database: decodeURIComponent(url.pathname.slice(1)),
  }
}

/** Errors of the connection itself, not of a query. Class 08: connection; 57P: shutting down; 53300: too many. */
export function isDatabaseAway(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code
  if (typeof code === 'string') return /^(08|57P|57014|53300|ECONN|EPIPE|ETIMEDOUT|ENOTFOUND)/.test(code)
  // What the driver says by itself, without a code: a connection that fell between two queries of one transaction, too.
  return (
    error instanceof Error &&
    /connection terminated|timeout exceeded when trying to connect|query read timeout|not queryable/i.test(
      error.message,
    )
  )
}
