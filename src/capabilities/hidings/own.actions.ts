// A witness hides a part of her own story, with her card, and takes that back. What she hides is gone in the same
// change, and whoever answers for the story is told.

import { change, type Work } from '#core/change.ts'
import { getContribution, type Contribution } from '#core/contribution/contributions.ts'
import { standingOn } from '#core/contribution/standing.ts'
import type { Desk, DeskDatabase, DeskTransaction } from '#core/desk.ts'
import { liftHiding, listHidings, placeHidings, type Hidden, type Hiding } from '#core/media/hide.ts'
import { mayHide, mayShowAgain } from '#core/media/hidings.can.ts'
import { isHiding } from '#core/media/hidings.ts'
import { allow, type Allowed } from '#core/people/can.ts'
import type { CardHolder } from '#core/people/roles.ts'
import { AppError } from '#core/platform/errors.ts'
import { writeToInCharge } from './in-charge.ts'
import type { Parts } from './own.rules.ts'

/** Her story, in which she may hide; another's does not exist. */
export async function getOwn(db: DeskDatabase | DeskTransaction, actor: CardHolder, code: string, now: Date) {
  const found = await getContribution(db, { code })
  const standing = await standingOn(db, actor, found, now)
  return { contribution: allow(mayHide(actor, found, standing), actor, 'hide', found), standing }
}

/** Hides these parts in one gesture. What she hid already stays as it was: pressing twice is pressing once. */
export async function hideOwn(desk: Desk, actor: CardHolder, code: string, wanted: readonly Parts[]): Promise<void> {
  await change(desk, { action: 'hidings.hide-own', actor }, async (work) => {
    const { contribution, before } = await alone(work, actor, code)
    const mine = before.filter((each) => each.witness_id === actor.person_id)
    const why = { until: null, reason: '', asked_by: 'witness', placed_by: actor.person_id } as const
    let isNew = false
    for (const { file_id, parts } of wanted) {
      const fresh = parts.filter((part) => !mine.some((each) => isSame(each, file_id, part)))
      isNew ||= fresh.length > 0
      await placeHidings(work, contribution, file_id, fresh, { ...why, witness_id: actor.person_id })
    }
    // One letter until someone has read what she hid.
    if (isNew && !mine.some(({ seen_at }) => seen_at === null)) await tell(work, contribution, actor)
  })
  desk.wake?.('derive')
}

/** Shows again all that one gesture of hers hid. */
export async function putBackOwn(desk: Desk, actor: CardHolder, code: string, hiding_id: string): Promise<void> {
  await change(desk, { action: 'hidings.put-back-own', actor }, async (work) => {
    const { contribution, standing, all } = await alone(work, actor, code)
    const asked = all.find(({ id }) => id === hiding_id)
    if (!asked) throw new AppError('not_found')
    allow(mayShowAgain(actor, contribution, standing, asked), actor, 'unhide', asked)
    for (const each of all)
      if (each.witness_id === actor.person_id && each.placed_at.getTime() === asked.placed_at.getTime()) {
        const verdict = mayShowAgain(actor, contribution, standing, each)
        await liftHiding(work, contribution, allow(verdict, actor, 'unhide', each), actor.person_id)
      }
  })
  desk.wake?.('derive')
}

/** Her story, and what is hidden in it, with nobody else at work on it. */
async function alone(work: Work, actor: CardHolder, code: string) {
  const own = await getOwn(work.tx, actor, code, work.now)
  await work.tx
    .selectFrom('desk.contribution')
    .select('id')
    .where('id', '=', own.contribution.id)
    .forNoKeyUpdate()
    .execute()
  const all = await listHidings(work.tx, own.contribution.id)
  return { ...own, all, before: all.filter((each) => isHiding(each, work.now)) }
}

function isSame(each: Hiding, file_id: string | null, part: Hidden): boolean {
  if (each.kind !== part.kind || each.file_id !== file_id) return false
  if (part.kind === 'span') return each.start_ms === part.start_ms && each.end_ms === part.end_ms
  return part.kind === 'words' ? each.words.join('\n') === part.words.join('\n') : part.kind === 'file'
}

const tell = async (work: Work, contribution: Allowed<Contribution, 'hide'>, actor: CardHolder): Promise<void> =>
  await writeToInCharge(work, contribution, (t, { name }) => ({
    subject: t('letter.own.subject', { code: contribution.code }),
    body: t('letter.own.body', {
      name,
      witness: actor.name,
      code: contribution.code,
    }),
  }))
