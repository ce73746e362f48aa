// Composing the home: every step changes the draft that editors share; the public sees it once it is published.

import { randomUUID } from 'node:crypto'
import { change } from '#core/change.ts'
import type { Visit } from '#core/doors.ts'
import { allow } from '#core/people/can.ts'
import { holdShelf } from '#core/shelf/crossings/hold.ts'
import type { Member } from '#core/people/roles.ts'
import { notFound } from '#core/platform/errors.ts'
import type { FieldMistakes } from '#core/platform/fields.ts'
import { threadOf, type ThreadInput } from './composition.input.ts'
import { findShelved, holdHome, keepHome, shelveHome } from './composition.queries.ts'
import {
  afterStep,
  changeBand,
  changeThread,
  emptyComposition,
  maxThreads,
  printOf,
  withPick,
  withThread,
  type BandName,
  type BandStep,
  type Composition,
  type Step,
  type Thread,
} from './composition.rules.ts'
import { mayCompose } from './territory.can.ts'

export type Asked = Pick<Visit<Member>, 'desk' | 'actor' | 'submission_id' | 'reader'>
/** Nothing to correct, or the fields to correct. */
export type Outcome = { mistakes?: FieldMistakes }

async function onDraft<Done extends object = object>(
  { desk, actor, submission_id }: Asked,
  action: string,
  edit: (draft: Composition) => Composition | { mistakes: FieldMistakes },
  done?: Done,
): Promise<Outcome & Partial<Done>> {
  return await change(desk, { action: `territory.home.${action}`, actor, submission_id }, async ({ tx, now }) => {
    const home = allow(mayCompose(actor), actor, 'compose', await holdHome(tx, now))
    const draft = edit(home.draft)
    if ('mistakes' in draft) return { mistakes: draft.mistakes } as Outcome & Partial<Done>
    await keepHome(tx, { ...home, draft, version: home.version + 1 }, now)
    return { ...done } as Outcome & Partial<Done>
  })
}

export const moveBand = async (asked: Asked, name: BandName, step: BandStep): Promise<Outcome> =>
  await onDraft(asked, `band ${name} ${step}`, (draft) => changeBand(draft, name, step))

/** Gives the voice to a story of that number, or back to the draw of the week. `today`: the day it is in town. */
export async function chooseVoice(
  asked: Asked,
  chosen: { code: string; until: string | null } | null,
  today: string,
): Promise<Outcome> {
  const pick = chosen ? await findShelved(asked.reader, chosen.code) : undefined
  return await onDraft(asked, 'voice', (draft) => {
    if (!chosen) return { ...draft, voice: null }
    if (!pick) return { mistakes: { code: 'bad_code' } }
    if (chosen.until !== null && chosen.until < today) return { mistakes: { until: 'bad_date' } }
    return { ...draft, voice: { pick, until: chosen.until } }
  })
}

const threadIn = (home: Composition, id: string): Thread => {
  const thread = home.threads.find((each) => each.id === id)
  if (!thread) throw notFound()
  return thread
}
const picksIn = ({ source }: Thread): readonly string[] => (source.from === 'stories' ? source.picks : [])

/** A new thread, last; gives its id, the same when the form is sent twice, or what to correct. */
export async function addThread(asked: Asked, input: ThreadInput): Promise<Outcome & { id?: string }> {
  const id = randomUUID()
  return await onDraft(
    asked,
    'thread add',
    (draft) =>
      draft.threads.length < maxThreads
        ? withThread(draft, threadOf(id, input, []))
        : { mistakes: { _form: 'too_long' } },
    { id },
  )
}

/** Rewords a thread, made from its print `base`; nothing is kept, and `_form` is `taken`, when someone else did first. */
export const saveThread = async (asked: Asked, id: string, input: ThreadInput, base: string): Promise<Outcome> =>
  await onDraft(asked, `thread save ${id}`, (draft) => {
    const now = threadIn(draft, id)
    return printOf(now) === base
      ? withThread(draft, threadOf(id, input, picksIn(now)))
      : { mistakes: { _form: 'taken' } }
  })

export const moveThread = async (asked: Asked, id: string, step: Step): Promise<Outcome> =>
  await onDraft(asked, `thread ${step} ${id}`, (draft) => changeThread(draft, threadIn(draft, id).id, step))

const withPicks = (draft: Composition, id: string, picks: readonly string[]): Composition =>
  withThread(draft, { ...threadIn(draft, id), source: { from: 'stories', picks } })

export async function addToThread(asked: Asked, id: string, code: string): Promise<Outcome> {
  const pick = await findShelved(asked.reader, code)
  return await onDraft(asked, `thread pick ${id}`, (draft) => {
    if (!pick) return { mistakes: { code: 'bad_code' } }
    const picks = withPick(picksIn(threadIn(draft, id)), pick)
    return picks ? withPicks(draft, id, picks) : { mistakes: { code: 'too_long' } }
  })
}

export const moveInThread = async (asked: Asked, id: string, pick: string, step: Step): Promise<Outcome> =>
  await onDraft(asked, `thread pick ${step} ${id}`, (draft) =>
    withPicks(draft, id, afterStep(picksIn(threadIn(draft, id)), pick, step)),
  )

/** Draws the draft back to what everyone sees, or to the home every town begins with. Nothing is published. */
export async function undo({ desk, actor, submission_id }: Asked, to: 'published' | 'default'): Promise<Outcome> {
  return await change(desk, { action: `territory.home.undo ${to}`, actor, submission_id }, async ({ tx, now }) => {
    const home = allow(mayCompose(actor), actor, 'compose', await holdHome(tx, now))
    const draft = to === 'published' ? home.published : emptyComposition
    await keepHome(tx, { ...home, draft, version: home.version + 1 }, now)
    return {}
  })
}

/** Shows the draft to everyone; false, and nothing done, when it is no longer the one that was looked at. */
export async function publishHome({ desk, actor, submission_id }: Asked, version: number): Promise<boolean> {
  return await change(desk, { action: 'territory.home.publish', actor, submission_id }, async (work) => {
    // Before the home itself: a story published meanwhile shelves the home too, and holds them in this order.
    await holdShelf(work.tx)
    const home = allow(mayCompose(actor), actor, 'compose', await holdHome(work.tx, work.now))
    if (home.version !== version) return false
    await keepHome(work.tx, { ...home, published: home.draft }, work.now)
    await shelveHome(work.tx, work, home.draft)
    await work.record({ kind: 'home.published' })
    work.touchSite()
    return true
  })
}
