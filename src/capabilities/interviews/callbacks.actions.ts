// Being called back: asking, cancelling, taking a request, noting how the call went, beginning a sheet from it.

import { change } from '#core/change.ts'
import type { Desk } from '#core/desk.ts'
import { createPerson } from '#core/people/persons.queries.ts'
import { visitor, type Member } from '#core/people/roles.ts'
import { AppError, notFound } from '#core/platform/errors.ts'
import { otherLanguage, type CallbackInput } from './callbacks.input.ts'
import {
  cancelCallback,
  closeCall,
  createCallback,
  findCallback,
  findSpace,
  keepPerson,
  takeCallback,
} from './callbacks.queries.ts'
import type { Outcome } from './callbacks.rules.ts'

/** Keeps a request; gives its six digits. Who asks needs no account, and the journal does not say who. */
export async function askCallback(desk: Desk, input: CallbackInput, submission_id: string): Promise<string> {
  return await change(desk, { action: 'interviews.ask-callback', actor: visitor, submission_id }, async (work) => {
    const space = await findSpace(work.tx)
    const number = await createCallback(work.tx, space.id, input, work.now)
    await work.record({ kind: 'callback.asked', data: { number, language: input.language } })
    return number
  })
}

export async function cancelAsked(desk: Desk, number: string, digits: string): Promise<boolean> {
  return await change(desk, { action: 'interviews.cancel-callback', actor: visitor }, async (work) => {
    const isDone = await cancelCallback(work.tx, number, digits, work.now)
    if (isDone) await work.record({ kind: 'callback.cancelled', data: { number } })
    return isDone
  })
}

/** `conflict` when someone else took it first. Taking one's own again is fine. */
export async function takeAsked(desk: Desk, actor: Member, number: string): Promise<void> {
  await change(desk, { action: 'interviews.take-callback', actor }, async (work) => {
    const callback = await findCallback(work.tx, actor.space_id, number)
    if (!callback) throw notFound()
    if (callback.state === 'taken' && callback.taken_by === actor.person_id) return
    if (!(await takeCallback(work.tx, callback.id, actor.person_id, work.now))) throw new AppError('conflict', 'taken')
    await work.record({ kind: 'callback.taken', data: { number } })
  })
}

export async function noteCall(
  desk: Desk,
  actor: Member,
  number: string,
  outcome: Outcome,
  note: string,
  submission_id: string,
): Promise<void> {
  await change(desk, { action: `interviews.note-call ${number}`, actor, submission_id }, async (work) => {
    const callback = await findCallback(work.tx, actor.space_id, number)
    if (!callback) throw notFound()
    if (!(await closeCall(work.tx, callback.id, actor.person_id, outcome, note, work.now)))
      throw new AppError('conflict')
    await work.record({ kind: 'callback.called', data: { number, outcome } })
  })
}

/** The sheet of the person who asked: made once, found again afterwards. */
export async function personOfCallback(desk: Desk, actor: Member, number: string): Promise<string> {
  return await change(desk, { action: `interviews.begin-from-callback ${number}`, actor }, async (work) => {
    const callback = await findCallback(work.tx, actor.space_id, number)
    if (!callback || callback.taken_by !== actor.person_id) throw notFound()
    await work.tx.selectFrom('desk.callback').select('id').where('id', '=', callback.id).forUpdate().execute()
    const again = await findCallback(work.tx, actor.space_id, number)
    if (again?.person_id) return again.person_id
    if (!callback.phone) throw new AppError('conflict', 'forgotten')
    const { name, phone, language, district } = callback
    const id = await createPerson(
      work,
      { name, phone, languages: language === otherLanguage ? [] : [language], district: district || null },
      actor.person_id,
    )
    await keepPerson(work.tx, callback.id, id)
    return id
  })
}
