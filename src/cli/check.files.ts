// `veillee check` on the files: how many are kept, when they were read again, what is damaged or missing, the second
// copy, the bin, the room left, sendings that wait, programs that are missing. With --files everything is read again now, and what can be healed is.

import type { Desk } from '#core/desk.ts'
import { codesOf } from '#core/media/fixity.letters.ts'
import { readAll } from '#core/media/fixity.ts'
import { readPrograms, type Programs } from '#core/media/programs.ts'
import {
  concernsOf,
  countCopies,
  countSendings,
  readVaultState,
  type SendingsState,
  type VaultState,
} from '#core/media/vault-state.ts'
import type { Config } from '#core/platform/config.ts'
import type { Log } from '#core/platform/log.ts'
import { say, terminalLanguage, type Sentence } from '#core/platform/terminal.ts'
import { tell } from './check.lines.ts'

/** Looks at every file kept. `log` takes what could not be read. */
export async function filesAreWhole(
  desk: Desk,
  config: Pick<Config, 'clamd_url'>,
  log: Log,
  isReadingAll: boolean,
): Promise<Sentence[]> {
  const unread = isReadingAll ? await readEverything(desk, log) : 0
  const state = await readVaultState(desk)
  const copies = await countCopies(desk)
  const concerns = concernsOf(state, copies)
  sayWhatWaits(state, await countSendings(desk))
  const wrong = [...state.damaged, ...state.lost, ...state.missing]
  const where = (await codesOf(desk.db, wrong)).join(', ')
  const { read_since } = state
  return [
    ...tell(
      !concerns.includes('originals') && unread === 0,
      {
        fr: `${plural(state.originals, 'original', 'originaux')}, ${sizeOf(state.bytes)}, tous là${read_since ? `, relus depuis le ${dayOf(read_since)}` : ''}.`,
        en: `${plural(state.originals, 'original', 'originals')}, ${sizeOf(state.bytes)}, all there${read_since ? `, read again since ${dayOf(read_since)}` : ''}.`,
      },
      {
        fr: `Originaux abîmés : ${state.damaged.length}, perdus : ${state.lost.length + state.missing.length}, illisibles pour l’instant : ${unread}${where && ` (récits ${where})`}. Remettez-les depuis une sauvegarde, puis : veillee check --files`,
        en: `Originals damaged: ${state.damaged.length}, lost: ${state.lost.length + state.missing.length}, unreadable for now: ${unread}${where && ` (stories ${where})`}. Put them back from a backup, then: veillee check --files`,
      },
    ),
    ...(concerns.includes('late')
      ? tell(
          false,
          { fr: '', en: '' },
          {
            fr: `${state.late} originaux n’ont pas été relus depuis 90 jours : laissez Veillée tourner, ou lancez veillee check --files`,
            en: `${state.late} originals were not read again for 90 days: let Veillée run, or launch veillee check --files`,
          },
        )
      : []),
    ...secondCopyIsWhole(state.copy, !concerns.includes('copy')),
    ...tell(
      !concerns.includes('copies'),
      {
        fr: `Copies à lire et à écouter : ${copies.waiting} en préparation.`,
        en: `Copies to read and listen to: ${copies.waiting} being made.`,
      },
      {
        fr: `${copies.failed} fichiers n’ont pas pu être préparés pour la lecture : « Les fichiers gardés », au bureau, dit pourquoi.`,
        en: `${copies.failed} files could not be prepared for reading: “Files in keeping”, on the desk, says why.`,
      },
    ),
    ...thereIsRoom(state),
    ...programsAreThere(await readPrograms(config)),
  ]
}

async function readEverything(desk: Desk, log: Log): Promise<number> {
  let told = 0
  const { read, healed, copies, unread } = await readAll(desk, {
    log,
    onRead: ({ read: done, bytes }) => {
      if (bytes - told < 1e9) return
      told = bytes
      console.log(say({ fr: `… ${done} relus, ${sizeOf(bytes)}`, en: `… ${done} read, ${sizeOf(bytes)}` }))
    },
  })
  console.log(
    say({
      fr: `${read} originaux relus à l’instant, ${healed} réparés ; ${copies} copies à refaire.`,
      en: `${read} originals read again just now, ${healed} healed; ${copies} copies to be made again.`,
    }),
  )
  return unread
}

function secondCopyIsWhole(copy: VaultState['copy'], isWhole: boolean): Sentence[] {
  if (!copy)
    return tell(
      true,
      { fr: 'Pas de seconde copie (FILES_COPY_URL).', en: 'No second copy (FILES_COPY_URL).' },
      { fr: '', en: '' },
    )
  const { missing, late } = copy
  return tell(
    isWhole,
    missing === 0
      ? { fr: 'Seconde copie : complète.', en: 'Second copy: complete.' }
      : { fr: `Seconde copie : ${missing} en route.`, en: `Second copy: ${missing} on the way.` },
    {
      fr: `Seconde copie : il manque ${late} originaux reçus depuis plus d’un jour. Si elle est toute neuve, laissez-lui le temps ; sinon, vérifiez que FILES_COPY_URL répond.`,
      en: `Second copy: ${late} originals received more than a day ago are missing. If it is brand new, give it time; else check that FILES_COPY_URL answers.`,
    },
  )
}

/** What waits without being anyone's fault: the bin, and what was sent. */
function sayWhatWaits({ trash }: VaultState, { coming, scanner, room, refusals }: SendingsState): void {
  const refused = refusals.reduce((sum, { count }) => sum + count, 0)
  tell(
    true,
    {
      fr: `Corbeille : ${trash.count}${trash.until ? ` (${sizeOf(trash.bytes)}), le premier part le ${dayOf(trash.until)}` : ''}. Envois en cours : ${coming}, en attente de l’antivirus : ${scanner}, de place : ${room}, refusés : ${refused}.`,
      en: `Bin: ${trash.count}${trash.until ? ` (${sizeOf(trash.bytes)}), the first leaves on ${dayOf(trash.until)}` : ''}. Sendings in course: ${coming}, waiting for the scanner: ${scanner}, for room: ${room}, refused: ${refused}.`,
    },
    { fr: '', en: '' },
  )
}

/** Nothing is wrong without them, a scanner that was asked for excepted: files would wait for ever. */
function programsAreThere({ ffmpeg, pdftoppm, typst, scanner }: Programs): Sentence[] {
  const missing = [!ffmpeg && 'ffmpeg', !pdftoppm && 'pdftoppm', !typst && 'Typst'].filter(Boolean).join(', ')
  tell(
    true,
    missing
      ? {
          fr: `Programmes absents, dont Veillée se passe : ${missing}.`,
          en: `Programs not here, done without: ${missing}.`,
        }
      : { fr: 'ffmpeg, pdftoppm et Typst sont là.', en: 'ffmpeg, pdftoppm and Typst are here.' },
    { fr: '', en: '' },
  )
  return scanner === 'unset'
    ? []
    : tell(
        scanner === 'there',
        { fr: 'L’antivirus répond.', en: 'The virus scanner answers.' },
        {
          fr: 'L’antivirus ne répond pas (CLAMD_URL) : les fichiers reçus attendent.',
          en: 'The virus scanner does not answer (CLAMD_URL): files received wait.',
        },
      )
}

function thereIsRoom({ room, receives }: VaultState): Sentence[] {
  if (!room) return []
  return tell(
    receives,
    {
      fr: `Place restante : ${sizeOf(room.free)} sur ${sizeOf(room.total)}.`,
      en: `Room left: ${sizeOf(room.free)} of ${sizeOf(room.total)}.`,
    },
    {
      fr: `Il ne reste que ${sizeOf(room.free)} : plus aucun fichier n’est reçu. Faites de la place.`,
      en: `Only ${sizeOf(room.free)} left: no file is received any more. Make room.`,
    },
  )
}

const plural = (count: number, one: string, many: string): string => `${count} ${count > 1 ? many : one}`

const locale = (): string => (terminalLanguage() === 'fr' ? 'fr-FR' : 'en-GB')

const dayOf = (date: Date): string => new Intl.DateTimeFormat(locale(), { dateStyle: 'long' }).format(date)

function sizeOf(bytes: number): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte']
  const power = Math.min(units.length - 1, Math.max(0, Math.floor(Math.log10(Math.max(1, bytes)) / 3)))
  const format = { style: 'unit', unit: units[power] ?? 'byte', maximumFractionDigits: 1 } as const
  return new Intl.NumberFormat(locale(), format).format(bytes / 1000 ** power)
}
