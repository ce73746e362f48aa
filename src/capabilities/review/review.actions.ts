// What boards do: decide on one exact revision, remark, settle a remark, choose what is asked before publishing.

import { change } from '#core/change.ts'
import { maySee, mayRemark } from '#core/contribution/contribution.can.ts'
import { voicesOf } from '#core/contribution/content.ts'
import { getContribution, type Contribution } from '#core/contribution/contributions.ts'
import { plainTextOf } from '#core/contribution/document.ts'
import { standingOn } from '#core/contribution/standing.ts'
import type { Desk, DeskTransaction } from '#core/desk.ts'
import { publishDue } from '#core/jobs.ts'
import { listLacks } from '#core/media/lacks.ts'
import { allow } from '#core/people/can.ts'
import type { Member } from '#core/people/roles.ts'
import { AppError } from '#core/platform/errors.ts'
import { addRemark, recordSignoff, settleRemark } from '#core/review/reviews.ts'
import type { SignoffKind } from '#core/review/review.tables.ts'
import { passagesOf } from './anchors.rules.ts'
import { mayDecide, mayRule } from './review.can.ts'
import type { DecisionInput, RemarkInput } from './review.input.ts'
import { countFigures } from './review.jobs.ts'
import { writeDecisionLetter } from './review.letters.ts'
import { findNewestRevision, listReceivers } from './review.queries.ts'
import { textName } from './review.rules.ts'

type Asked = { actor: Member; submission_id: string; code: string }

/** The contribution that was sent for review and that this member may see, or `not_found`. */
export async function getReviewed(desk: Desk, actor: Member, code: string) {
  const contribution = await getContribution(desk.db, { code })
  const standing = await standingOn(desk.db, actor, contribution, desk.now())
  return { contribution: allow(maySee(actor, contribution, standing), actor, 'see', contribution), standing }
}

/**
 * Whether a sound of this revision has no words, or a picture of it people nobody asked: it is not ready to be approved
 * (A-14, P-16). shelve() stays the last to say so.
 */
export async function lacksMedia(desk: Desk, contribution: Contribution, revision_id: string): Promise<boolean> {
  const revision = await desk.db
    .selectFrom('desk.revision')
    .select('content')
    .where('id', '=', revision_id)
    .where('contribution_id', '=', contribution.id)
    .executeTakeFirst()
  return revision ? (await listLacks(desk.db, contribution.id, revision.content, desk.now())).length > 0 : false
}

/**
 * Signs, sends back or refuses. Throws `conflict` when a newer revision than the one read has come; gives `lacking`
 * when an editor approves sounds or pictures that are not ready, and does nothing then.
 */
export async function decide(
  desk: Desk,
  asked: Asked & { origin: string },
  input: Omit<DecisionInput, 'decision'> & { decision: 'approve' | 'changes' | 'refuse' },
): Promise<'done' | 'lacking'> {
  const { actor } = asked
  const { contribution } = await getReviewed(desk, actor, asked.code)
  const signing = allow(mayDecide(input.board, actor, contribution), actor, 'sign', contribution)
  const isReady = input.decision !== 'approve' || input.board !== 'editorial'
  if (!isReady && (await lacksMedia(desk, contribution, input.revision_id))) return 'lacking'
  await change(desk, { action: 'review.decide', actor, submission_id: asked.submission_id }, async (work) => {
    if ((await findNewestRevision(work.tx, contribution.id)) !== input.revision_id) throw new AppError('conflict')
    await recordSignoff(work, signing, {
      revision_id: input.revision_id,
      kind: input.board,
      decision: input.decision,
      person_id: actor.person_id,
      method: 'screen',
      reason: input.reason.trim(),
      opinion: input.opinion.trim(),
      opinion_is_public: input.opinion_is_public === 'yes' && input.opinion.trim() !== '',
      recorded_by: actor.person_id,
    })
    if (input.checks.length > 0)
      await work.record({ kind: 'review.checked', contribution_id: contribution.id, data: { checks: input.checks } })
    if (input.decision !== 'approve')
      await tellAuthors(
        work.tx,
        contribution,
        { ...input, decision: input.decision, by: actor.name, origin: asked.origin },
        work.now,
      )
  })
  await countFigures(desk, actor.space_id)
  return 'done'
}

async function tellAuthors(
  tx: DeskTransaction,
  contribution: Contribution,
  told: { decision: 'changes' | 'refuse'; reason: string; by: string; origin: string; revision_id: string },
  now: Date,
): Promise<void> {
  const { content } = await tx
    .selectFrom('desk.revision')
    .select('content')
    .where('id', '=', told.revision_id)
    .executeTakeFirstOrThrow()
  const authors = voicesOf(content)
  if (contribution.created_by && !authors.includes(contribution.created_by)) authors.push(contribution.created_by)
  for (const receiver of await listReceivers(tx, contribution.facilitator_id, authors))
    await writeDecisionLetter(tx, receiver, { ...told, code: contribution.code, content }, now)
}

/** Adds a remark where its passage stands in the revision read. `undefined` when the passage is not in that text. */
export async function remark(desk: Desk, asked: Asked, input: RemarkInput): Promise<{ remark_id: string } | undefined> {
  const { actor } = asked
  const { contribution, standing } = await getReviewed(desk, actor, asked.code)
  const remarking = allow(mayRemark(actor, contribution, standing), actor, 'remark', contribution)
  const revision = await desk.db
    .selectFrom('desk.revision')
    .select('content')
    .where('id', '=', input.revision_id)
    .where('contribution_id', '=', contribution.id)
    .executeTakeFirst()
  const text = revision?.content.texts.find((each) => textName(each) === input.text)
  if (!text) throw new AppError('not_found')
  const plain = plainTextOf(text.body)
  const passage = passagesOf(plain)(input)
  if (!passage) return undefined
  const quote = plain.slice(passage.start, passage.end)
  return await change(desk, { action: 'review.remark', actor, submission_id: asked.submission_id }, async (work) => ({
    remark_id: await addRemark(work, remarking, {
      revision_id: input.revision_id,
      language: text.language,
      form: text.form,
      quote,
      start: passage.start,
      body: input.body.trim(),
      author_id: actor.person_id,
    }),
  }))
}

export async function settle(desk: Desk, asked: Asked, remark_id: string, note: string): Promise<void> {
  const { actor } = asked
  const { contribution, standing } = await getReviewed(desk, actor, asked.code)
  const settling = allow(mayRemark(actor, contribution, standing), actor, 'remark', contribution)
  const known = await desk.db
    .selectFrom('desk.remark')
    .select('id')
    .where('id', '=', remark_id)
    .where('contribution_id', '=', contribution.id)
    .executeTakeFirst()
  if (!known) throw new AppError('not_found')
  await change(desk, { action: 'review.settle', actor, submission_id: asked.submission_id }, async (work) => {
    await settleRemark(work, settling, remark_id, { by: actor.person_id, note })
  })
}

/** A first share of what the new rules touch is published at once; the rest by the job of every minute. */
const batchesAtOnce = 5

/** Chooses the sign-offs asked in a space. Everything of that space is published again, a batch at a time. */
export async function ruleSignoffs(
  desk: Desk,
  actor: Member,
  submission_id: string,
  required: readonly SignoffKind[],
): Promise<void> {
  allow(mayRule(actor), actor, 'rule', {})
  await change(desk, { action: 'review.rule', actor, submission_id }, async ({ tx, now, record }) => {
    const space = await tx
      .selectFrom('desk.space')
      .select('settings')
      .where('id', '=', actor.space_id)
      .forUpdate()
      .executeTakeFirstOrThrow()
    await tx
      .updateTable('desk.space')
      .set({ settings: JSON.stringify({ ...space.settings, required_signoffs: required }) })
      .where('id', '=', actor.space_id)
      .execute()
    // Asks publish() to look at each again: losing the process loses nothing.
    await tx
      .updateTable('desk.contribution')
      .set({ next_change_at: now })
      .where('space_id', '=', actor.space_id)
      .where('stage', '!=', 'draft')
      .execute()
    await record({ kind: 'space.signoffs', data: { required: [...required] } })
  })
  for (let done = 0; done < batchesAtOnce && (await publishDue(desk)) > 0; done++);
}
