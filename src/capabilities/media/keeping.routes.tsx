// The files in keeping, for administrators: how they are, and what may be asked for them.

import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { hrefOf, type Doors } from '#core/doors.ts'
import { listDrifts, listFixityEvents } from '#core/media/fixity.drifts.ts'
import { readPrograms } from '#core/media/programs.ts'
import { concernsOf, countCopies, countSendings, readAskedState, readVaultState } from '#core/media/vault-state.ts'
import { projectFolder } from '#core/platform/assets.ts'
import { notFound } from '#core/platform/errors.ts'
import { refusalSentence } from '#ui/file-field.tsx'
import { deskPage, redirect } from '#ui/respond.tsx'
import { askCopies, askReading } from './keeping.actions.ts'
import { keeping, keepingDocs } from './keeping.addresses.ts'
import { KeepingPage } from './keeping.pages.tsx'
import { keepingTexts } from './keeping.texts.ts'

const administrator = ['administrator'] as const
const eventsShown = 10

export function keepingRoutes(doors: Doors): void {
  doors.work('get', keeping.page, administrator, async (visit) => {
    const { desk, config, locale } = visit
    const [state, copies, sendings, programs, events, asked] = await Promise.all([
      readVaultState(desk),
      countCopies(desk),
      countSendings(desk),
      readPrograms(config),
      listFixityEvents(desk.db, eventsShown),
      readAskedState(desk),
    ])
    const refusals = sendings.refusals.map(({ refusal, count }) => ({
      sentence: refusalSentence(locale, refusal, config.files_max_size),
      count,
    }))
    return await deskPage(
      visit,
      { title: keepingTexts.in(locale)('title') },
      <KeepingPage
        submission_id={randomUUID()}
        done={(['asked', 'remade'] as const).find((each) => each === visit.query('fait'))}
        state={state}
        copies={copies}
        sendings={{ ...sendings, refusals }}
        programs={programs}
        drifts={await listDrifts(desk.db, state)}
        events={events}
        asked={asked}
        concerns={concernsOf(state, copies)}
      />,
    )
  })
  // As it is written: whoever keeps the server reads it in the files of the program too.
  doors.work('get', keeping.doc, administrator, async ({ c, param }) => {
    const name = keepingDocs.find((each) => each === param('name'))
    if (!name) throw notFound()
    return c.body(await readFile(path.join(projectFolder, 'docs', name), 'utf8'), 200, {
      'Content-Type': 'text/plain; charset=utf-8',
      'Content-Language': 'fr',
    })
  })
  doors.work('post', keeping.verify, administrator, async (visit) => {
    await askReading(visit.desk, visit.actor, visit.submission_id)
    return redirect(visit, hrefOf(visit.locale, keeping.page), 'asked')
  })
  doors.work('post', keeping.remake, administrator, async (visit) => {
    await askCopies(visit.desk, visit.actor, visit.submission_id)
    return redirect(visit, hrefOf(visit.locale, keeping.page), 'remade')
  })
}
