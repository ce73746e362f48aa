// The doors of the workshop of sounds and pictures: the bench of a contribution, one media, and what is said of a take.

import { originalOf } from '#core/contribution/content.ts'
import { hrefOf, localPath, type Doors, type Visit } from '#core/doors.ts'
import { takeAddresses } from '#core/media/takes.addresses.ts'
import { roles, type CardHolder, type Member } from '#core/people/roles.ts'
import { AppError } from '#core/platform/errors.ts'
import { language as languageField, type FieldMistakes } from '#core/platform/fields.ts'
import { firstOf, listOf, type FormValues } from '#core/platform/http/forms.ts'
import { languageName, locales } from '#core/platform/i18n.ts'
import { errorsOf, sentenceOf } from '#ui/field-errors.ts'
import { deskPage, redirect } from '#ui/respond.tsx'
import { tellToCome } from './uploads.told.ts'
import { moveMedia, noteTake, removeMedia, saveMedia } from './workshop.actions.ts'
import { workshopAddresses } from './workshop.addresses.ts'
import { readMedia, TakeInput, valuesOf } from './workshop.input.ts'
import { MediaPage, RemovePage, type Differing } from './workshop.media.pages.tsx'
import { BenchPage, type Bench } from './workshop.pages.tsx'
import { listBench, openBench, type BenchItem } from './workshop.queries.ts'
import { languagesOf, moveOf, printOf } from './workshop.rules.ts'
import { workshopTexts } from './workshop.texts.ts'

type Asked = Visit<Member>
type Opened = Awaited<ReturnType<typeof openBench>> & { bench: Bench }

export function workshopRoutes(doors: Doors): void {
  doors.work('get', workshopAddresses.list, roles, benchPage)
  doors.work('post', workshopAddresses.order, roles, async (visit) => {
    const move = moveOf(firstOf(visit.form['do']))
    if (!move) throw new AppError('not_found')
    await moveMedia(visit, visit.param('code'), move)
    return redirect(visit, `${listHref(visit)}#liste`, 'move')
  })
  // Before the address of one media: a take is no file's id.
  doors.work('post', takeAddresses.work, roles, keepTake)
  doors.card('post', takeAddresses.card, keepTake)
  doors.work('get', workshopAddresses.media, roles, async (visit) => await mediaPage(visit, await openOne(visit)))
  doors.work('post', workshopAddresses.media, roles, save)
  doors.work('get', workshopAddresses.remove, roles, async (visit) => {
    const { bench, item, thing, canEdit } = await openOne(visit)
    if (!canEdit) throw new AppError('forbidden', 'role')
    const t = workshopTexts.in(visit.locale)
    return await deskPage(
      visit,
      { title: t('removing.title'), within: bench.home },
      <RemovePage
        bench={bench}
        item={item}
        submission_id={visit.submission_id}
        isOnline={thing.stage === 'published'}
      />,
    )
  })
  doors.work('post', workshopAddresses.remove, roles, async (visit) => {
    await removeMedia(visit, visit.param('code'), visit.param('file_id'))
    return redirect(visit, listHref(visit), 'removed')
  })
}

const listHref = (visit: Asked): string => hrefOf(visit.locale, workshopAddresses.list, { code: visit.param('code') })

async function open(visit: Asked): Promise<Opened> {
  const { thing, canEdit } = await openBench(visit.desk, visit.actor, visit.param('code'))
  const kind = visit.kinds.get(thing.kind)
  const { title, language } = originalOf(thing.draft)
  return {
    thing,
    canEdit,
    bench: {
      code: thing.code,
      title,
      language,
      home: localPath(visit.locale, kind?.workshop(thing.code) ?? '/bureau'),
      canEdit,
      hasWitnesses: kind?.needsConsent ?? false,
    },
  }
}

async function benchPage(visit: Asked): Promise<Response> {
  const t = workshopTexts.in(visit.locale)
  const { thing, bench } = await open(visit)
  return await deskPage(
    visit,
    {
      title: `${t('title')} · ${bench.title || t('untitled', { code: bench.code })}`,
      within: bench.home,
      records: bench.canEdit,
    },
    <BenchPage
      bench={bench}
      items={await listBench(visit.desk, thing)}
      toCome={bench.canEdit ? await tellToCome(visit, thing.id) : []}
      done={visit.query('fait')}
      submission_id={visit.submission_id}
      other_id={crypto.randomUUID()}
    />,
  )
}

type OpenedOne = Opened & { item: BenchItem }

async function openOne(visit: Asked): Promise<OpenedOne> {
  const opened = await open(visit)
  const file_id = visit.param('file_id')
  const item = (await listBench(visit.desk, opened.thing)).find(({ media }) => media.file_id === file_id)
  if (!item) throw new AppError('not_found')
  return { ...opened, item }
}

async function mediaPage(
  visit: Asked,
  { thing, bench, item }: OpenedOne,
  typed?: FormValues,
  mistakes: FieldMistakes = {},
  conflict?: Differing[],
): Promise<Response> {
  const t = workshopTexts.in(visit.locale)
  const { media } = item
  const more = [visit.query('langue'), ...listOf(typed?.['languages'])].filter(
    (each) => languageField.safeParse(each).success,
  )
  const status = conflict ? 409 : Object.keys(mistakes).length > 0 ? 422 : undefined
  return await deskPage(
    visit,
    {
      title: `${t('media.title')} · ${bench.title || bench.code}`,
      within: bench.home,
      ...(status && { status, hasErrors: true }),
    },
    <MediaPage
      bench={bench}
      item={item}
      languages={languagesOf(thing.draft, media, more)}
      base={printOf(media)}
      values={typed ?? valuesOf(media, visit.locale)}
      errors={errorsOf(mistakes, visit.locale, {
        ...(mistakes['taken'] && { taken: t('error.taken') }),
        ...(mistakes['excuse_until'] === 'required' && { excuse_until: t('error.excuse_until') }),
        ...(mistakes['excuse_reason'] === 'required' && { excuse_reason: t('error.excuse_reason') }),
      })}
      submission_id={conflict ? crypto.randomUUID() : visit.submission_id}
      done={visit.query('fait')}
      {...(conflict && { conflict })}
    />,
  )
}

async function save(visit: Asked): Promise<Response> {
  const t = workshopTexts.in(visit.locale)
  const isAutosave = visit.c.req.header('x-autosave') === '1'
  const opened = await openOne(visit)
  if (!opened.canEdit) throw new AppError('forbidden', 'role')
  const { media } = opened.item
  const read = readMedia(visit.form, media)
  if ('mistakes' in read) {
    if (!isAutosave) return await mediaPage(visit, opened, visit.form, read.mistakes)
    return visit.c.json({ message: Object.values(read.mistakes).map((each) => sentenceOf(each, visit.locale))[0] }, 422)
  }
  const { desk, actor, submission_id } = visit
  try {
    const saved = await saveMedia(
      { desk, actor, ...(!isAutosave && { submission_id }) },
      opened.thing.code,
      media.file_id,
      firstOf(visit.form['base']),
      read.edit,
    )
    if (isAutosave) return visit.c.json({ savedAt: visit.now().toISOString(), fields: saved })
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'conflict') throw error
    if (isAutosave) return visit.c.json({ message: t('conflict.title') }, 409)
    const now = await openOne(visit)
    return await mediaPage(visit, now, visit.form, {}, differing(visit, now))
  }
  const { code } = opened.thing
  return redirect(visit, hrefOf(visit.locale, workshopAddresses.media, { code, file_id: media.file_id }), 'kept')
}

/** The fields in which what was typed is not what is kept. */
function differing(visit: Asked, { item }: OpenedOne): Differing[] {
  const t = workshopTexts.in(visit.locale)
  const kept = valuesOf(item.media, visit.locale)
  const names = new Set([...Object.keys(kept), ...Object.keys(visit.form)])
  const labels = {
    use: t('field.use'),
    title: t('field.title'),
    caption: t('field.caption'),
    alt: t('field.alt'),
    description: t('field.description'),
    credit: t('field.credit'),
    taken: t('field.taken'),
    place: t('field.place'),
    licence: t('field.licence'),
    rights: t('field.rights'),
    excuse_reason: t('field.excuse_reason'),
    excuse_until: t('field.excuse_until'),
    excuse_language: t('field.excuse_language'),
  }
  return [...names].flatMap((name): Differing[] => {
    const [field = '', tag] = name.split('.')
    const label = labels[field as keyof typeof labels]
    const [mine, theirs] = [firstOf(visit.form[name]).replace(/\r\n?/g, '\n'), firstOf(kept[name])]
    if (!label || mine === theirs) return []
    return [{ label: tag ? `${label} (${languageName(tag, visit.locale)})` : label, language: tag, theirs, mine }]
  })
}

/** What the recorder says of a take once its bytes have arrived: its name, the moments marked. */
async function keepTake(visit: Visit<Member> | Visit<CardHolder>): Promise<Response> {
  const input = TakeInput.safeParse(visit.form)
  if (!input.success) return visit.c.json({}, 422)
  const kept = await noteTake(visit, visit.param('code'), input.data, (number, language) =>
    // In the words of the story when they are ours too.
    workshopTexts.in(locales.find((each) => each === language) ?? visit.locale)('moment', { number }),
  )
  return visit.c.json(kept)
}
