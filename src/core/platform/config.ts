// The settings of an installation, read once from the environment. `settings` is the documented table: the help prints it.
// A wrong value stops the start with one plain line; nothing else reads process.env for these names.

import path from 'node:path'
import { projectFolder } from '#core/platform/assets.ts'
import { StartError, type Sentence } from '#core/platform/terminal.ts'

export type Config = {
  readonly port: number
  readonly host: string
  /** The public address, without a final slash: `https://recits.valmorey.example`. */
  readonly origin: string
  readonly data_dir: string
  readonly database_url?: string
  readonly reader_database_url?: string
  readonly smtp_url?: string
  /** The demonstration town loaded into an empty database. */
  readonly demo: 'valmorey' | 'none'
  /** How many proxies stand in front: the visitor's address is read that far from the right of X-Forwarded-For. */
  readonly trusted_proxies: number
}

export type Setting = { readonly name: string; readonly fallback: string; readonly meaning: Sentence }

/** Every setting, its value when absent, and what it is for. */
export const settings: readonly Setting[] = [
  { name: 'PORT', fallback: '3000', meaning: { fr: 'port sur lequel Veillée répond', en: 'port Veillée answers on' } },
  {
    name: 'HOST',
    fallback: '127.0.0.1',
    meaning: {
      fr: 'adresse d’écoute ; 0.0.0.0 ou :: pour répondre au réseau',
      en: 'address to listen on; 0.0.0.0 or :: to answer the network',
    },
  },
  {
    name: 'ORIGIN',
    fallback: 'http://localhost:PORT',
    meaning: {
      fr: 'adresse publique du site, par exemple https://recits.exemple.fr',
      en: 'public address of the site, for example https://stories.example.org',
    },
  },
  {
    name: 'DATA_DIR',
    fallback: './data',
    meaning: { fr: 'dossier des données, à sauvegarder', en: 'folder of the data, to be backed up' },
  },
  {
    name: 'DATABASE_URL',
    fallback: '',
    meaning: {
      fr: 'PostgreSQL 15 ou plus récent (postgres://…) ; sans elle, Veillée lance le sien dans DATA_DIR',
      en: 'PostgreSQL 15 or later (postgres://…); without it, Veillée runs its own in DATA_DIR',
    },
  },
  {
    name: 'READER_DATABASE_URL',
    fallback: '',
    meaning: {
      fr: 'la même base, avec un rôle qui ne lit que ce qui est public ; sans elle, Veillée crée veillee_reader',
      en: 'the same database, with a role that only reads what is public; without it, Veillée creates veillee_reader',
    },
  },
  {
    name: 'SMTP_URL',
    fallback: '',
    meaning: {
      fr: 'serveur de courriel (smtp://…) ; sans elle, les messages restent visibles dans la boîte d’envoi',
      en: 'mail server (smtp://…); without it, messages stay visible in the outbox',
    },
  },
  {
    name: 'DEMO',
    fallback: 'valmorey',
    meaning: {
      fr: 'ville de démonstration mise dans une base vide ; none pour partir de rien',
      en: 'demonstration town put into an empty database; none to start empty',
    },
  },
  {
    name: 'TRUSTED_PROXIES',
    fallback: '0',
    meaning: {
      fr: 'nombre de serveurs mandataires placés devant Veillée',
      en: 'number of reverse proxies in front of Veillée',
    },
  },
]

/** Reads the settings. Throws a StartError naming the first wrong one and what to write instead. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const value = (name: string) => env[name]?.trim() || undefined
  const port = wholeNumber('PORT', value('PORT') ?? '3000', 1, 65535)
  const database_url = databaseUrl('DATABASE_URL', value('DATABASE_URL'))
  const reader_database_url = databaseUrl('READER_DATABASE_URL', value('READER_DATABASE_URL'))
  if (reader_database_url && !database_url) {
    throw new StartError({
      fr: 'READER_DATABASE_URL est donnée sans DATABASE_URL : donnez les deux, ou aucune.',
      en: 'READER_DATABASE_URL is set without DATABASE_URL: set both, or neither.',
    })
  }
  const smtp_url = smtpUrl(value('SMTP_URL'))
  return {
    port,
    host: hostName(value('HOST') ?? '127.0.0.1'),
    origin: originUrl(value('ORIGIN') ?? `http://localhost:${port}`),
    data_dir: path.resolve(value('DATA_DIR') ?? path.join(projectFolder, 'data')),
    ...(database_url && { database_url }),
    ...(reader_database_url && { reader_database_url }),
    ...(smtp_url && { smtp_url }),
    demo: demoTown(value('DEMO') ?? 'valmorey'),
    trusted_proxies: wholeNumber('TRUSTED_PROXIES', value('TRUSTED_PROXIES') ?? '0', 0, 10),
  }
}

function wrong(name: string, shown: string, expected: Sentence): StartError {
  return new StartError({
    fr: `${name}=${shown} ne convient pas : ${expected.fr}.`,
    en: `${name}=${shown} is not right: ${expected.en}.`,
  })
}

function wholeNumber(name: string, text: string, least: number, most: number): number {
  const number = /^\d{1,5}$/.test(text) ? Number(text) : Number.NaN
  if (number >= least && number <= most) return number
  throw wrong(name, text, {
    fr: `donnez un nombre entier entre ${least} et ${most}`,
    en: `give a whole number from ${least} to ${most}`,
  })
}

function hostName(text: string): string {
  if (/^[A-Za-z0-9_.:-]+$/.test(text)) return text
  throw wrong('HOST', text, {
    fr: 'donnez une adresse de cette machine, comme 127.0.0.1 ou 0.0.0.0',
    en: 'give an address of this machine, such as 127.0.0.1 or 0.0.0.0',
  })
}

function originUrl(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined
  const bare = url && url.pathname === '/' && !url.search && !url.hash && !url.username && !url.password
  if (url && bare && (url.protocol === 'http:' || url.protocol === 'https:')) return url.origin
  throw wrong('ORIGIN', text, {
    fr: 'donnez une adresse sans chemin, comme https://recits.exemple.fr',
    en: 'give an address without a path, such as https://stories.example.org',
  })
}

// The address holds a password: a wrong one is never printed back.
function databaseUrl(name: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  const named = url?.hostname && url.pathname.length > 1
  if (named && (url.protocol === 'postgres:' || url.protocol === 'postgresql:')) return text
  throw wrong(name, '…', {
    fr: 'donnez une adresse comme postgres://nom:mot-de-passe@serveur:5432/base',
    en: 'give an address such as postgres://name:password@server:5432/database',
  })
}

function smtpUrl(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.hostname && (url.protocol === 'smtp:' || url.protocol === 'smtps:')) return text
  throw wrong('SMTP_URL', '…', {
    fr: 'donnez une adresse comme smtps://nom:mot-de-passe@serveur:465',
    en: 'give an address such as smtps://name:password@server:465',
  })
}

function demoTown(text: string): 'valmorey' | 'none' {
  if (text === 'valmorey' || text === 'none') return text
  throw wrong('DEMO', text, {
    fr: 'donnez valmorey pour la ville de démonstration, ou none pour partir de rien',
    en: 'give valmorey for the demonstration town, or none to start empty',
  })
}
