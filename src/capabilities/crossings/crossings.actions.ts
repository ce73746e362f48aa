// Deciding of two stories that cross: confirm, silence, take it back, write a link. Published at once, recorded always.

import { change, type Work } from '#core/change.ts'
import { maySee } from '#core/contribution/contribution.can.ts'
import { findContribution, type Contribution } from '#core/contribution/contributions.ts'
import { standingOn } from '#core/contribution/standing.ts'
import type { Desk, DeskDatabase, DeskTransaction } from '#core/desk.ts'
import { allow } from '#core/people/can.ts'
import { personOf, type Actor } from '#core/people/roles.ts'
import { AppError } from '#core/platform/errors.ts'
import type { FieldMistakes } from '#core/platform/fields.ts'
import { mayDecide } from './crossings.can.ts'
import { kept, type LinkInput } from './crossings.input.ts'
import { dropLink, keepLink, keepVerdict, pairOf } from './crossings.queries.ts'

type Asked = { desk: Desk; actor: Actor; submission_id?: string | undefined }

/** The contribution with this number, when the one who asks may see it. */
export async function findSeen(
  db: DeskDatabase | DeskTransaction,
  actor: Actor,
  code: string,
  now: Date,
): Promise<Contribution | undefined> {
  const thing = await findContribution(db, { code })
  if (!thing) return undefined
  return maySee(actor, thing, await standingOn(db, actor, thing, now)).yes ? thing : undefined
}

/** The same, or `not_found`. */
export async function getSeen(desk: Desk, actor: Actor, code: string): Promise<Contribution> {
  const thing = await findSeen(desk.db, actor, code, desk.now())
  if (!thing) throw new AppError('not_found')
  return thing
}

async function bothOf({ tx, now }: Work, actor: Actor, code: string, other_code: string) {
  allow(mayDecide(actor), actor, 'decide', {})
  const [thing, other] = [await findSeen(tx, actor, code, now), await findSeen(tx, actor, other_code, now)]
  if (!thing || !other || thing.id === other.id) throw new AppError('not_found')
  return { thing, other, pair: pairOf(thing.id, other.id) }
}

/** `confirmed` shows the crossing first, `silenced` shows it nowhere; null takes the decision back. */
export async function decideCrossing(
  { desk, actor, submission_id }: Asked,
  code: string,
  other_code: string,
  verdict: 'confirmed' | 'silenced' | null,
): Promise<null> {
  const action = `crossings.decide ${code} ${other_code} ${verdict}`
  return await change(desk, { action, actor, submission_id }, async (work) => {
    const { thing, pair } = await bothOf(work, actor, code, other_code)
    await keepVerdict(work.tx, pair, { verdict, by: personOf(actor), at: work.now })
    await work.record({
      kind: `crossing.${verdict ?? 'forgotten'}`,
      contribution_id: thing.id,
      data: { other: other_code },
    })
    work.touch(thing.id)
    return null
  })
}

/** Writes what links two stories, with words of one's own; or the field to correct. */
export async function writeLink(
  { desk, actor, submission_id }: Asked,
  code: string,
  input: LinkInput,
): Promise<{ mistakes: FieldMistakes } | null> {
  const action = `crossings.write ${code}`
  return await change(
    desk,
    { action, actor, submission_id },
    async (work): Promise<{ mistakes: FieldMistakes } | null> => {
      if (input.other === code) return { mistakes: { other: 'taken' } }
      if (!(await findSeen(work.tx, actor, input.other, work.now))) return { mistakes: { other: 'bad_code' } }
      const { thing, other, pair } = await bothOf(work, actor, code, input.other)
      await keepLink(work.tx, pair, {
        link: input.link === 'answered' ? 'answers' : input.link,
        from_id: input.link === 'answered' ? other.id : thing.id,
        words: kept({ fr: input.words_fr, en: input.words_en, ar: input.words_ar }),
        by: personOf(actor),
        at: work.now,
      })
      await work.record({
        kind: 'crossing.written',
        contribution_id: thing.id,
        data: { other: input.other, link: input.link },
      })
      work.touch(thing.id)
      return null
    },
  )
}

export async function removeLink(
  { desk, actor, submission_id }: Asked,
  code: string,
  other_code: string,
): Promise<null> {
  const action = `crossings.unwrite ${code} ${other_code}`
  return await change(desk, { action, actor, submission_id }, async (work) => {
    const { thing, pair } = await bothOf(work, actor, code, other_code)
    if (!(await dropLink(work.tx, pair))) return null
    await work.record({ kind: 'crossing.unwritten', contribution_id: thing.id, data: { other: other_code } })
    work.touch(thing.id)
    return null
  })
}
