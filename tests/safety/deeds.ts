// What people do to a story, one deed at a time, through the same changes as the screens: for races and histories.

import { change } from '#core/change.ts'
import type { Content } from '#core/contribution/content.ts'
import {
  choosePseudonym,
  getContribution,
  saveDraft,
  submitDraft,
  type Contribution,
} from '#core/contribution/contributions.ts'
import {
  listSeals,
  liftSeal,
  placeSeal,
  recordConsents,
  type ConsentAnswer,
  type NewSeal,
} from '#core/consent/consents.ts'
import type { Work } from '#core/change.ts'
import type { Desk } from '#core/desk.ts'
import { allow, yes } from '#core/people/can.ts'
import type { Machine } from '#core/people/roles.ts'
import { addRemark, recordSignoff, type NewSignoff } from '#core/review/reviews.ts'
import { testimonyKind } from '#capabilities/testimonies/testimonies.kind.ts'

export type Deeds = ReturnType<typeof deedsOf>

/** `const deeds = deedsOf(desk, space_id)`, then `await deeds.sign(story_id, {…})`. */
export function deedsOf(desk: Desk, space_id: string) {
  const machine: Machine = { kind: 'machine', person_id: null, space_id }
  const done = async <Result>(
    id: string,
    deed: (work: Work, thing: Contribution) => Promise<Result>,
  ): Promise<Result> =>
    await change(
      desk,
      { action: 'test', actor: machine },
      async (work) => await deed(work, await getContribution(work.tx, { id })),
    )
  const newest = async (work: Work, id: string, back = 0) =>
    (
      await work.tx
        .selectFrom('desk.revision')
        .select('id')
        .where('contribution_id', '=', id)
        .orderBy('number', 'desc')
        .offset(back)
        .limit(1)
        .executeTakeFirst()
    )?.id
  return {
    save: async (id: string, content: Content, expected_version: number) =>
      await done(
        id,
        async (work, thing) =>
          await saveDraft(work, testimonyKind, allow(yes, machine, 'edit', thing), expected_version, {
            content,
            saved_by: null,
          }),
      ),
    /** Changes the draft and sends it. */
    revise: async (id: string, edit: (content: Content) => Content) =>
      await done(id, async (work, thing) => {
        const allowed = allow(yes, machine, 'edit', thing)
        await saveDraft(work, testimonyKind, allowed, thing.draft_version, {
          content: edit(thing.draft),
          saved_by: null,
        })
        return await submitDraft(work, allowed, null)
      }),
    send: async (id: string) =>
      await done(id, async (work, thing) => await submitDraft(work, allow(yes, machine, 'edit', thing), null)),
    sign: async (
      id: string,
      signoff: Partial<NewSignoff> & Pick<NewSignoff, 'kind' | 'person_id'> & { back?: number },
    ) =>
      await done(id, async (work, thing) => {
        const { back, ...more } = signoff
        const revision_id = more.revision_id ?? (await newest(work, id, back))
        if (!revision_id) return
        await recordSignoff(work, allow(yes, machine, 'sign', thing), {
          decision: 'approve',
          method: 'screen',
          reason: '',
          opinion: '',
          opinion_is_public: false,
          recorded_by: null,
          ...more,
          revision_id,
        })
      }),
    answer: async (id: string, given: Pick<ConsentAnswer, 'person_id' | 'form' | 'answer'> & Partial<ConsentAnswer>) =>
      await done(id, async (work, thing) => {
        const row: ConsentAnswer = {
          use: 'site',
          capacity: 'self',
          said_by: '',
          method: 'spoken',
          in_front_of: null,
          wording_language: 'fr',
          wording: 'Publier',
          ends_on: null,
          ...given,
        }
        return await recordConsents(work, allow(yes, machine, 'consent', thing), [row], null)
      }),
    seal: async (id: string, seal: Partial<NewSeal> = {}) =>
      await done(
        id,
        async (work, thing) =>
          await placeSeal(work, allow(yes, machine, 'seal', thing), {
            scope: 'all',
            person_id: null,
            until: null,
            reason: 'withdrawal',
            asked_by: 'witness',
            placed_by: null,
            ...seal,
          }),
      ),
    liftAll: async (id: string) =>
      await done(id, async (work, thing) => {
        for (const seal of await listSeals(work.tx, id))
          if (!seal.lifted_at) await liftSeal(work, allow(yes, machine, 'unseal', thing), seal.id, null)
      }),
    rename: async (id: string, person_id: string, pseudonym: string | null) =>
      await done(
        id,
        async (work, thing) => await choosePseudonym(work, allow(yes, machine, 'edit', thing), person_id, pseudonym),
      ),
    remark: async (id: string, author_id: string, body: string) =>
      await done(id, async (work, thing) => {
        const revision_id = await newest(work, id)
        if (revision_id)
          await addRemark(work, allow(yes, machine, 'remark', thing), {
            revision_id,
            language: 'fr',
            form: 'original',
            quote: 'x',
            start: 0,
            body,
            author_id,
          })
      }),
  }
}
