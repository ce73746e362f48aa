// Each morning: a letter to the facilitators when someone has waited more than three days, and old requests forget
// who asked. Run twice on one day, it writes once.

import { change } from '#core/change.ts'
import { listMembers } from '#core/people/members.ts'
import { dayOf } from '#core/platform/clock.ts'
import type { Desk } from '#core/desk.ts'
import { sha256 } from '#core/platform/identifiers.ts'
import type { Job } from '#core/platform/jobs.ts'
import { languageName, type Locale } from '#core/platform/i18n.ts'
import { writeLetter } from '#core/platform/mail.ts'
import { otherLanguage } from './callbacks.input.ts'
import { findSpace, forgetClosed, listLate } from './callbacks.queries.ts'
import { texts } from './interviews.texts.ts'

export const callbackJobs: readonly Job[] = [
  {
    name: 'interviews.callbacks',
    schedule: '0 8 * * *',
    run: async ({ desk, log }) => {
      log.info('call-backs', await remindFacilitators(desk))
    },
  },
]

/** Gives how many letters were written and how many requests forgot who asked. */
export async function remindFacilitators(desk: Desk): Promise<{ letters: number; forgotten: number }> {
  const space = await findSpace(desk.db)
  const today = dayOf(desk.now())
  // The day is the submission: a second run, or a second server, finds it done.
  const submission_id = idOfDay(today)
  return await change(
    desk,
    { action: 'interviews.remind', actor: { kind: 'machine', person_id: null, space_id: space.id }, submission_id },
    async (work) => {
      const forgotten = await forgetClosed(work.tx, work.now)
      const late = (await listLate(work.tx, work.now)).filter((each) => each.space_id === space.id)
      if (late.length === 0) return { letters: 0, forgotten }
      const facilitators = (await listMembers(work.tx, space.id)).filter(
        (each) => each.roles.includes('facilitator') && each.email,
      )
      const locales = new Map(
        facilitators.length
          ? (
              await work.tx
                .selectFrom('desk.person')
                .select(['id', 'locale'])
                .where(
                  'id',
                  'in',
                  facilitators.map((each) => each.person_id),
                )
                .execute()
            ).map((each) => [each.id, each.locale])
          : [],
      )
      for (const { person_id, name, email } of facilitators) {
        const locale: Locale = locales.get(person_id) ?? 'fr'
        const t = texts.in(locale)
        const languages = [
          ...new Set(
            late.map((each) =>
              each.language === otherLanguage ? t('callback.otherLanguage') : languageName(each.language, locale),
            ),
          ),
        ]
        const body = t('letter.late.body', {
          name,
          count: late.length,
          languages: new Intl.ListFormat(locale, { type: 'conjunction' }).format(languages),
        })
        await writeLetter(
          work.tx,
          { to_address: email ?? '', subject: t('letter.late.subject', { count: late.length }), body },
          work.now,
        )
      }
      await work.record({ kind: 'callback.reminded', data: { late: late.length, letters: facilitators.length } })
      return { letters: facilitators.length, forgotten }
    },
  )
}

/** The same identifier all day long, in the shape of the others. */
function idOfDay(day: string): string {
  const hash = sha256(`interviews.remind ${day}`)
  return [hash.slice(0, 8), hash.slice(8, 12), hash.slice(12, 16), hash.slice(16, 20), hash.slice(20, 32)].join('-')
}
