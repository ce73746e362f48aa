// Writing an article: begin, keep, send, take back.

import { change } from '#core/change.ts'
import { listSeals, liftSeal, placeSeal } from '#core/consent/consents.ts'
import { mayEdit, maySeal, maySee, mayUnseal, noStanding } from '#core/contribution/contribution.can.ts'
import type { Content } from '#core/contribution/content.ts'
import {
  createContribution,
  getContribution,
  saveDraft,
  submitDraft,
  type Contribution,
} from '#core/contribution/contributions.ts'
import { documentOf } from '#core/contribution/document.ts'
import type { Desk } from '#core/desk.ts'
import { allow } from '#core/people/can.ts'
import { hasRole, type Member } from '#core/people/roles.ts'
import { AppError, notFound } from '#core/platform/errors.ts'
import { canonicalJson, sha256 } from '#core/platform/identifiers.ts'
import type { ArticleInput } from './articles.input.ts'
import { articleKind } from './articles.kind.ts'

type Asked = { actor: Member; submission_id: string | undefined }

export async function getArticle(desk: Desk, actor: Member, code: string): Promise<Contribution> {
  const found = await getContribution(desk.db, { code })
  if (found.kind !== articleKind.name) throw notFound()
  return allow(maySee(actor, found, noStanding), actor, 'see', found)
}

function contentOf(input: ArticleInput, { credits, media }: Pick<Content, 'credits' | 'media'>): Content {
  const { language, title, lead, themes } = input
  return {
    language,
    texts: [{ language, form: 'original', title, lead, quote: '', body: documentOf(input.body), machine: false }],
    period: '',
    themes,
    credits,
    ...(media && { media }),
    licence: 'CC-BY-SA-4.0',
    details: {},
  }
}

export async function beginArticle(desk: Desk, { actor, submission_id }: Asked, input: ArticleInput): Promise<string> {
  return await change(desk, { action: 'articles.begin', actor, submission_id }, async (work) => {
    const content = contentOf(input, { credits: [{ role: 'wrote', person_id: actor.person_id }] })
    const { id, code } = await createContribution(work, {
      kind: articleKind,
      space_id: actor.space_id,
      content,
      facilitator_id: null,
      created_by: actor.person_id,
    })
    if (input.then === 'send') {
      const begun = await getContribution(work.tx, { id })
      await submitDraft(work, allow(mayEdit(actor, begun, noStanding), actor, 'edit', begun), actor.person_id)
    }
    return code
  })
}

/** A short print of what the form shows. */
export const printOf = ({ language, texts, themes }: Content): string =>
  sha256(canonicalJson({ language, texts, themes })).slice(0, 32)

/** Keeps the draft, and sends it when asked. Throws `conflict` when someone else kept another one meanwhile. */
export async function keepArticle(
  desk: Desk,
  { actor, submission_id }: Asked,
  article: Contribution,
  input: ArticleInput,
): Promise<{ version: number; base: string }> {
  const editing = allow(mayEdit(actor, article, noStanding), actor, 'edit', article)
  return await change(desk, { action: 'articles.keep', actor, submission_id }, async (work) => {
    const { draft, draft_version } = await getContribution(work.tx, { id: article.id })
    const content = contentOf(input, draft)
    // A sound or a picture brought meanwhile is no other text.
    const expected = printOf(draft) === input.base ? draft_version : input.version
    const version = await saveDraft(work, articleKind, editing, expected, { content, saved_by: actor.person_id })
    if (input.then === 'send') await submitDraft(work, editing, actor.person_id)
    return { version, base: printOf(content) }
  })
}

/** Off every page at once; and back, by the same people. */
export async function takeBack(desk: Desk, { actor, submission_id }: Asked, article: Contribution): Promise<void> {
  const sealing = allow(maySeal(actor, article, noStanding), actor, 'seal', article)
  const asked_by =
    actor.roles.includes('administrator') && article.created_by !== actor.person_id ? 'administrator' : 'witness'
  await change(desk, { action: 'articles.takeBack', actor, submission_id }, async (work) => {
    await placeSeal(work, sealing, {
      scope: 'all',
      person_id: null,
      until: null,
      reason: 'withdrawal',
      asked_by,
      placed_by: actor.person_id,
    })
  })
}

export async function putBack(desk: Desk, { actor, submission_id }: Asked, article: Contribution): Promise<void> {
  const unsealing = allow(mayUnseal(actor, article, noStanding), actor, 'unseal', article)
  await change(desk, { action: 'articles.putBack', actor, submission_id }, async (work) => {
    const held = (await listSeals(work.tx, article.id)).filter(
      (seal) => seal.lifted_at === null && seal.reason === 'withdrawal',
    )
    // What the administration took off is not its author's to show again.
    if (held.some((seal) => seal.asked_by === 'administrator') && !hasRole(actor, 'administrator'))
      throw new AppError('forbidden', 'held')
    for (const seal of held) await liftSeal(work, unsealing, seal.id, actor.person_id)
  })
}
