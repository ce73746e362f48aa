// Addresses of the journal: reading, with the reader's connection only; writing, for members.

import { randomUUID } from 'node:crypto'
import { mediaOf, originalOf } from '#core/contribution/content.ts'
import { mayEdit, maySeal, noStanding } from '#core/contribution/contribution.can.ts'
import { listThemes, type Contribution } from '#core/contribution/contributions.ts'
import { textOf } from '#core/contribution/document.ts'
import { pathOf } from '#core/contribution/kind.ts'
import { hrefOf, type Doors, type Reading, type Visit } from '#core/doors.ts'
import { listLacks } from '#core/media/lacks.ts'
import type { Member, Role } from '#core/people/roles.ts'
import { AppError } from '#core/platform/errors.ts'
import { mistakesOf } from '#core/platform/fields.ts'
import type { FormValues } from '#core/platform/http/forms.ts'
import { listSignoffs } from '#core/review/reviews.ts'
import { listCards, wordsFor } from '#core/shelf/cards.ts'
import { getStory } from '#core/shelf/stories.ts'
import { errorsOf } from '#ui/field-errors.ts'
import { machineHead } from '#ui/machine-head.tsx'
import { MediaHead } from '#ui/media-head.tsx'
import { deskPage, page, redirect } from '#ui/respond.tsx'
import { beginArticle, getArticle, keepArticle, printOf, putBack, takeBack } from './articles.actions.ts'
import { addresses } from './articles.addresses.ts'
import { schemaFor } from './articles.input.ts'
import { articleKind } from './articles.kind.ts'
import { listMine } from './articles.queries.ts'
import { MyArticlesPage, WritePage, type WriteProps } from './desk.pages.tsx'
import { ArticlePage, JournalPage } from './reading.pages.tsx'
import { texts } from './texts.ts'

export const writers: readonly Role[] = ['contributor', 'editor', 'administrator']

export function articleRoutes(doors: Doors): void {
  doors.read(addresses.list, listArticles)
  doors.read(addresses.article, showArticle)
  doors.work('get', addresses.mine, writers, async (visit) => {
    const rows = await listMine(visit.desk.db, visit.actor, visit.desk.now())
    return await deskPage(
      visit,
      { title: texts.in(visit.locale)('mine.title') },
      <MyArticlesPage rows={rows} notice={noticeOf(visit)} />,
    )
  })
  doors.work(
    'get',
    addresses.begin,
    writers,
    async (visit) => await writePage(visit, undefined, { values: { language: visit.locale } }),
  )
  doors.work('post', addresses.begin, writers, begin)
  doors.work(
    'get',
    addresses.write,
    writers,
    async (visit) => await writePage(visit, await getArticle(visit.desk, visit.actor, visit.param('code'))),
  )
  doors.work('post', addresses.write, writers, keep)
  doors.work('post', addresses.takeBack, writers, async (visit) => {
    const article = await getArticle(visit.desk, visit.actor, visit.param('code'))
    const isBack = visit.form['then'] === 'back'
    await (isBack ? putBack : takeBack)(visit.desk, visit, article)
    return redirect(visit, hrefOf(visit.locale, addresses.write, { code: article.code }), isBack ? 'back' : 'away')
  })
}

async function listArticles(reading: Reading): Promise<Response> {
  const { reader, locale, kinds } = reading
  const t = texts.in(locale)
  const [after, before] = [reading.query('apres'), reading.query('avant')]
  const words = { title: t('list.title'), description: t('list.lead') }
  const selection = (await reading.catalog()).select({ kinds: [articleKind.name] })
  const { ids, ...around } = selection.page({ limit: 24, after, before })
  const cards = await listCards(reader, { locale, ids })
  return page(
    reading,
    {
      ...words,
      main: 'wrap',
      noindex: Boolean(after || before),
      head: machineHead(reading, { kind: 'list', ...words }),
    },
    <JournalPage {...around} cards={cards} kinds={kinds} />,
  )
}

async function showArticle(reading: Reading): Promise<Response> {
  const { reader, locale, c } = reading
  const article = await getStory(reader, articleKind.name, reading.param('code'))
  if (reading.param('slug') !== article.slug)
    return c.redirect(pathOf(articleKind, locale, article.code, article.slug), 301)
  const { title, lead } = wordsFor(locale, article.language, article.texts)
  return page(
    reading,
    {
      title: title.text,
      ...(lead && { description: lead.text }),
      main: 'wrap',
      head: (
        <>
          {machineHead(reading, { kind: 'story', story: article })}
          <MediaHead media={article.media} />
        </>
      ),
    },
    <ArticlePage article={article} address={`${new URL(reading.config.origin).host}/${article.code}`} />,
  )
}

async function begin(visit: Visit<Member>): Promise<Response> {
  const parsed = schemaFor(visit.form['then']).safeParse(visit.form)
  if (!parsed.success)
    return await writePage(
      visit,
      undefined,
      { values: visit.form, errors: errorsOf(mistakesOf(parsed.error), visit.locale) },
      422,
    )
  const code = await beginArticle(visit.desk, visit, parsed.data)
  return redirect(visit, hrefOf(visit.locale, addresses.write, { code }), parsed.data.then === 'send' ? 'sent' : 'kept')
}

async function keep(visit: Visit<Member>): Promise<Response> {
  const { desk, actor, form, locale, c } = visit
  const article = await getArticle(desk, actor, visit.param('code'))
  const isAutosave = c.req.header('x-autosave') === '1'
  const parsed = schemaFor(isAutosave ? 'keep' : form['then']).safeParse(isAutosave ? { ...form, then: 'keep' } : form)
  if (!parsed.success) {
    if (isAutosave) return c.json({}, 422)
    return await writePage(visit, article, { values: form, errors: errorsOf(mistakesOf(parsed.error), locale) }, 422)
  }
  try {
    const kept = await keepArticle(desk, isAutosave ? { actor, submission_id: undefined } : visit, article, parsed.data)
    if (isAutosave)
      return c.json({ ...kept, savedAt: desk.now().toISOString(), fields: { ...kept, version: String(kept.version) } })
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'conflict')) throw error
    const t = texts.in(locale)
    if (isAutosave) return c.json({ message: t('conflict.title') }, 409)
    // Both are shown; keeping again, knowingly, replaces theirs.
    const theirs = await getArticle(desk, actor, article.code)
    return await writePage(
      visit,
      theirs,
      {
        values: { ...form, version: String(theirs.draft_version), base: printOf(theirs.draft) },
        theirs: textsOf(theirs),
      },
      409,
    )
  }
  return redirect(
    visit,
    hrefOf(locale, addresses.write, { code: article.code }),
    parsed.data.then === 'send' ? 'sent' : 'kept',
  )
}

const textsOf = (article: Contribution) => {
  const { title, lead, body, language } = originalOf(article.draft)
  return { title, lead, body: textOf(body), language }
}

const valuesOf = (article: Contribution): FormValues => ({
  ...textsOf(article),
  themes: article.draft.themes,
  version: String(article.draft_version),
  base: printOf(article.draft),
})

type Shown = Pick<WriteProps, 'values'> & Partial<Pick<WriteProps, 'errors' | 'theirs'>>

async function writePage(
  visit: Visit<Member>,
  article: Contribution | undefined,
  shown: Shown = { values: article ? valuesOf(article) : {} },
  status?: 409 | 422,
): Promise<Response> {
  const { desk, actor, locale } = visit
  const t = texts.in(locale)
  const decided = article ? await listSignoffs(desk.db, article.id) : []
  const newest = decided.at(-1)?.revision_id
  const isOpen =
    article?.stage === 'changes' ||
    article?.stage === 'refused' ||
    article?.work_stage === 'changes' ||
    article?.work_stage === 'refused'
  const told = isOpen ? decided.filter((each) => each.revision_id === newest && each.decision !== 'approve') : []
  const people = told.length
    ? await desk.db
        .selectFrom('desk.person')
        .select(['id', 'name'])
        .where(
          'id',
          'in',
          told.map((each) => each.person_id),
        )
        .execute()
    : []
  return await deskPage(
    visit,
    { title: t(article ? 'write.title' : 'mine.begin'), hasErrors: status === 422, ...(status && { status }) },
    <WritePage
      {...shown}
      article={
        article && {
          code: article.code,
          stage: article.stage === 'withdrawn' ? 'withdrawn' : (article.work_stage ?? article.stage),
          mayEdit: mayEdit(actor, article, noStanding).yes,
          mayTakeBack: maySeal(actor, article, noStanding).yes,
          media: mediaOf(article.draft).length,
          lacks: await listLacks(desk.db, article.id, article.draft, desk.now()),
        }
      }
      answers={told.map((each) => ({
        decision: each.decision === 'refuse' ? 'refuse' : 'changes',
        reason: each.reason,
        by: people.find((person) => person.id === each.person_id)?.name ?? '',
        at: each.at,
      }))}
      themes={await listThemes(desk.db)}
      submission_id={status ? randomUUID() : visit.submission_id}
      other_id={randomUUID()}
      notice={noticeOf(visit)}
    />,
  )
}

const notices = ['kept', 'sent', 'away', 'back'] as const
const noticeOf = (visit: Visit): string | undefined => {
  const done = notices.find((each) => each === visit.query('fait'))
  return done && texts.in(visit.locale)(`done.${done}`)
}
