// What a witness's own page of hiding shows, gathered: her story in passages, what she hid, what the team hid.

import { mediaOf, originalOf, type Content } from '#core/contribution/content.ts'
import { listRevisions, type Contribution } from '#core/contribution/contributions.ts'
import { hrefOf, type Visit } from '#core/doors.ts'
import { listDerivations } from '#core/media/derive/read.ts'
import { listFiles } from '#core/media/files.ts'
import { listHidings, type Hiding } from '#core/media/hide.ts'
import { isHiding, isInSpan, isWhollyHidden, phrasesOf, spansOf } from '#core/media/hidings.ts'
import type { Span } from '#core/media/media.tables.ts'
import type { CardHolder } from '#core/people/roles.ts'
import { notFound } from '#core/platform/errors.ts'
import { hasWords, redactionIn, redactPhrases } from '#core/shelf/redact.ts'
import { fileTitleIn } from '#ui/file-name.ts'
import { wordsIn } from '#ui/words-in.ts'
import { addresses, elsewhere } from './hidings.addresses.ts'
import { listNames } from './hidings.queries.ts'
import type { OwnFile, OwnGesture, OwnPassage, OwnState, OwnWhat } from './own.pages.tsx'
import { heardIn, partsOfHeard, partsOfRead, readIn, type Parts } from './own.rules.ts'
import { texts } from './texts.ts'
import { writtenIn } from './written.rules.ts'

/** Passages shown at once of one sound, or of the texts. */
export const passagesAtOnce = 25

/** The newest revision, and the one that is on the shelf: what she may read of her story, and what everyone does. */
async function ownContents({ desk, reader }: Visit<CardHolder>, contribution: Contribution): Promise<Content[]> {
  const revisions = await listRevisions(desk.db, contribution.id)
  const shown = await reader
    .selectFrom('shelf.item')
    .select('revision_number')
    .where('id', '=', contribution.id)
    .executeTakeFirst()
  const newest = revisions.at(-1)
  return revisions
    .filter((each) => each === newest || each.number === shown?.revision_number)
    .map(({ content }) => content)
    .toReversed()
}

/** Everything she can point at, before it is written on the page. */
export async function readOwn(visit: Visit<CardHolder>, contribution: Contribution) {
  const { desk, kinds } = visit
  const kind = kinds.get(contribution.kind)
  if (!kind) throw notFound()
  const contents = await ownContents(visit, contribution)
  const kept = (await listFiles(desk.db, contribution.id)).filter(({ purpose }) => purpose === 'media')
  const copies = await listDerivations(
    desk.db,
    kept.map(({ id }) => id),
  )
  const media = [...new Map(contents.flatMap(mediaOf).map((each) => [each.file_id, each])).values()]
  const files = media.flatMap((each) => {
    const file = kept.find(({ id }) => id === each.file_id)
    if (!file) return []
    const isHeard = each.nature === 'sound' || each.nature === 'video'
    const duration = copies.get(file.id)?.findings.duration_ms ?? file.facts.duration_ms ?? null
    return [{ media: each, heard: isHeard ? heardIn(each, duration) : [] }]
  })
  return { kind, contents, files, read: readIn(writtenIn(contents, kind)) }
}
export type Own = Awaited<ReturnType<typeof readOwn>>

/** What the button pressed hides; undefined when no such passage is there any more. */
export function partsAskedFor(asked: string, { files, read, contents, kind }: Own): Parts[] | undefined {
  const whole = files.find(({ media }) => asked === `f-${media.file_id}`)
  if (whole) return [{ file_id: whole.media.file_id, parts: [{ kind: 'file' }] }]
  const heard = files.flatMap((each) => each.heard).find(({ id }) => id === asked)
  if (heard) return partsOfHeard(heard, { contents, kind })
  const passage = read.find(({ id }) => id === asked)
  return passage && partsOfRead(passage, { contents, kind })
}

/** The page's view. `only`: one sound ('' for all), and its page. */
export async function ownView(
  visit: Visit<CardHolder>,
  contribution: Contribution,
  { files, read }: Own,
  { only, at }: { only: string; at: number },
) {
  const { desk, actor, locale } = visit
  const t = texts.in(locale)
  const now = visit.now()
  const all = await listHidings(desk.db, contribution.id)
  const hidings = all.filter((each) => isHiding(each, now))
  const mine = hidings.filter((each) => each.witness_id === actor.person_id)
  const theirs = hidings.filter((each) => each.witness_id !== actor.person_id)
  const sealOf = (some: readonly Hiding[]) => redactionIn(redactPhrases(phrasesOf(some, now)))
  const [seal, sealTheirs] = [sealOf(hidings), sealOf(theirs)]
  const told = originalOf(contribution.draft)
  const titleOfFile = (file_id: string | null): string => {
    const media = files.find((each) => each.media.file_id === file_id)?.media
    return media ? fileTitleIn(media.words, t(`own.nature.${media.nature}`), locale, told.language).text : ''
  }
  const whatOf = (each: Hiding): OwnWhat => {
    const title = titleOfFile(each.file_id)
    if (each.kind === 'span') return { is: 'span', title, start_ms: each.start_ms ?? 0, end_ms: each.end_ms ?? 0 }
    if (each.kind !== 'words') return { is: 'file', title }
    const [text = ''] = each.words
    return { is: 'words', text, language: read.find((passage) => passage.text === text)?.language ?? told.language }
  }
  const page = <Item>(id: string, items: readonly Item[]) => {
    const number = only === id ? at : 1
    const href = (page: number) => `${hrefOf(locale, addresses.mine, { code: contribution.code })}?${inPage(id, page)}`
    return {
      items: items.slice((number - 1) * passagesAtOnce, number * passagesAtOnce),
      first: (number - 1) * passagesAtOnce + 1,
      before: number > 1 ? href(number - 1) : undefined,
      after: number * passagesAtOnce < items.length ? href(number + 1) : undefined,
    }
  }
  const isShown = (id: string) => only === '' || only === id
  const ownFiles = files
    .filter(({ media }) => isShown(media.file_id))
    .map(({ media, heard }): OwnFile => {
      const its = hidings.filter((each) => each.file_id === media.file_id)
      const whole = mine.find((each) => each.file_id === media.file_id && each.kind === 'file')
      const spans = spansOf(its, now)
      const theirSpans = spansOf(
        theirs.filter((each) => each.file_id === media.file_id),
        now,
      )
      const { items, ...around } = page(media.file_id, heard)
      const src = hrefOf(locale, elsewhere.myBytes, { file_id: media.file_id, what: 'mieux' })
      const alt = wordsIn(Object.fromEntries(media.words.map((each) => [each.language, each.alt])), locale)
      return {
        id: media.file_id,
        nature: media.nature,
        title: titleOfFile(media.file_id),
        language: told.language,
        alt,
        src,
        state: whole
          ? { is: 'hers', hiding_id: whole.id }
          : isWhollyHidden(its, now)
            ? { is: 'team' }
            : { is: 'shown' },
        around,
        passages: items.map(({ id, start_ms, end_ms, text }): OwnPassage => {
          const hers = mine.find(
            (each) => each.file_id === media.file_id && each.start_ms === start_ms && each.end_ms === end_ms,
          )
          const covers = (all: readonly Span[]) =>
            all.some((each) => each.start_ms <= start_ms && end_ms <= each.end_ms)
          const isTouched = isInSpan({ start: start_ms, end: end_ms }, spans)
          return {
            id,
            text,
            language: media.transcripts.find(({ form }) => form === 'original')?.language ?? told.language,
            heard: { src: `${src}#t=${start_ms / 1000},${end_ms / 1000}`, start_ms, end_ms },
            state: stateOf(hers, covers(theirSpans), covers(spans), isTouched),
          }
        }),
      }
    })
  const { items, ...around } = page('textes', isShown('textes') ? read : [])
  const team = hidings.filter((each) => each.witness_id === null).length
  return {
    code: contribution.code,
    title: told.title,
    language: told.language,
    files: ownFiles,
    texts: {
      around,
      passages: items.map(({ id, language, text }): OwnPassage => {
        const hers = mine.find((each) => each.kind === 'words' && each.words[0] === text)
        const sealed = seal(text)
        return {
          id,
          language,
          text,
          state: stateOf(hers, !hasWords(sealTheirs(text)), !hasWords(sealed), sealed !== text),
        }
      }),
    },
    gestures: gesturesOf(mine, whatOf),
    team,
    shownAgain: await shownAgainOf(visit, all, whatOf),
  }
}

/** Where a list of passages is, after the question mark. */
export const inPage = (id: string, page: number): string => `dans=${id}&page=${page}`

/** The nearest reason first: her own gesture here, the team's, one of hers elsewhere. */
function stateOf(hers: Hiding | undefined, isTheirs: boolean, isCovered: boolean, isTouched: boolean): OwnState {
  if (hers) return { is: 'hers', hiding_id: hers.id }
  return { is: isTheirs ? 'team' : isCovered ? 'with' : isTouched ? 'partly' : 'shown' }
}

/** What she hid, one gesture after the other: what was hidden together comes back together. */
function gesturesOf(mine: readonly Hiding[], whatOf: (each: Hiding) => OwnWhat): OwnGesture[] {
  const byMoment = Map.groupBy(mine, ({ placed_at }) => placed_at.getTime())
  return [...byMoment.values()].map((together) => ({
    id: together[0]?.id ?? '',
    at: together[0]?.placed_at ?? new Date(0),
    what: together.map(whatOf),
  }))
}

/** What she had hidden and someone else showed again, with the reason she or he gave. */
async function shownAgainOf(
  { desk, actor }: Visit<CardHolder>,
  all: readonly Hiding[],
  whatOf: (each: Hiding) => OwnWhat,
) {
  const lifted = all.filter(
    (each) => each.witness_id === actor.person_id && each.lifted_at !== null && each.lifted_by !== actor.person_id,
  )
  const names = await listNames(
    desk.db,
    lifted.map(({ lifted_by }) => lifted_by),
  )
  return lifted.map((each) => ({
    id: each.id,
    what: whatOf(each),
    by: names.get(each.lifted_by ?? '') ?? '',
    at: each.lifted_at ?? new Date(0),
    reason: each.lifted_reason,
  }))
}
