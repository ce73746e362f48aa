// The desk doors of one story's crossings: to look, to decide, to write a link.

import { randomUUID } from 'node:crypto'
import { originalOf } from '#core/contribution/content.ts'
import { hrefOf, type Doors, type Visit } from '#core/doors.ts'
import type { Member } from '#core/people/roles.ts'
import { AppError } from '#core/platform/errors.ts'
import { mistakesOf, type FieldMistakes } from '#core/platform/fields.ts'
import { listCards } from '#core/shelf/cards.ts'
import { listCrossings } from '#core/shelf/crossings/crossings.ts'
import { errorsOf } from '#ui/field-errors.ts'
import { deskPage, redirect } from '#ui/respond.tsx'
import { decideCrossing, getSeen, removeLink, writeLink } from './crossings.actions.ts'
import { addresses } from './crossings.addresses.ts'
import { deciders, mayDecide, watchers } from './crossings.can.ts'
import { DecisionInput, LinkInput } from './crossings.input.ts'
import { listDecisions } from './crossings.queries.ts'
import { StoryCrossingsPage } from './desk.pages.tsx'
import { doneOf, titled, type Done, type Other } from './desk.parts.tsx'
import { texts } from './texts.ts'

export function deskRoutes(doors: Doors): void {
  doors.work('get', addresses.story, watchers, (visit) => show(visit))
  doors.work('post', addresses.story, deciders, decide)
  // Where a form shown again stands: another language, or a sign-in meanwhile, leads back to the story's crossings.
  doors.work('get', addresses.link, deciders, (visit) =>
    redirect(visit, hrefOf(visit.locale, addresses.story, { code: visit.param('code') })),
  )
  doors.work('post', addresses.link, deciders, async (visit) => {
    const input = LinkInput.safeParse(visit.form)
    if (!input.success) return await show(visit, mistakesOf(input.error))
    const refused = await writeLink(visit, visit.param('code'), input.data)
    if (refused) return await show(visit, refused.mistakes)
    return back(visit, 'written')
  })
}

const back = (visit: Visit<Member>, done: Done) =>
  redirect(visit, hrefOf(visit.locale, addresses.story, { code: visit.param('code') }), done)

async function decide(visit: Visit<Member>): Promise<Response> {
  const input = DecisionInput.safeParse(visit.form)
  if (!input.success) throw new AppError('invalid')
  const [deed, other = ''] = input.data.do.split(' ')
  const code = visit.param('code')
  if (deed === 'unwrite') {
    await removeLink(visit, code, other)
    return back(visit, 'unwritten')
  }
  const verdict = deed === 'confirm' ? 'confirmed' : deed === 'silence' ? 'silenced' : null
  await decideCrossing(visit, code, other, verdict)
  return back(visit, verdict ?? 'forgotten')
}

async function show(visit: Visit<Member>, mistakes?: FieldMistakes): Promise<Response> {
  const { desk, actor, reader, locale } = visit
  const t = texts.in(locale)
  const story = await getSeen(desk, actor, visit.param('code'))
  const decided = await listDecisions(desk.db, story.id)
  const crossings = await listCrossings(reader, { id: story.id, locale, limit: 24 })
  const cards = await listCards(reader, { locale, ids: [story.id, ...decided.map((each) => each.other_id)] })
  const other = ({ other_id, other_code }: (typeof decided)[number]): Other => ({
    code: other_code,
    card: cards.find((card) => card.id === other_id),
  })
  const may = mayDecide(actor).yes
  const typed = visit.query('q').trim().slice(0, 100)
  const { title, language } = originalOf(story.draft)
  return await deskPage(
    visit,
    {
      title: `${t('desk.title')} · ${title || t('desk.untitled', { code: story.code })}`,
      ...(mistakes && { hasErrors: true, status: 422 as const }),
    },
    <StoryCrossingsPage
      code={story.code}
      title={{ text: title, language }}
      isOnline={cards.some((card) => card.id === story.id)}
      mayDecide={may}
      crossings={crossings}
      silenced={decided.filter((each) => each.verdict === 'silenced').map(other)}
      written={decided.flatMap((each) =>
        each.link && each.verdict !== 'silenced'
          ? [{ other: other(each), link: each.link, isMine: each.from_id === story.id, words: each.words }]
          : [],
      )}
      found={may && typed ? await titled(visit, typed) : undefined}
      typed={typed}
      submission_id={randomUUID()}
      values={mistakes ? visit.form : { other: visit.query('avec').slice(0, 6), link: 'same_event' }}
      errors={errorsOf(mistakes ?? {}, locale, {
        other: t(mistakes?.['other'] === 'taken' ? 'error.self' : 'error.other'),
      })}
      done={doneOf(visit)}
    />,
  )
}
