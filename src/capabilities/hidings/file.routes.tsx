// The page of one file: sealing seconds or a region of it, then the passages that tell them again in writing.

import { randomUUID } from 'node:crypto'
import { hrefOf, localPath, type Doors, type Visit } from '#core/doors.ts'
import type { Hidden } from '#core/media/hide.ts'
import { isInSpan, phrasesOf } from '#core/media/hidings.ts'
import { listHidings, listThirdPersons } from '#core/media/hide.ts'
import type { Span } from '#core/media/media.tables.ts'
import type { Member } from '#core/people/roles.ts'
import { notFound } from '#core/platform/errors.ts'
import { mistakesOf, type FieldMistakes } from '#core/platform/fields.ts'
import { redactionAcross, redactPhrases } from '#core/shelf/redact.ts'
import { errorsOf } from '#ui/field-errors.ts'
import { deskPage, redirect } from '#ui/respond.tsx'
import { askedBefore, askedHref, hiders, isPast, noticeOf } from './all.routes.tsx'
import { FilePage, type CueShown } from './file.pages.tsx'
import { getHideable, getHideableFile, hide } from './hidings.actions.ts'
import { addresses } from './hidings.addresses.ts'
import { RegionInput, SpanInput } from './hidings.input.ts'
import { contentsOf, findMedia, readCopies } from './hidings.queries.ts'
import { fileShown, filesOf, hidingsShown, knownNames, subjectOf } from './hidings.views.ts'
import { regionOfPercents, regionsOfCells, spansOfLines } from './parts.rules.ts'
import { namesIn, passagesSharedWith } from './passages.rules.ts'
import { texts } from './texts.ts'
import { sealedLines, writtenIn } from './written.rules.ts'

/** Lines of a transcript on one page. */
const linesAtOnce = 150

export function fileRoutes(doors: Doors): void {
  doors.work('get', addresses.file, hiders, async (visit) => await show(visit))
  doors.work('post', addresses.file, hiders, async (visit) => {
    const { desk, actor } = visit
    const hideable = await getHideable(desk, actor, visit.param('code'))
    const file = await getHideableFile(desk, hideable.contribution, visit.param('file_id'))
    const isRegion = visit.form['part'] === 'region'
    const input = (isRegion ? RegionInput : SpanInput).safeParse(visit.form)
    if (!input.success) return await show(visit, mistakesOf(input.error))
    const { until, reason, asked_by } = input.data
    if (isPast(visit, until)) return await show(visit, { until: 'bad_date' })
    const parts: Hidden[] =
      'begin' in input.data
        ? spansOf(input.data).map((span) => ({ kind: 'span', ...span }))
        : regionsOf(input.data).map((region) => ({ kind: 'region', ...region }))
    // A paper has no seconds, a sound no region: only a form of one's own making asks for it.
    if (isRegion ? file.nature === 'sound' : file.nature === 'picture' || file.nature === 'document') throw notFound()
    await hide(desk, visit, hideable, file, parts, { until, reason, asked_by })
    return redirect(visit, askedHref(hrefOf(visit.locale, addresses.file, paramsOf(visit)), asked_by), 'hidden')
  })
}

const paramsOf = (visit: Visit) => ({ code: visit.param('code'), file_id: visit.param('file_id') })

const spansOf = ({ cues, begin, end }: { cues: Span[]; begin: number | null; end: number | null }): Span[] => [
  ...spansOfLines(cues),
  ...(begin !== null && end !== null ? [{ start_ms: begin, end_ms: end }] : []),
]

function regionsOf(typed: { cells: number[]; x: string; y: string; w: string; h: string }) {
  const drawn = regionOfPercents(typed)
  return [...regionsOfCells(typed.cells), ...(drawn ? [drawn] : [])]
}

async function show(visit: Visit<Member>, mistakes?: FieldMistakes): Promise<Response> {
  const { desk, actor, locale } = visit
  const t = texts.in(locale)
  const hideable = await getHideable(desk, actor, visit.param('code'))
  const { contribution } = hideable
  const file = await getHideableFile(desk, contribution, visit.param('file_id'))
  const kind = desk.kinds.get(contribution.kind)
  if (!kind) throw notFound()
  const contents = await contentsOf(desk.db, contribution)
  const media = findMedia(contents, file.id)
  const copies = await readCopies(desk.db, file, desk.now())
  const shown = fileShown(file, contents, visit.locale)
  const hidings = await listHidings(desk.db, contribution.id)
  // What is told again in writing and not hidden yet.
  const seal = redactPhrases(phrasesOf(hidings, desk.now()))
  const sealed = sealedLines(media, copies.spans)
  const written = writtenIn(contents, kind).map((each) => ({ ...each, text: seal([each.text])[0] ?? '' }))
  const sealedText = sealed.map(({ text }) => text).join('\n')
  const known = await knownNames(desk, contribution, contents)
  const third = await listThirdPersons(desk.db, contribution.id)
  const said = new Set(written.flatMap(({ text }) => namesIn(text)))
  const transcript = media?.transcripts.find(({ form }) => form === 'original') ?? media?.transcripts[0]
  const at = Math.min(Math.max(Math.trunc(Number(visit.query('page'))) || 1, 1), 1_000)
  const lines = transcript?.cues ?? []
  const href = (page: number) =>
    (page - 1) * linesAtOnce < lines.length && page > 0
      ? `${hrefOf(locale, addresses.file, paramsOf(visit))}?page=${page}`
      : undefined
  const subject = subjectOf(desk, contribution)
  return await deskPage(
    visit,
    {
      title: t('file.title', { title: shown.title }),
      within: localPath(locale, subject.workshop),
      hasErrors: mistakes !== undefined,
      ...(mistakes && { status: 422 as const }),
    },
    <FilePage
      subject={subject}
      file={shown}
      notice={noticeOf(visit)}
      hidings={(await hidingsShown(visit, hideable, await filesOf(desk, contribution, contents, visit.locale))).filter(
        (each) => each.file?.id === file.id,
      )}
      copies={copies}
      duration_ms={copies.duration_ms}
      waveform={copies.waveform}
      picture={copies.picture}
      regions={copies.regions}
      language={transcript?.language ?? contribution.draft.language}
      cues={lines.slice((at - 1) * linesAtOnce, at * linesAtOnce).map((cue): CueShown => ({
        ...cue,
        isSealed: isInSpan(cue, copies.spans),
        says: third.filter(({ names }) => isSaid(names, cue.text)).flatMap(({ names }) => names.slice(0, 1)),
      }))}
      around={{ before: href(at - 1), after: href(at + 1) }}
      passages={passagesSharedWith(sealed, written).slice(0, 100)}
      names={namesIn(sealedText, [...known, ...third.flatMap(({ names }) => names)])
        .filter((name) => said.has(name))
        .slice(0, 12)}
      asked_by={askedBefore(visit)}
      submission_ids={{ part: randomUUID(), words: randomUUID() }}
      returned={
        mistakes && {
          values: visit.form,
          errors: errorsOf(mistakes, locale, {
            begin: t(mistakes['begin'] === 'required' ? 'span.none' : 'span.wrong'),
            end: t('span.wrong'),
            x: t(mistakes['x'] === 'required' ? 'region.none' : 'region.wrong'),
            until: t('why.past'),
          }),
        }
      }
    />,
  )
}

const isSaid = (names: readonly string[], text: string): boolean =>
  redactionAcross([{ names, shown: null }], names)([text])[0] !== text
