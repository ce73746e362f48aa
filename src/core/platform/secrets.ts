// The passwords an installation makes for itself, kept in DATA_DIR/secrets.json, readable by its owner only.
// Losing this file loses access to the embedded database: it is part of the backup.

import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { StartError } from '#core/platform/terminal.ts'

/** `superuser`, `owner` and `reader` open the database; `session` signs cookies and codes. */
export type Secrets = Record<(typeof names)[number], string>

const names = ['superuser', 'owner', 'reader', 'session'] as const

/** Reads the secrets of a data folder, making those that are missing. */
export function readSecrets(dataDir: string): Secrets {
  const file = path.join(dataDir, 'secrets.json')
  const before = readIfThere(file)
  if (before && names.every((name) => before[name])) return before as Secrets
  const secrets = {
    ...Object.fromEntries(names.map((name) => [name, randomBytes(24).toString('base64url')])),
    ...before,
  }
  const draft = path.join(dataDir, `.secrets.${process.pid}.json`)
  mkdirSync(dataDir, { recursive: true })
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 })
  try {
    // A link never replaces: when two processes begin together, the second one takes what the first one wrote.
    if (before) renameSync(draft, file)
    else linkSync(draft, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') renameSync(draft, file)
  } finally {
    rmSync(draft, { force: true })
  }
  return readIfThere(file) as Secrets
}

function readIfThere(file: string): Partial<Secrets> | undefined {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw new StartError({
      fr: `${file} ne peut pas être lu : lancez Veillée avec le compte qui l’a installée.`,
      en: `${file} cannot be read: run Veillée with the account that installed it.`,
    })
  }
  try {
    return JSON.parse(text) as Partial<Secrets>
  } catch {
    throw new StartError({
      fr: `${file} est abîmé : remettez celui de votre dernière sauvegarde.`,
      en: `${file} is damaged: put back the one from your last backup.`,
    })
  }
}
