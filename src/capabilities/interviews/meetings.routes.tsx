// The addresses of meetings.

import { listConsents } from '#core/consent/consents.ts'
import { isHeard, mediaOf, originalOf } from '#core/contribution/content.ts'
import { getContribution } from '#core/contribution/contributions.ts'
import { hrefOf, type Doors, type Visit } from '#core/doors.ts'
import { listPersonsFor } from '#core/people/persons.queries.ts'
import type { Member, Role } from '#core/people/roles.ts'
import { dayOf } from '#core/platform/clock.ts'
import { AppError } from '#core/platform/errors.ts'
import { mistakesOf, type FieldMistakes } from '#core/platform/fields.ts'
import { firstOf, listOf, type FormValues } from '#core/platform/http/forms.ts'
import { errorsOf } from '#ui/field-errors.ts'
import { deskPage, redirect } from '#ui/respond.tsx'
import { lastAnswers } from './consents.rules.ts'
import { addresses } from './interviews.addresses.ts'
import { noticeOf } from './interviews.notices.ts'
import { texts } from './interviews.texts.ts'
import { beginMeeting, finishMeeting, keepNotes } from './meetings.actions.ts'
import { MeetingInput, NotesInput } from './meetings.input.ts'
import { MeetingFormPage, MeetingPage, MeetingsPage } from './meetings.pages.tsx'
import { getMeeting, listMeetings, listMeetingWitnesses } from './meetings.queries.ts'
import { listLiveCards, listStoriesOf, mandateEnds, type StoryOf } from './witnesses.queries.ts'

export const hosts: readonly Role[] = ['facilitator']

export function meetingRoutes(doors: Doors): void {
  doors.work('get', addresses.meetings, hosts, async (visit) => {
    const t = texts.in(visit.locale)
    return await deskPage(
      visit,
      { title: t('meetings.title') },
      <MeetingsPage
        rows={await listMeetings(visit.desk.db, visit.actor)}
        notice={noticeOf(visit, { fin: t('meeting.endedOn') })}
      />,
    )
  })

  doors.work('get', addresses.meetingNew, hosts, async (visit) => {
    const person = visit.query('temoin')
    return await showForm(
      visit,
      { witnesses: person ? [person] : [], held_on: dayOf(visit.now()), language: 'fr' },
      undefined,
    )
  })

  doors.work('post', addresses.meetingNew, hosts, async (visit) => {
    const parsed = MeetingInput.safeParse(visit.form)
    if (!parsed.success) return await showForm(visit, visit.form, mistakesOf(parsed.error))
    const meeting = await beginMeeting(visit.desk, visit.actor, parsed.data, visit.submission_id)
    return redirect(visit, hrefOf(visit.locale, addresses.meeting, { id: meeting }))
  })

  doors.work('get', addresses.meeting, hosts, async (visit) => await showMeeting(visit))

  doors.work('post', addresses.meetingNotes, hosts, async (visit) => {
    const { form, c, actor, desk } = visit
    const id = visit.param('id')
    const isAutosave = c.req.header('x-autosave') === '1'
    const parsed = NotesInput.safeParse(form)
    if (!parsed.success) {
      if (isAutosave) return c.json({ errors: mistakesOf(parsed.error) }, 422)
      return await showMeeting(visit, form, mistakesOf(parsed.error))
    }
    const { notes, version } = parsed.data
    try {
      const saved = await keepNotes(desk, actor, id, notes, version, isAutosave ? undefined : visit.submission_id)
      if (isAutosave) return c.json({ version: saved, savedAt: visit.now().toISOString(), fields: { version: saved } })
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'conflict') throw error
      const { notes: theirs, notes_version } = await getMeeting(desk.db, actor, id)
      if (isAutosave) return c.json({ version: notes_version }, 409)
      // What was typed stays in the field; what was kept meanwhile is shown above it.
      return await showMeeting(visit, { ...form, version: String(notes_version) }, {}, { theirs })
    }
    return redirect(visit, `${hrefOf(visit.locale, addresses.meeting, { id })}#notes`, 'notes')
  })

  doors.work('post', addresses.meetingEnd, hosts, async (visit) => {
    await finishMeeting(visit.desk, visit.actor, visit.param('id'))
    return redirect(visit, hrefOf(visit.locale, addresses.meetings), 'fin')
  })
}

async function showForm(
  visit: Visit<Member>,
  values: FormValues,
  mistakes: FieldMistakes | undefined,
): Promise<Response> {
  const { desk, actor, locale } = visit
  const t = texts.in(locale)
  const everyone = await listPersonsFor(desk.db, actor, dayOf(visit.now()))
  const persons = everyone.filter((each) => each.id !== actor.person_id && each.account_id === null)
  const chosen = listOf(values['witnesses'])
  const [first] = persons.filter((each) => chosen.includes(each.id))
  const stories: StoryOf[] = first ? await listStoriesOf(desk.db, actor, first.id, visit.now()) : []
  const typed = mistakes === undefined && first?.languages[0] ? { ...values, language: first.languages[0] } : values
  return await deskPage(
    visit,
    { title: t('meetings.new'), hasErrors: mistakes !== undefined, status: mistakes ? 422 : 200 },
    <MeetingFormPage
      persons={persons}
      stories={stories}
      values={typed}
      errors={
        mistakes
          ? errorsOf(mistakes, locale, { witnesses: t('meetings.witnessesMissing'), held_on: t('meetings.onMissing') })
          : {}
      }
      submission_id={visit.submission_id}
    />,
  )
}

async function showMeeting(
  visit: Visit<Member>,
  typed?: FormValues,
  mistakes?: FieldMistakes,
  conflict?: { theirs: string },
): Promise<Response> {
  const { desk, actor, locale, site } = visit
  const t = texts.in(locale)
  const meeting = await getMeeting(desk.db, actor, visit.param('id'))
  const thing = await getContribution(desk.db, { id: meeting.contribution_id })
  const rows = await listConsents(desk.db, thing.id)
  const ends = await mandateEnds(desk.db, actor, visit.now())
  const witnesses = await Promise.all(
    (await listMeetingWitnesses(desk.db, meeting.id)).map(async (each) => ({
      ...each,
      agreed: lastAnswers(rows, each.person_id).size,
      has_card: (await listLiveCards(desk.db, each.person_id)).length > 0,
      has_mandate: ends.has(each.person_id),
    })),
  )
  const original = originalOf(thing.draft)
  const title = t('meeting.title', { name: witnesses.map((each) => each.name).join(' · ') })
  return await deskPage(
    visit,
    {
      title,
      main: 'wrap seance',
      records: true,
      hasErrors: mistakes !== undefined,
      status: conflict ? 409 : mistakes ? 422 : 200,
    },
    <MeetingPage
      view={{
        meeting,
        code: thing.code,
        title: original.title,
        language: thing.draft.language,
        facilitator: actor.name,
        witnesses,
        hasWords: original.body.content.length > 0,
        values: typed
          ? { notes: firstOf(typed['notes']), version: firstOf(typed['version']) }
          : { notes: meeting.notes },
        errors: mistakes ? errorsOf(mistakes, locale) : {},
        media: mediaOf(thing.draft).length,
        hasVoice: isHeard(thing.draft),
        submission_id: visit.submission_id,
        take_id: crypto.randomUUID(),
        notice: noticeOf(visit, { notes: t('meeting.notesKept') }),
        phone: site.phone,
        conflict,
      }}
    />,
  )
}
