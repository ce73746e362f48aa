// `veillee import stories <folder>`: every .csv and .jsonl file of the folder, a line for each row refused and why.

import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import { importStory, type ImportResult } from '#capabilities/testimonies/import.actions.ts'
import { say, StartError } from '#core/platform/terminal.ts'
import { openInstallation } from '../installation.ts'

export async function importStories([what, folder]: string[]): Promise<number> {
  if (what !== 'stories' || !folder)
    throw new StartError({
      fr: 'Donnez un dossier : veillee import stories mes-recits/',
      en: 'Give a folder: veillee import stories my-stories/',
    })
  const files = await filesOf(folder)
  const { desk, close } = await openInstallation()
  try {
    const { id: space_id } = await desk.db
      .selectFrom('desk.space')
      .select('id')
      .orderBy('slug')
      .executeTakeFirstOrThrow()
    const count = { imported: 0, already: 0, refused: 0 }
    for (const file of files)
      for (const { row, line } of await rowsOf(path.join(folder, file))) {
        const result: ImportResult =
          row === undefined
            ? { outcome: 'refused', mistakes: { line: 'bad_text' } }
            : await importStory(desk, space_id, row)
        count[result.outcome] += 1
        if (result.outcome === 'refused') tellRefusal(file, line, result.mistakes)
      }
    console.log(
      say({
        fr: `${count.imported} récits entrés, ${count.already} déjà là, ${count.refused} refusés.`,
        en: `${count.imported} stories brought in, ${count.already} already there, ${count.refused} refused.`,
      }),
    )
    return count.refused > 0 ? 1 : 0
  } finally {
    await close()
  }
}

async function filesOf(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => {
    throw new StartError({
      fr: `Le dossier ${folder} ne peut pas être lu : vérifiez son nom.`,
      en: `The folder ${folder} cannot be read: check its name.`,
    })
  })
  const files = names.filter((name) => /\.(csv|jsonl)$/i.test(name)).toSorted()
  if (files.length === 0)
    throw new StartError({
      fr: `Aucun fichier .csv ou .jsonl dans ${folder}.`,
      en: `No .csv or .jsonl file in ${folder}.`,
    })
  return files
}

type Row = { row: unknown; line: number }

/** Rows with the line they start on; `row` is undefined when a line cannot be read at all. */
async function rowsOf(file: string): Promise<Row[]> {
  const text = decoded(await readFile(file), file)
  if (/\.csv$/i.test(file)) {
    try {
      const records = parse(text, {
        columns: true,
        skip_empty_lines: true,
        info: true,
        delimiter: delimiterOf(text),
        max_record_size: 2_000_000,
      }) as { record: Record<string, string>; info: { lines: number } }[]
      // An empty cell is a missing one: what the file does not say takes its usual value. csv-parse tells a record’s last line.
      return records.map(({ record }, index) => ({
        row: withoutEmpty(record),
        line: (records[index - 1]?.info.lines ?? 1) + 1,
      }))
    } catch (error) {
      throw new StartError({
        fr: `${file} n’est pas un CSV lisible : ${(error as Error).message}`,
        en: `${file} is not a readable CSV: ${(error as Error).message}`,
      })
    }
  }
  return text.split('\n').flatMap((each, index): Row[] => {
    if (each.trim() === '') return []
    try {
      return [{ row: JSON.parse(each) as unknown, line: index + 1 }]
    } catch {
      return [{ row: undefined, line: index + 1 }]
    }
  })
}

const withoutEmpty = (record: Record<string, string>) =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value.trim() !== ''))

/** Anything but UTF-8 would lose its accents silently. */
function decoded(bytes: Uint8Array, file: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new StartError({
      fr: `${file} n’est pas en UTF-8 : enregistrez-le de nouveau en « CSV UTF-8 ».`,
      en: `${file} is not in UTF-8: save it again as "CSV UTF-8".`,
    })
  }
}

/** The sign between columns, as the line of their names shows it: French spreadsheets write semicolons. */
function delimiterOf(text: string): string {
  const [names = ''] = text.split('\n', 1)
  return [';', '\t'].find((sign) => names.includes(sign)) ?? ','
}

const reasons: Record<string, { fr: string; en: string }> = {
  required: { fr: 'manque', en: 'is missing' },
  too_long: { fr: 'est trop long', en: 'is too long' },
  too_short: { fr: 'est trop court', en: 'is too short' },
  bad_choice: { fr: 'n’est pas un des choix possibles', en: 'is not one of the choices' },
  bad_email: { fr: 'n’est pas une adresse', en: 'is not a mail address' },
  bad_phone: { fr: 'n’est pas un numéro', en: 'is not a telephone number' },
  bad_date: {
    fr: 'n’est pas une date (1969, 1969-01, 1974~, 197X, 1958/1962)',
    en: 'is not a date (1969, 1969-01, 1974~, 197X, 1958/1962)',
  },
  bad_number: { fr: 'n’est pas un nombre attendu', en: 'is not an expected number' },
  bad_language: { fr: 'n’est pas une langue (fr, ar, zh-Hant…)', en: 'is not a language (fr, ar, zh-Hant…)' },
  bad_code: { fr: 'n’est pas un code', en: 'is not a code' },
  bad_text: { fr: 'ne peut pas être lu', en: 'cannot be read' },
  taken: { fr: 'est en double', en: 'comes twice' },
  unknown_theme: { fr: 'nomme un thème qui n’existe pas ici', en: 'names a theme that does not exist here' },
  unknown_member: {
    fr: 'n’est pas l’adresse d’un membre qui a ce rôle',
    en: 'is not the address of a member with that role',
  },
  unknown_column: { fr: 'est une colonne inconnue', en: 'is an unknown column' },
}

function tellRefusal(file: string, line: number, mistakes: Record<string, string>): void {
  for (const [field, reason] of Object.entries(mistakes)) {
    const why = reasons[reason] ?? { fr: reason, en: reason }
    console.log(
      say({
        fr: `${file}, ligne ${line} : « ${field} » ${why.fr}.`,
        en: `${file}, line ${line}: "${field}" ${why.en}.`,
      }),
    )
  }
}
