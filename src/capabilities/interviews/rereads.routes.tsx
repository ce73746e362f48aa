// The address where a facilitator keeps what the witness said after re-reading.

import { listRevisions } from '#core/contribution/contributions.ts'
import { hrefOf, type Doors, type Visit } from '#core/doors.ts'
import { roles, type Member } from '#core/people/roles.ts'
import { notFound } from '#core/platform/errors.ts'
import { mistakesOf, type FieldMistakes } from '#core/platform/fields.ts'
import { firstOf, type FormValues } from '#core/platform/http/forms.ts'
import { listSignoffs } from '#core/review/reviews.ts'
import { errorsOf } from '#ui/field-errors.ts'
import { deskPage, redirect } from '#ui/respond.tsx'
import { viewOf } from './consents.routes.tsx'
import { addresses } from './interviews.addresses.ts'
import { maySignFor } from './interviews.can.ts'
import { texts } from './interviews.texts.ts'
import { mandatedToSign, saveReread } from './rereads.actions.ts'
import { MyRereadInput, RereadInput } from './rereads.input.ts'
import { RereadPage } from './rereads.pages.tsx'
import { getStory, type StorySeen, type Witness } from './stories.queries.ts'

export function rereadRoutes(doors: Doors): void {
  doors.work('get', addresses.reread, roles, async (visit) => {
    const seen = await getStory(visit.desk.db, visit.actor, visit.param('code'), visit.now())
    const asked = visit.query('temoin')
    return await show(visit, seen, seen.witnesses.find((each) => each.person_id === asked) ?? seen.witnesses[0])
  })

  doors.work('post', addresses.reread, roles, async (visit) => {
    const { form, actor, locale } = visit
    const code = visit.param('code')
    const seen = await getStory(visit.desk.db, actor, code, visit.now())
    const witness = seen.witnesses.find((each) => each.person_id === firstOf(form['person_id']))
    if (!witness) throw notFound()
    const isHerself = witness.person_id === actor.person_id
    const parsed = isHerself ? MyRereadInput.safeParse(form) : RereadInput.safeParse(form)
    if (!parsed.success) return await show(visit, seen, witness, form, mistakesOf(parsed.error))
    const { revision_id, decision, reason } = parsed.data
    const method = 'method' in parsed.data ? (parsed.data.method as 'reread' | 'read_aloud' | 'telephone') : 'screen'
    await saveReread(
      visit.desk,
      actor,
      code,
      { revision_id, decision, reason, method, person_id: witness.person_id },
      visit.submission_id,
    )
    return redirect(visit, `${hrefOf(locale, addresses.reread, { code })}?temoin=${witness.person_id}`, 'relu')
  })
}

async function show(
  visit: Visit<Member>,
  seen: StorySeen,
  witness: Witness | undefined,
  typed?: FormValues,
  mistakes?: FieldMistakes,
): Promise<Response> {
  const { desk, actor, locale, kinds } = visit
  const t = texts.in(locale)
  const revision = (await listRevisions(desk.db, seen.thing.id)).at(-1)
  const kind = kinds.get(seen.thing.kind)
  if (!kind) throw notFound()
  const verdict =
    witness &&
    maySignFor(
      actor,
      seen.thing,
      seen.standing,
      witness.person_id,
      await mandatedToSign(desk.db, actor, witness.person_id, visit.now()),
    )
  const said =
    witness &&
    revision &&
    (await listSignoffs(desk.db, seen.thing.id)).findLast(
      (each) => each.revision_id === revision.id && each.kind === 'witness' && each.person_id === witness.person_id,
    )
  return await deskPage(
    visit,
    { title: t('reread.title'), hasErrors: mistakes !== undefined, status: mistakes ? 422 : 200 },
    <RereadPage
      view={{
        story: viewOf(seen),
        witness,
        revision,
        kind,
        refusal:
          !verdict || verdict.yes
            ? undefined
            : t(
                verdict.reason === 'mandate' && actor.roles.includes('facilitator')
                  ? 'reread.noMandate'
                  : 'reread.notYours',
              ),
        isHerself: witness?.person_id === actor.person_id,
        said,
        values: typed ?? {},
        errors: mistakes
          ? errorsOf(mistakes, locale, {
              reason: t('reread.reasonMissing'),
              decision: t('reread.decisionMissing'),
              method: t('reread.methodMissing'),
            })
          : {},
        submission_id: visit.submission_id,
        notice: visit.query('fait') === 'relu' ? t('reread.kept') : '',
      }}
    />,
  )
}
