// Meetings: the list, beginning one, and the screen kept at hand while someone tells: agreement, story, notes, end.

import { hrefOf } from '#core/doors.ts'
import { languageName } from '#core/platform/i18n.ts'
import type { Person } from '#core/people/persons.queries.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { AutosaveStatus, Checks, Field, Form, Select, TextArea, type FormErrors, type FormValues } from '#ui/form.tsx'
import { Icon } from '#ui/icons.tsx'
import { languageOptions } from '#ui/languages.ts'
import { Day, useLocale, useTexts } from '#ui/locale.tsx'
import { Banner, Notice } from '#ui/notices.tsx'
import { PersonHead } from '#ui/person.tsx'
import { portraitOr } from '#ui/portraits.tsx'
import { Recorder } from '#ui/recorder.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { Steps } from '#ui/steps.tsx'
import { Table } from '#ui/table.tsx'
import { addresses } from './interviews.addresses.ts'
import { texts } from './interviews.texts.ts'
import type { Meeting, MeetingRow } from './meetings.queries.ts'
import { StoryTitle } from './stories.parts.tsx'
import type { StoryOf } from './witnesses.queries.ts'

export function MeetingsPage(props: { rows: readonly MeetingRow[]; notice: string }) {
  const t = useTexts(texts)
  const locale = useLocale()
  return (
    <>
      <header class="head">
        <div>
          <h1>{t('meetings.title')}</h1>
          <p class="lead">{t('meetings.lead')}</p>
        </div>
        <LinkButton icon="cup" href={hrefOf(locale, addresses.meetingNew)}>
          {t('meetings.new')}
        </LinkButton>
      </header>
      <Notice>{props.notice}</Notice>
      <div class="sheet">
        {props.rows.length === 0 ? (
          <Empty title={t('meetings.empty')} />
        ) : (
          <Table
            caption={t('meetings.title')}
            rows={props.rows}
            id={(row) => row.id}
            columns={[
              {
                key: 'who',
                label: t('meetings.who'),
                cell: (row) => (
                  <a href={hrefOf(locale, addresses.meeting, { id: row.id })}>{(row.names ?? []).join(' · ')}</a>
                ),
              },
              { key: 'on', label: t('meetings.on'), cell: (row) => <Day value={row.held_on} /> },
              { key: 'place', label: t('meetings.place'), cell: (row) => row.place || t('callbacks.unknown') },
              {
                key: 'story',
                label: t('meetings.story'),
                cell: (row) => <StoryTitle title={row.title} language={row.story_language} />,
              },
              {
                key: 'state',
                label: t('callbacks.state'),
                cell: (row) => t(row.ended_at ? 'meetings.ended' : 'meetings.open'),
              },
            ]}
          />
        )}
      </div>
    </>
  )
}

export function MeetingFormPage(props: {
  persons: readonly Person[]
  stories: readonly StoryOf[]
  values: FormValues
  errors: FormErrors
  submission_id: string
}) {
  const t = useTexts(texts)
  const locale = useLocale()
  return (
    <>
      <header>
        <h1>{t('meetings.new')}</h1>
        <p class="lead">{t('meetings.newLead')}</p>
      </header>
      {props.persons.length === 0 ? (
        <Empty title={t('witnesses.empty')} sheet>
          <p>{t('meetings.needWitness')}</p>
          <LinkButton href={hrefOf(locale, addresses.personNew)}>{t('witnesses.new')}</LinkButton>
        </Empty>
      ) : (
        <Form
          action={hrefOf(locale, addresses.meetingNew)}
          submission_id={props.submission_id}
          values={props.values}
          errors={props.errors}
          class="form sheet narrow"
          label={t('meetings.new')}
        >
          <Checks
            name="witnesses"
            label={t('meetings.witnesses')}
            hint={t('meetings.witnessesHint')}
            required
            columns="m"
            options={props.persons.map((each) => ({
              value: each.id,
              label: each.name,
              ...(each.district ? { hint: each.district } : {}),
            }))}
          />
          <Select name="language" label={t('meetings.language')} options={languageOptions()} />
          <Field name="held_on" type="date" label={t('meetings.on')} autocomplete="off" required />
          <Field
            name="place"
            label={t('meetings.place')}
            hint={t('meetings.placeHint')}
            autocomplete="off"
            maxlength={120}
          />
          {props.stories.length > 0 && (
            <Select
              name="story"
              label={t('meetings.story')}
              empty={t('meetings.newStory')}
              options={props.stories.map((each) => ({
                value: each.code,
                label: each.title || `${t('story.untitled')} (${each.code})`,
                lang: each.title ? each.language : locale,
              }))}
            />
          )}
          <Button size="l">{t('meetings.begin')}</Button>
        </Form>
      )}
    </>
  )
}

export type MeetingView = {
  meeting: Meeting
  code: string
  title: string
  language: string
  facilitator: string
  witnesses: readonly {
    person_id: string
    name: string
    portrait: string | null
    languages: readonly string[]
    agreed: number
    has_card: boolean
    has_mandate: boolean
  }[]
  hasWords: boolean
  /** Sounds, pictures and papers of the story so far. */
  media: number
  hasVoice: boolean
  values: FormValues
  errors: FormErrors
  submission_id: string
  take_id: string
  notice: string
  phone: string
  conflict: { theirs: string } | undefined
}

/** In the manner of a table between two people: what comes first is first. */
export function MeetingPage({ view }: { view: MeetingView }) {
  const t = useTexts(texts)
  const locale = useLocale()
  const { meeting, witnesses } = view
  const at = { id: meeting.id }
  const story = { code: view.code }
  const names = new Intl.ListFormat(locale, { type: 'conjunction' }).format(witnesses.map((each) => each.name))
  const first = witnesses[0]
  const allAgreed = witnesses.length > 0 && witnesses.every((each) => each.agreed > 0)
  const storyHref = hrefOf(locale, addresses.story, story)
  const isTold = view.hasWords || view.hasVoice
  const current = !allAgreed
    ? 'agree'
    : !isTold
      ? 'voice'
      : !view.hasWords
        ? 'story'
        : meeting.ended_at
          ? 'end'
          : 'notes'
  const steps = [
    { href: '#accord', label: t('meeting.step.agree'), done: allAgreed, current: current === 'agree' },
    { href: '#voix', label: t('meeting.step.voice'), done: view.hasVoice, current: current === 'voice' },
    { href: '#recit', label: t('meeting.step.story'), done: view.hasWords, current: current === 'story' },
    { href: '#notes', label: t('meeting.step.notes'), done: meeting.notes !== '', current: current === 'notes' },
    { href: '#fin', label: t('meeting.step.end'), done: meeting.ended_at !== null, current: current === 'end' },
  ]
  return (
    <>
      <PersonHead
        portrait={portraitOr(first?.portrait, first?.person_id ?? meeting.id)}
        title={<bdi>{names}</bdi>}
        sheet
        above={t('meeting.by', { name: view.facilitator })}
      >
        <p class="meta">
          <span>
            <Icon name="globe" />
            {languageName(meeting.language, locale)}
          </span>
          {meeting.place && (
            <span>
              <Icon name="pin" />
              {meeting.place}
            </span>
          )}
          <span>
            <Icon name="cal" />
            <Day value={meeting.held_on} />
          </span>
        </p>
      </PersonHead>
      <Notice>{view.notice}</Notice>
      <Steps label={t('meeting.steps')} steps={steps} />
      <Sheet id="h-a" anchor="accord" title={t('meeting.step.agree')}>
        <p class="soft">{t('meeting.agreeLead')}</p>
        <ul class="rows plain">
          {witnesses.map((each) => (
            <li class="cluster between" key={each.person_id}>
              <span>
                <b>{each.name}</b>
                <small class="soft"> {t('meeting.agreed', { count: each.agreed })}</small>
              </span>
              <LinkButton
                icon="sign"
                variant={each.agreed > 0 ? 'line' : 'solid'}
                href={`${hrefOf(locale, addresses.consents, story)}?temoin=${each.person_id}`}
                label={t('meeting.agreeGo', { name: each.name })}
              >
                {t('meeting.agreeOpen')}
              </LinkButton>
            </li>
          ))}
        </ul>
      </Sheet>
      <section class="sheet stack on-night" id="voix" aria-labelledby="h-v">
        <h2 class="as-xl" id="h-v">
          {t('meeting.voice')}
        </h2>
        <p class="soft">{t('meeting.voiceLead')}</p>
        <Recorder
          code={view.code}
          actor="work"
          back={`${hrefOf(locale, addresses.meeting, at)}#voix`}
          submission_id={view.take_id}
        />
        <p class="cluster">
          <LinkButton icon="mic" variant="line" href={hrefOf(locale, addresses.media, story)}>
            {t('meeting.media', { count: view.media })}
          </LinkButton>
          <LinkButton icon="print" variant="line" href={hrefOf(locale, addresses.papers, story)}>
            {t('meeting.papers')}
          </LinkButton>
        </p>
      </section>
      <Sheet id="h-r" anchor="recit" title={t('meeting.step.story')}>
        <p>
          <StoryTitle title={view.title} language={view.language} />
        </p>
        <p class="cluster">
          <LinkButton icon="pencil" variant={allAgreed ? 'solid' : 'line'} href={storyHref}>
            {t('meeting.write')}
          </LinkButton>
          <LinkButton icon="ear" variant="line" href={hrefOf(locale, addresses.reread, story)}>
            {t('meeting.reread')}
          </LinkButton>
        </p>
      </Sheet>
      <Sheet id="h-n" anchor="notes" title={t('meeting.notes', { name: view.facilitator })}>
        {view.conflict && (
          <Banner tone="problem" role="alert" title={t('meeting.conflict')}>
            <p class="said">{view.conflict.theirs}</p>
          </Banner>
        )}
        <Form
          action={hrefOf(locale, addresses.meetingNotes, at)}
          id="n"
          submission_id={view.submission_id}
          hidden={{ version: String(view.values['version'] ?? meeting.notes_version) }}
          values={view.values}
          errors={view.errors}
          autosave={hrefOf(locale, addresses.meetingNotes, at)}
          labelledby="h-n"
        >
          <TextArea
            name="notes"
            label={t('meeting.remember')}
            hint={t('meeting.notesHint')}
            rows={6}
            maxlength={50000}
          />
          <AutosaveStatus />
          <Button variant="line">{t('meeting.keepNotes')}</Button>
        </Form>
      </Sheet>
      <Sheet id="h-f" anchor="fin" title={t('meeting.step.end')}>
        <p>{t('meeting.endSay', { name: names })}</p>
        {view.phone && <p>{t('meeting.endPhone', { phone: `\u2066${view.phone.replaceAll(' ', '\u00a0')}\u2069` })}</p>}
        <ul class="rows plain">
          {witnesses.map((each) => (
            <li class="cluster between" key={each.person_id}>
              <span>
                <b>{each.name}</b>
                <small class="soft">
                  {' '}
                  {t(each.has_mandate ? 'meeting.hasMandate' : 'meeting.noMandate')}{' '}
                  {t(each.has_card ? 'meeting.hasCard' : 'meeting.noCard')}
                </small>
              </span>
              <LinkButton
                variant="line"
                href={hrefOf(locale, addresses.person, { person_id: each.person_id })}
                label={t('meeting.openSheet', { name: each.name })}
              >
                {t('meeting.sheet')}
              </LinkButton>
            </li>
          ))}
        </ul>
        {meeting.ended_at ? (
          <Banner tone="done">{t('meeting.endedOn')}</Banner>
        ) : (
          <Form action={hrefOf(locale, addresses.meetingEnd, at)} id="e" class="" labelledby="h-f">
            <Button>{t('meeting.end')}</Button>
          </Form>
        )}
      </Sheet>
    </>
  )
}
