// Screens of the threads of the home: hung, worded, filled with stories, ordered, taken down. All in the draft.

import { randomUUID } from 'node:crypto'
import { hrefOf, type Doors, type Visit } from '#core/doors.ts'
import type { Member } from '#core/people/roles.ts'
import { AppError, notFound } from '#core/platform/errors.ts'
import { mistakesOf, type FieldMistakes } from '#core/platform/fields.ts'
import { firstOf } from '#core/platform/http/forms.ts'
import { errorsOf } from '#ui/field-errors.ts'
import { deskPage, redirect } from '#ui/respond.tsx'
import { addThread, addToThread, moveInThread, moveThread, saveThread } from './composition.actions.ts'
import { threadChoices } from './composition.content.ts'
import { PickInput, StepInput, ThreadInput, ThreadStepInput } from './composition.input.ts'
import { getHome } from './composition.queries.ts'
import { composeScreen } from './composition.routes.tsx'
import { maxThreads, type Thread } from './composition.rules.ts'
import { DoneNotice, doneOf } from './desk.parts.tsx'
import { choosing, pickErrors } from './picks.content.ts'
import { PickStories } from './picks.parts.tsx'
import { composers, desk } from './territory.addresses.ts'
import { deskTexts } from './territory.texts.ts'
import { ThreadFormPage } from './thread.pages.tsx'

/** Which of the screen's two forms is shown again. */
type Wrong = { words?: FieldMistakes; picks?: FieldMistakes; hasChanged?: boolean }

export function threadRoutes(doors: Doors): void {
  // Before ':id', or the word "nouveau" would be taken for one.
  doors.work('get', desk.thread_new, composers, (visit) => screen(visit, undefined))
  doors.work('post', desk.thread_new, composers, async (visit) => {
    const input = ThreadInput.safeParse(visit.form)
    if (!input.success) return await screen(visit, undefined, { words: mistakesOf(input.error) })
    const { mistakes, id } = await addThread(visit, input.data)
    if (mistakes || !id) return await screen(visit, undefined, { words: mistakes ?? {} })
    // A thread of chosen stories has none yet.
    return input.data.from === 'stories'
      ? redirect(visit, `${hrefOf(visit.locale, desk.thread, { id })}#recits`, 'thread')
      : redirect(visit, `${hrefOf(visit.locale, desk.compose)}#fils`, 'drafted')
  })

  doors.work('get', desk.thread, composers, async (visit) => await screen(visit, await threadOf(visit)))
  doors.work('post', desk.thread, composers, async (visit) => {
    const thread = await findThread(visit)
    if (!thread) return await changedMeanwhile(visit)
    const input = ThreadInput.safeParse(visit.form)
    if (!input.success) return await screen(visit, thread, { words: mistakesOf(input.error) })
    const { mistakes } = await saveThread(visit, thread.id, input.data, firstOf(visit.form['base']))
    if (mistakes) return await screen(visit, await threadOf(visit), { words: {}, hasChanged: true })
    return redirect(visit, `${hrefOf(visit.locale, desk.compose)}#fils`, 'drafted')
  })

  doors.work('post', desk.thread_move, composers, async (visit) => {
    const thread = await findThread(visit)
    if (!thread) return await changedMeanwhile(visit)
    const input = ThreadStepInput.safeParse(visit.form)
    if (!input.success) throw new AppError('invalid')
    await moveThread(visit, thread.id, input.data.step)
    return redirect(visit, `${hrefOf(visit.locale, desk.compose)}#fils`, 'drafted')
  })

  // Where a form shown again stands: another language, or a sign-in meanwhile, leads back to the thread.
  doors.work('get', desk.thread_picks, composers, async (visit) =>
    redirect(visit, hrefOf(visit.locale, desk.thread, { id: (await threadOf(visit)).id })),
  )
  doors.work('post', desk.thread_picks, composers, async (visit) => {
    const thread = await findThread(visit)
    if (!thread) return await changedMeanwhile(visit)
    if (thread.source.from !== 'stories') throw notFound()
    const here = `${hrefOf(visit.locale, desk.thread, { id: thread.id })}#recits`
    if (visit.form['step'] !== undefined) {
      const step = StepInput.safeParse(visit.form)
      if (!step.success) throw new AppError('invalid')
      await moveInThread(visit, thread.id, step.data.id, step.data.step)
      return redirect(visit, here, 'drafted')
    }
    const input = PickInput.safeParse(visit.form)
    if (!input.success) return await screen(visit, thread, { picks: mistakesOf(input.error) })
    const { mistakes } = await addToThread(visit, thread.id, input.data.code)
    return mistakes ? await screen(visit, thread, { picks: mistakes }) : redirect(visit, here, 'drafted')
  })
}

async function findThread(visit: Visit<Member>): Promise<Thread | undefined> {
  const { draft } = await getHome(visit.desk.db)
  return draft.threads.find((each) => each.id === visit.param('id'))
}

async function threadOf(visit: Visit<Member>): Promise<Thread> {
  const thread = await findThread(visit)
  if (!thread) throw notFound()
  return thread
}

/** Someone else took the thread down: the composition as it is now. */
const changedMeanwhile = async (visit: Visit<Member>): Promise<Response> =>
  await composeScreen(visit, { hasChanged: true })

async function screen(visit: Visit<Member>, thread: Thread | undefined, wrong: Wrong = {}): Promise<Response> {
  const t = deskTexts.in(visit.locale)
  const isWrong = Boolean(wrong.words ?? wrong.picks)
  return await deskPage(
    visit,
    {
      title: thread ? t('compose.thread') : t('compose.addThread'),
      hasErrors: isWrong,
      ...(isWrong ? { status: wrong.hasChanged ? 409 : 422 } : {}),
    },
    <>
      <ThreadFormPage
        submission_id={randomUUID()}
        thread={thread}
        choices={await threadChoices(visit, thread)}
        values={wrong.words && visit.form}
        hasChanged={wrong.hasChanged ?? false}
        errors={
          wrong.words && errorsOf(wrong.words, visit.locale, { _form: t('compose.tooMany', { count: maxThreads }) })
        }
      />
      <DoneNotice done={doneOf(visit)} />
      {thread?.source.from === 'stories' && (
        <PickStories
          {...await choosing(visit, thread.source.picks, undefined)}
          {...(wrong.picks ? { values: visit.form, errors: pickErrors(wrong.picks, visit) } : {})}
          title={t('picks.chosen')}
          action={hrefOf(visit.locale, desk.thread_picks, { id: thread.id })}
          here={hrefOf(visit.locale, desk.thread, { id: thread.id })}
          kinds={visit.kinds}
        />
      )}
    </>,
  )
}
