// Giving a witness her own copy: at hand, or by a link that goes out by itself. Taking her story back does not take her
// copy away.

import { createHmac } from 'node:crypto'
import { change } from '#core/change.ts'
import type { Desk } from '#core/desk.ts'
import { mayKeepPapers } from '#core/media/papers.can.ts'
import { allow } from '#core/people/can.ts'
import { visitor, type Actor, type Member } from '#core/people/roles.ts'
import { addDays, dayOf, startOfDay } from '#core/platform/clock.ts'
import { AppError, notFound } from '#core/platform/errors.ts'
import { sha256 } from '#core/platform/identifiers.ts'
import { findLink } from './copies.queries.ts'
import { mostDownloads } from './copies.rules.ts'
import { getStoryFor } from './papers.queries.ts'

/** The token of a submission: the same form sent twice shows the same link, and no database holds it. */
const tokenOf = (secret: string, submission_id: string, person_id: string): string =>
  createHmac('sha256', secret).update(`copy of ${submission_id} ${person_id}`).digest('base64url')

/** Makes a link that opens this person's copy until the end of a day. Its token is told once. */
export async function makeLink(
  desk: Desk,
  actor: Member,
  code: string,
  asked: { person_id: string; days: number },
  { secret, submission_id }: { secret: string; submission_id: string },
): Promise<{ token: string; last_day: string }> {
  const token = tokenOf(secret, submission_id, asked.person_id)
  const { last_day } = await change(
    desk,
    { action: `papers.copy-link ${code} ${asked.person_id}`, actor, submission_id },
    async (work) => {
      const { thing, standing, tellers } = await getStoryFor(work.tx, actor, code, work.now)
      allow(mayKeepPapers(actor, thing, standing), actor, 'edit', thing)
      if (!tellers.some((each) => each.person_id === asked.person_id)) throw notFound()
      // A link of thirty days ends with its thirtieth day, today included.
      const end = addDays(dayOf(work.now), asked.days)
      await work.tx
        .insertInto('desk.copy_link')
        .values({
          token_hash: sha256(token),
          contribution_id: thing.id,
          person_id: asked.person_id,
          created_at: work.now,
          created_by: actor.person_id,
          expires_at: startOfDay(end),
          stopped_at: null,
        })
        .execute()
      await work.record({
        kind: 'copy.linked',
        contribution_id: thing.id,
        for_person_id: asked.person_id,
        data: { until: addDays(end, -1) },
      })
      return { last_day: addDays(end, -1) }
    },
  )
  return { token, last_day }
}

export async function stopLink(desk: Desk, actor: Member, code: string, link_id: string): Promise<void> {
  await change(desk, { action: `papers.copy-link-stop ${code}`, actor }, async (work) => {
    const { thing, standing } = await getStoryFor(work.tx, actor, code, work.now)
    allow(mayKeepPapers(actor, thing, standing), actor, 'edit', thing)
    const stopped = await work.tx
      .updateTable('desk.copy_link')
      .set({ stopped_at: work.now })
      .where('id', '=', link_id)
      .where('contribution_id', '=', thing.id)
      .where('stopped_at', 'is', null)
      .returning('person_id')
      .executeTakeFirst()
    if (!stopped) throw notFound()
    await work.record({ kind: 'copy.link_stopped', contribution_id: thing.id, for_person_id: stopped.person_id })
  })
}

/** Counts one download by a link, or refuses as `gone`. Gives whose copy of what it opens. */
export async function useLink(desk: Desk, token: string): Promise<{ contribution_id: string; person_id: string }> {
  return await change(desk, { action: 'papers.copy-by-link', actor: visitor }, async (work) => {
    const link = await findLink(work.tx, token, work.now)
    const counted =
      link &&
      (await work.tx
        .updateTable('desk.copy_link')
        .set((eb) => ({ downloads: eb('downloads', '+', 1) }))
        .where('id', '=', link.id)
        .where('downloads', '<', mostDownloads)
        .returning(['contribution_id', 'person_id'])
        .executeTakeFirst())
    if (!counted) throw new AppError('gone')
    await work.record({
      kind: 'copy.taken',
      contribution_id: counted.contribution_id,
      for_person_id: counted.person_id,
      data: { by: 'link' },
    })
    return counted
  })
}

/** Writes in the journal that a copy left, by a member or by herself. */
export async function recordCopy(desk: Desk, actor: Actor, contribution_id: string, person_id: string): Promise<void> {
  await change(desk, { action: 'papers.copy', actor }, async (work) => {
    await work.record({ kind: 'copy.taken', contribution_id, for_person_id: person_id, data: { by: actor.kind } })
  })
}
