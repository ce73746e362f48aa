// What became of files that were sent, in plain sentences: just after, and on the bench for as long as they are not there.

import type { Visit } from '#core/doors.ts'
import { outcomeOf, type Outcome } from '#core/media/receive/receive.ts'
import { arrivedOf, listUploads } from '#core/media/receive/uploads.ts'
import { refusalSentence } from '#ui/file-field.tsx'
import { sizeWords } from '#ui/sizes.ts'
import { uploadTexts } from '#ui/upload-texts.ts'
import type { Told } from './uploads.pages.tsx'
import { workshopTexts } from './workshop.texts.ts'

type Asking = Pick<Visit, 'locale' | 'config'>

export const refusedIn = ({ locale, config }: Asking, key: string): string =>
  refusalSentence(locale, key, config.files_max_size)

export function toldOf(visit: Asking, name: string, outcome: Outcome): Told {
  const t = uploadTexts.in(visit.locale)
  if (outcome.state === 'kept') return { name, tone: 'done', sentence: t('file.kept') }
  if (outcome.state === 'refused') return { name, tone: 'problem', sentence: refusedIn(visit, outcome.refusal) }
  if (outcome.state === 'coming') return { name, tone: 'problem', sentence: t('plain.cut') }
  const { waits_for } = outcome
  const wait = waits_for === 'scanner' || waits_for === 'room' ? waits_for : 'none'
  return { name, tone: 'wait', sentence: t(`wait.${wait}`) }
}

/** Of those sent to a contribution that are no file of it: on their way, waiting, or refused after they had waited. */
export async function tellToCome(visit: Asking & Pick<Visit, 'desk'>, contribution_id: string): Promise<Told[]> {
  const { desk, locale } = visit
  const t = workshopTexts.in(locale)
  const told: Told[] = []
  for (const upload of await listUploads(desk.db, contribution_id)) {
    // Refused at once: whoever sent it read why.
    if (upload.purpose !== 'media' || (upload.refusal && !upload.waits_for)) continue
    const outcome = outcomeOf(upload, (await arrivedOf(desk.vault, upload.id)) ?? 0)
    if (outcome.state !== 'coming') told.push(toldOf(visit, upload.name, outcome))
    else if (outcome.arrived > 0)
      told.push({
        name: upload.name,
        tone: 'wait',
        sentence: t('coming.part', {
          done: sizeWords(locale, outcome.arrived),
          total: sizeWords(locale, upload.size),
        }),
      })
  }
  return told
}
