// The settings of an installation, read once from the environment. `settings` is the documented table: the help prints it.
// A wrong value stops the start with one plain line; nothing else reads process.env for these names.

import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { projectFolder } from '#core/platform/assets.ts'
import { mayBePrivate } from '#core/platform/private-address.ts'
import { StartError, type Sentence } from '#core/platform/terminal.ts'
import { isSamePlace, readVaultAddress } from '#core/platform/vault/address.ts'

export type Config = {
  readonly port: number
  readonly host: string
  /** The public address, without a final slash: `https://recits.valmorey.example`. */
  readonly origin: string
  readonly data_dir: string
  readonly database_url?: string
  readonly reader_database_url?: string
  /** Where files are kept (vault/address.ts); DATA_DIR/files without it. */
  readonly files_url?: string
  /** Their second copy. */
  readonly files_copy_url?: string
  /** The largest file that may be brought, and how much one person may bring in a day, in bytes. */
  readonly files_max_size: number
  readonly files_quota_day: number
  /** How much the whole site may keep; as much as the disk allows without it. */
  readonly files_quota?: number
  /** The virus scanner that files go through (core/media/receive/scan.ts); none without it. */
  readonly clamd_url?: string
  readonly smtp_url?: string
  /** What writes down what is said in a sound: a program and its words, or a local address. Nothing without it. */
  readonly transcribe?: { readonly command: readonly string[] } | { readonly url: string }
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
    name: 'FILES_URL',
    fallback: '',
    meaning: {
      fr: 'où garder les fichiers (s3://… ou file:///…) ; sans elle, dans DATA_DIR',
      en: 'where files are kept (s3://… or file:///…); without it, in DATA_DIR',
    },
  },
  {
    name: 'FILES_COPY_URL',
    fallback: '',
    meaning: {
      fr: 'seconde copie des fichiers reçus, ailleurs (s3://… ou file:///…) ; sans elle, il n’y en a pas',
      en: 'second copy of the files received, elsewhere (s3://… or file:///…); without it, there is none',
    },
  },
  {
    name: 'FILES_MAX_SIZE',
    fallback: '8GB',
    meaning: { fr: 'taille du plus gros fichier accepté', en: 'size of the largest file accepted' },
  },
  {
    name: 'FILES_QUOTA_DAY',
    fallback: '50GB',
    meaning: { fr: 'ce qu’une personne peut envoyer en un jour', en: 'what one person may send in a day' },
  },
  {
    name: 'FILES_QUOTA',
    fallback: '',
    meaning: {
      fr: 'ce que tout le site peut garder de fichiers (500GB) ; sans elle, un dixième du disque reste toujours libre',
      en: 'what the whole site may keep of files (500GB); without it, a tenth of the disk always stays free',
    },
  },
  {
    name: 'CLAMD_URL',
    fallback: '',
    meaning: {
      fr: 'antivirus clamd (clamd://127.0.0.1:3310 ou clamd:///run/clamav/clamd.ctl) ; sans elle, pas d’antivirus',
      en: 'clamd virus scanner (clamd://127.0.0.1:3310 or clamd:///run/clamav/clamd.ctl); without it, no scanner',
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
    name: 'TRANSCRIBE_COMMAND',
    fallback: '',
    meaning: {
      fr: 'programme qui écrit ce que disent les voix, avec l’accord des témoins ; {file} et {language} y sont remplacés',
      en: 'program that writes down what voices say, when witnesses agree; {file} and {language} are replaced in it',
    },
  },
  {
    name: 'TRANSCRIBE_URL',
    fallback: '',
    meaning: {
      fr: 'la même chose par une adresse de votre réseau, comme http://127.0.0.1:8000/v1/audio/transcriptions',
      en: 'the same through an address of your network, such as http://127.0.0.1:8000/v1/audio/transcriptions',
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
  const transcribe = transcription(value('TRANSCRIBE_COMMAND'), value('TRANSCRIBE_URL'))
  const clamd_url = clamdUrl(value('CLAMD_URL'))
  const data_dir = path.resolve(value('DATA_DIR') ?? path.join(projectFolder, 'data'))
  const files_url = filesUrl('FILES_URL', value('FILES_URL'))
  const files_copy_url = filesUrl('FILES_COPY_URL', value('FILES_COPY_URL'))
  if (files_copy_url && isSamePlace(files_copy_url, files_url ?? pathToFileURL(`${data_dir}/files`).href)) {
    throw new StartError({
      fr: 'FILES_COPY_URL est l’endroit même où les fichiers sont gardés : donnez-en un autre.',
      en: 'FILES_COPY_URL is the very place where files are kept: give another one.',
    })
  }
  return {
    port,
    host: hostName(value('HOST') ?? '127.0.0.1'),
    origin: originUrl(value('ORIGIN') ?? `http://localhost:${port}`),
    data_dir,
    ...(database_url && { database_url }),
    ...(reader_database_url && { reader_database_url }),
    ...(files_url && { files_url }),
    ...(files_copy_url && { files_copy_url }),
    ...readLimits(value),
    ...(clamd_url && { clamd_url }),
    ...(smtp_url && { smtp_url }),
    ...(transcribe && { transcribe }),
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

// This address holds a secret too.
function filesUrl(name: string, text: string | undefined): string | undefined {
  if (text === undefined || readVaultAddress(text)) return text
  throw wrong(name, '…', {
    fr: 'donnez une adresse comme s3://CLÉ:SECRET@serveur/seau?region=fr-par ou file:///srv/fichiers',
    en: 'give an address such as s3://KEY:SECRET@server/bucket?region=fr-par or file:///srv/files',
  })
}

/** How much may be brought when no setting says otherwise. */
export const usualLimits = { files_max_size: 8e9, files_quota_day: 50e9 }

function readLimits(value: (name: string) => string | undefined) {
  const files_quota = fileSize('FILES_QUOTA', value('FILES_QUOTA'))
  return {
    files_max_size: fileSize('FILES_MAX_SIZE', value('FILES_MAX_SIZE')) ?? usualLimits.files_max_size,
    files_quota_day: fileSize('FILES_QUOTA_DAY', value('FILES_QUOTA_DAY')) ?? usualLimits.files_quota_day,
    ...(files_quota !== undefined && { files_quota }),
  }
}

function fileSize(name: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined
  const [, number, unit = ''] = /^(\d{1,6}) ?(MB|GB|TB)$/i.exec(text) ?? []
  const bytes = Number(number) * ({ MB: 1e6, GB: 1e9, TB: 1e12 }[unit.toUpperCase()] ?? Number.NaN)
  if (bytes > 0) return bytes
  throw wrong(name, text, {
    fr: 'donnez une taille comme 500MB, 8GB ou 2TB',
    en: 'give a size such as 500MB, 8GB or 2TB',
  })
}

function clamdUrl(text: string | undefined): string | undefined {
  if (text === undefined) return undefined
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol === 'clamd:' && (url.hostname ? url.pathname.length <= 1 : url.pathname.length > 1)) return text
  throw wrong('CLAMD_URL', text, {
    fr: 'donnez une adresse comme clamd://127.0.0.1:3310 ou clamd:///run/clamav/clamd.ctl',
    en: 'give an address such as clamd://127.0.0.1:3310 or clamd:///run/clamav/clamd.ctl',
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

function transcription(command: string | undefined, address: string | undefined): Config['transcribe'] {
  if (command && address)
    throw new StartError({
      fr: 'TRANSCRIBE_COMMAND et TRANSCRIBE_URL sont données toutes deux : n’en gardez qu’une.',
      en: 'TRANSCRIBE_COMMAND and TRANSCRIBE_URL are both set: keep only one.',
    })
  if (command) {
    const words = wordsOfCommand(command)
    if (words?.[0]) return { command: words }
    throw wrong('TRANSCRIBE_COMMAND', '…', {
      fr: 'donnez un programme et ses mots, comme whisper-cli -l {language} {file}',
      en: 'give a program and its words, such as whisper-cli -l {language} {file}',
    })
  }
  if (address === undefined) return undefined
  const url = URL.canParse(address) ? new URL(address) : undefined
  if (url && /^https?:$/.test(url.protocol) && !url.username && mayBePrivate(url.hostname)) return { url: url.href }
  throw wrong('TRANSCRIBE_URL', address, {
    fr: 'donnez une adresse de cette machine ou de votre réseau, comme http://127.0.0.1:8000/v1/audio/transcriptions : les voix ne sortent pas de chez vous',
    en: 'give an address of this machine or of your network, such as http://127.0.0.1:8000/v1/audio/transcriptions: voices do not leave your place',
  })
}

/** Words parted by spaces, quotation marks holding some together; undefined when one is not closed. */
function wordsOfCommand(command: string): string[] | undefined {
  const pieces = [...command.matchAll(/"([^"]*)"|'([^']*)'|([^\s"']+)/g)]
  const rest = command.replace(/"[^"]*"|'[^']*'/g, '')
  return /["']/.test(rest) ? undefined : pieces.map((piece) => piece[1] ?? piece[2] ?? piece[3] ?? '')
}

function demoTown(text: string): 'valmorey' | 'none' {
  if (text === 'valmorey' || text === 'none') return text
  throw wrong('DEMO', text, {
    fr: 'donnez valmorey pour la ville de démonstration, ou none pour partir de rien',
    en: 'give valmorey for the demonstration town, or none to start empty',
  })
}
