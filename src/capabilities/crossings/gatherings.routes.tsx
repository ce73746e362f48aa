// The desk doors of pages that bring accounts together: the list, a new one, one of them, taking it off.

import { randomUUID } from 'node:crypto'
import { hrefOf, type Doors, type Visit } from '#core/doors.ts'
import type { Member } from '#core/people/roles.ts'
import { AppError, notFound } from '#core/platform/errors.ts'
import { mistakesOf, type FieldMistakes } from '#core/platform/fields.ts'
import { listCards } from '#core/shelf/cards.ts'
import { firstOf, type FormValues } from '#core/platform/http/forms.ts'
import { errorsOf } from '#ui/field-errors.ts'
import type { FormErrors } from '#ui/form-state.ts'
import { deskPage, redirect } from '#ui/respond.tsx'
import { addresses } from './crossings.addresses.ts'
import { deciders } from './crossings.can.ts'
import { GatheringInput, maxMembers, OrderInput } from './crossings.input.ts'
import {
  findGathering,
  listGatheringRows,
  listMembers,
  type Gathering,
  type GatheringMember,
} from './crossings.queries.ts'
import { doneOf, titled } from './desk.parts.tsx'
import { orderGathering, retireGathering, saveGathering } from './gatherings.actions.ts'
import { GatheringFormPage, GatheringsPage } from './gatherings.pages.tsx'
import { isolated } from '#ui/who.ts'
import { texts } from './texts.ts'

export function gatheringRoutes(doors: Doors): void {
  doors.work('get', addresses.gatherings, deciders, async (visit) => {
    const rows = await listGatheringRows(visit.desk.db, visit.actor.space_id)
    return await deskPage(
      visit,
      { title: texts.in(visit.locale)('desk.title') },
      <GatheringsPage rows={rows} done={doneOf(visit)} />,
    )
  })
  // Before ':id', or the word “nouveau” would be taken for one.
  doors.work('get', addresses.gathering_new, deciders, (visit) => form(visit, undefined))
  doors.work('post', addresses.gathering_new, deciders, (visit) => save(visit, undefined))
  doors.work('get', addresses.gathering, deciders, async (visit) => await form(visit, await opened(visit)))
  doors.work('post', addresses.gathering, deciders, async (visit) => await save(visit, await opened(visit)))
  doors.work('post', addresses.order, deciders, async (visit) => {
    const { id } = await opened(visit)
    const input = OrderInput.safeParse(visit.form)
    // Only our own buttons send this form.
    if (!input.success) throw new AppError('invalid')
    const [step, code = ''] = input.data.do.split(' ')
    await orderGathering(visit, id, code, step === 'up' ? 'up' : 'down')
    return redirect(visit, `${hrefOf(visit.locale, addresses.gathering, { id })}#ordre`, 'ordered')
  })
  doors.work('post', addresses.retire, deciders, async (visit) => {
    const isBack = firstOf(visit.form['do']) === 'restore'
    await retireGathering(visit, (await opened(visit)).id, isBack)
    return redirect(visit, hrefOf(visit.locale, addresses.gatherings), isBack ? 'restored' : 'retired')
  })
}

async function opened(visit: Visit<Member>): Promise<Gathering> {
  const gathering = await findGathering(visit.desk.db, visit.actor.space_id, visit.param('id'))
  if (!gathering) throw notFound()
  return gathering
}

async function save(visit: Visit<Member>, gathering: Gathering | undefined): Promise<Response> {
  const input = GatheringInput.safeParse(visit.form)
  if (!input.success) return await form(visit, gathering, mistakesOf(input.error))
  const version = /^\d{1,9}$/.test(firstOf(visit.form['version'])) ? Number(firstOf(visit.form['version'])) : 0
  try {
    const saved = await saveGathering(visit, input.data, gathering && { id: gathering.id, version })
    if ('mistakes' in saved) return await form(visit, gathering, saved.mistakes)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'conflict' || !gathering) throw error
    return await form(visit, await opened(visit), {}, true)
  }
  return redirect(visit, hrefOf(visit.locale, addresses.gatherings), 'saved')
}

async function form(
  visit: Visit<Member>,
  gathering: Gathering | undefined,
  mistakes?: FieldMistakes,
  hasChanged = false,
): Promise<Response> {
  const { desk, locale, reader } = visit
  const members = gathering ? await listMembers(desk.db, gathering.id) : []
  const cards = await listCards(reader, { locale, ids: members.map((member) => member.contribution_id) })
  const values = mistakes ? visit.form : valuesOf(gathering, members)
  const used = Array.from({ length: maxMembers }, (_, index) => index + 1).filter((row) => values[`story_${row}`])
  const row =
    gathering && (await listGatheringRows(desk.db, visit.actor.space_id)).find(({ id }) => id === gathering.id)
  const title = texts.in(locale)(gathering ? 'gathering.edit' : 'gatherings.new')
  return await deskPage(
    visit,
    { title, ...(mistakes && { hasErrors: true, status: hasChanged ? (409 as const) : (422 as const) }) },
    <GatheringFormPage
      gathering={gathering && { ...gathering, slug: row?.slug ?? gathering.slug }}
      isOnline={Boolean(row && !row.retired_at && row.online >= 2)}
      submission_id={randomUUID()}
      version={mistakes && !hasChanged ? Number(firstOf(visit.form['version'])) || 0 : (gathering?.version ?? 0)}
      values={values}
      errors={errorsOf(mistakes ?? {}, locale, await ownErrors(visit, mistakes ?? {}))}
      members={members.map(({ contribution_id, code }) => ({
        code,
        card: cards.find(({ id }) => id === contribution_id),
      }))}
      hasChanged={hasChanged}
      done={doneOf(visit)}
      room={Math.min(maxMembers, Math.max(4, ...used.map((each) => each + 2)))}
    />,
  )
}

function valuesOf(gathering: Gathering | undefined, members: readonly GatheringMember[]): FormValues {
  if (!gathering) return { kind: 'event' }
  const words = (name: string, said: Partial<Record<string, string>>) =>
    ['fr', 'en', 'ar'].map((locale): [string, string] => [`${name}_${locale}`, said[locale] ?? ''])
  return {
    kind: gathering.kind,
    ...Object.fromEntries([
      ...words('title', gathering.titles),
      ...words('presentation', gathering.presentations),
      ...members.flatMap(({ code, extract }, index): [string, string][] => [
        [`story_${index + 1}`, code],
        [`extract_${index + 1}`, extract],
      ]),
    ]),
  }
}

async function ownErrors(visit: Visit<Member>, mistakes: FieldMistakes): Promise<FormErrors> {
  const t = texts.in(visit.locale)
  const sentences = { bad_code: t('error.story'), taken: t('error.twice'), required: t('error.two') }
  const several = new Map<string, string>()
  for (const [name, mistake] of Object.entries(mistakes))
    if (name.startsWith('story_') && mistake === 'bad_choice') {
      const found = await titled(visit, firstOf(visit.form[name]))
      const titles = found.map(({ code, title }) => `${isolated(title.text, visit.locale)} (${code})`)
      several.set(name, t('error.several', { titles: titles.join(', ') }))
    }
  const own = Object.entries(mistakes).flatMap(([name, mistake]): [string, string][] => {
    if (name.startsWith('extract_') && mistake === 'bad_text') return [[name, t('error.extract')]]
    if (name.startsWith('story_') && Object.hasOwn(sentences, mistake))
      return [[name, sentences[mistake as keyof typeof sentences]]]
    return []
  })
  return {
    ...(mistakes['title_fr'] === 'required' && { title_fr: t('error.title') }),
    ...Object.fromEntries([...own, ...several]),
  }
}
