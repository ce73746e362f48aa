// The doors of the workshop: the list, beginning a story, its last page, people, history. Sections have their own file.

import { originalOf, type Content } from '#core/contribution/content.ts'
import { listRevisions, listThemes } from '#core/contribution/contributions.ts'
import type { DeskMenuEntry } from '#core/capability.ts'
import type { Doors, Visit } from '#core/doors.ts'
import { listLacks } from '#core/media/lacks.ts'
import type { Member } from '#core/people/roles.ts'
import { dayOf } from '#core/platform/clock.ts'
import { AppError } from '#core/platform/errors.ts'
import { language as languageField, mistakesOf, type FieldMistakes } from '#core/platform/fields.ts'
import { firstOf, type FormValues } from '#core/platform/http/forms.ts'
import { canonicalJson } from '#core/platform/identifiers.ts'
import { languageName } from '#core/platform/i18n.ts'
import { errorsOf } from '#ui/field-errors.ts'
import { deskPage, redirect } from '#ui/respond.tsx'
import { beginStory, isConsentAsked, openStory, submitStory, takeOver } from './editor.actions.ts'
import { at, editorAddresses, stepHref } from './editor.addresses.ts'
import { readers, writers } from './editor.can.ts'
import { HistoryPart, PreviewPart, wholeText } from './editor.compare.tsx'
import { Workshop } from './editor.frame.tsx'
import { madeOf, readBegin } from './editor.input.ts'
import { BeginPage, StoriesPage } from './editor.list.tsx'
import { SendPart } from './editor.pages.tsx'
import {
  countToRework,
  creditedNames,
  listArrived,
  listCreditable,
  listStories,
  pseudonymsOf,
  storiesPerPage,
} from './editor.queries.ts'
import { findText, missingIn, stages } from './editor.rules.ts'
import { peopleRoutes } from './editor.people-routes.tsx'
import { sectionRoutes } from './editor.section-routes.tsx'
import { shownOf } from './editor.shown.ts'
import { editorTexts } from './editor-texts.ts'
import { ownErrors, themeChoices } from './editor.words.ts'

type Asked = Visit<Member>

export const editorDeskMenu: DeskMenuEntry = {
  href: editorAddresses.list,
  label: { fr: editorTexts.in('fr')('menu'), en: editorTexts.in('en')('menu'), ar: editorTexts.in('ar')('menu') },
  icon: 'book',
  position: 20,
  roles: writers,
  count: async (desk, person_id, space_id) =>
    await countToRework(
      desk.db,
      { kind: 'member', person_id, space_id, name: '', roles: ['contributor', 'facilitator'] },
      dayOf(desk.now()),
    ),
}

export function editorRoutes(doors: Doors): void {
  doors.work('get', editorAddresses.list, writers, listPage)
  doors.work('post', editorAddresses.takeOver, ['facilitator'], async (visit) => {
    const code = firstOf(visit.form['code'])
    if (!/^\d{6}$/.test(code)) throw new AppError('not_found')
    await takeOver(visit.desk, visit.actor, code, visit.submission_id)
    return redirect(visit, at(visit.locale, 'story', code), 'pris')
  })
  doors.work('get', editorAddresses.begin, writers, (visit) => beginPage(visit, { language: 'fr' }))
  doors.work('post', editorAddresses.begin, writers, begin)
  doors.work('get', editorAddresses.story, readers, async (visit) => await storyPage(visit))
  doors.work('post', editorAddresses.submit, writers, submit)
  doors.work('get', editorAddresses.preview, readers, previewPage)
  doors.work('get', editorAddresses.history, readers, historyPage)
  sectionRoutes(doors)
  peopleRoutes(doors)
}

async function listPage(visit: Asked): Promise<Response> {
  const { desk, actor } = visit
  const t = editorTexts.in(visit.locale)
  const today = dayOf(visit.now())
  const language = visit.query('langue')
  const filter = {
    stage: stages.find((each) => each === visit.query('etape')),
    language: languageField.safeParse(language).success ? language : undefined,
    words: visit.query('q').trim(),
    mine: visit.query('mes') === 'oui',
  }
  const page = Math.min(Math.max(Math.trunc(Number(visit.query('page'))) || 1, 1), 1_000)
  const rows = await listStories(desk.db, actor, filter, today, page)
  const shown = rows.slice(0, storiesPerPage)
  const names = await creditedNames(desk.db, [...new Set(shown.flatMap((row) => row.voices))])
  const arrived = actor.roles.includes('facilitator') ? await listArrived(desk.db, actor.space_id) : []
  const href = (to: number) => {
    const url = new URL(visit.c.req.url)
    url.searchParams.set('page', String(to))
    return url.pathname + url.search
  }
  return await deskPage(
    visit,
    { title: t('list.title') },
    <StoriesPage
      rows={shown}
      names={names}
      arrived={arrived}
      filter={filter}
      done={visit.query('fait')}
      now={visit.now()}
      submission_id={visit.submission_id}
      previous={page > 1 ? href(page - 1) : undefined}
      next={rows.length > storiesPerPage ? href(page + 1) : undefined}
    />,
  )
}

async function beginPage(visit: Asked, values: FormValues, mistakes: FieldMistakes = {}): Promise<Response> {
  const t = editorTexts.in(visit.locale)
  const people = await listCreditable(visit.desk.db, visit.actor, dayOf(visit.now()))
  const errors = errorsOf(mistakes, visit.locale, ownErrors(visit.locale, mistakes))
  const wrong = Object.keys(mistakes).length > 0
  return await deskPage(
    visit,
    { title: t('begin.title'), ...(wrong && { status: 422, hasErrors: true }) },
    <BeginPage
      people={people}
      me={visit.actor.person_id}
      values={values}
      errors={errors}
      submission_id={visit.submission_id}
    />,
  )
}

async function begin(visit: Asked): Promise<Response> {
  const input = readBegin(visit.form)
  if (!input.success) return await beginPage(visit, visit.form, firstPart(mistakesOf(input.error)))
  const people = await listCreditable(visit.desk.db, visit.actor, dayOf(visit.now()))
  if (input.data.witnesses.some((id) => !people.some((each) => each.id === id)))
    return await beginPage(visit, visit.form, { witnesses: 'bad_choice' })
  const { code } = await beginStory(visit.desk, visit.actor, input.data, visit.submission_id)
  return redirect(visit, stepHref(visit.locale, 'text', code), 'commence')
}

/** 'witnesses.0' is about 'witnesses'. */
const firstPart = (mistakes: FieldMistakes): FieldMistakes =>
  Object.fromEntries(Object.entries(mistakes).map(([field, mistake]) => [field.split('.')[0] ?? field, mistake]))

async function storyPage(visit: Asked, refused?: Awaited<ReturnType<typeof openStory>>): Promise<Response> {
  const t = editorTexts.in(visit.locale)
  const opened = refused ?? (await openStory(visit.desk, visit.actor, visit.param('code')))
  const { story, canEdit } = opened
  if (!canEdit) return await previewPage(visit)
  const revisions = await listRevisions(visit.desk.db, story.id)
  const missing = missingIn(story.draft, await isConsentAsked(visit.desk.db, story))
  return await deskPage(
    visit,
    {
      title: `${t('step.send')} · ${originalOf(story.draft).title || t('story.untitledNumber', { code: story.code })}`,
      ...(refused && { status: 422 }),
    },
    <Workshop story={shownOf(opened)} done={visit.query('fait')}>
      <SendPart
        code={story.code}
        missing={missing}
        lacks={await listLacks(visit.desk.db, story.id, story.draft, visit.now())}
        version={story.draft_version}
        submission_id={visit.submission_id}
        isSent={isSame(revisions.at(-1)?.content, story.draft)}
        isOnline={story.stage === 'published'}
        isWaiting={story.work_stage !== null && story.work_stage !== story.stage}
      />
    </Workshop>,
  )
}

const isSame = (sent: Content | undefined, draft: Content): boolean =>
  sent !== undefined && canonicalJson(sent) === canonicalJson(draft)

async function submit(visit: Asked): Promise<Response> {
  const opened = await openStory(visit.desk, visit.actor, visit.param('code'))
  if (!opened.canEdit) throw new AppError('forbidden', 'role')
  if (missingIn(opened.story.draft, true).some((each) => each.needed)) return await storyPage(visit, opened)
  await submitStory(visit.desk, visit.actor, opened.story.code, madeOf(visit.form).version, visit.submission_id)
  return redirect(visit, at(visit.locale, 'story', opened.story.code), 'envoye')
}

async function previewPage(visit: Asked): Promise<Response> {
  const t = editorTexts.in(visit.locale)
  const opened = await openStory(visit.desk, visit.actor, visit.param('code'))
  const { story } = opened
  const names = await creditedNames(
    visit.desk.db,
    story.draft.credits.map((each) => each.person_id),
  )
  const themes = themeChoices(await listThemes(visit.desk.db), visit.locale).filter(({ id }) =>
    story.draft.themes.includes(id),
  )
  return await deskPage(
    visit,
    { title: t('preview.title') },
    <Workshop story={shownOf(opened)} here={t('preview.title')}>
      <PreviewPart
        content={story.draft}
        themes={themes.map(({ label }) => label)}
        names={names}
        pseudonyms={await pseudonymsOf(visit.desk.db, story.id)}
      />
    </Workshop>,
  )
}

async function historyPage(visit: Asked): Promise<Response> {
  const t = editorTexts.in(visit.locale)
  const opened = await openStory(visit.desk, visit.actor, visit.param('code'))
  const { story } = opened
  const revisions = await listRevisions(visit.desk.db, story.id)
  const names = await creditedNames(
    visit.desk.db,
    revisions.map((each) => each.created_by).filter((each) => each !== null),
  )
  const numbers = new Map<number, Content>([
    [0, story.draft],
    ...revisions.map((each): [number, Content] => [each.number, each.content]),
  ])
  const chosen = (name: string) =>
    /^\d{1,4}$/.test(visit.query(name)) && numbers.has(Number(visit.query(name))) ? Number(visit.query(name)) : null
  const before = chosen('avant') ?? revisions.at(-2)?.number ?? revisions.at(-1)?.number ?? null
  const after = chosen('apres') ?? (revisions.length > 1 ? (revisions.at(-1)?.number ?? 0) : 0)
  const isAsked = chosen('avant') !== null && chosen('apres') !== null
  return await deskPage(
    visit,
    { title: t('history.title') },
    <Workshop story={shownOf(opened)} here={t('history.title')} heading={t('history.title')}>
      <HistoryPart
        code={story.code}
        rows={revisions
          .map(({ number, created_at, created_by }) => ({
            number,
            created_at,
            by: created_by ? names.get(created_by) : undefined,
          }))
          .toReversed()}
        before={before}
        after={after}
        texts={isAsked ? changedTexts(numbers.get(before ?? 0), numbers.get(after), visit) : null}
      />
    </Workshop>,
  )
}

/** The texts that differ between two contents, one per language and form. */
function changedTexts(one: Content | undefined, other: Content | undefined, visit: Asked) {
  if (!one || !other) return []
  const t = editorTexts.in(visit.locale)
  const keys = new Map([...one.texts, ...other.texts].map((text) => [`${text.form}-${text.language}`, text]))
  return [...keys].flatMap(([key, { language, form }]) => {
    const before = wholeText(findText(one, language, form))
    const after = wholeText(findText(other, language, form))
    return before === after
      ? []
      : [
          {
            key,
            language,
            label: t(`history.${form}`, { language: languageName(language, visit.locale) }),
            before,
            after,
          },
        ]
  })
}
