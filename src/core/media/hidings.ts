// What is hidden in a file at an hour, and the recipe of the public copies that follows from it. Pure. A public copy is
// only ever served under the recipe of this very hour: hiding one more second takes the former copies off at once.

import type { MediaNature } from '../contribution/media.content.ts'
import { dayOf } from '../platform/clock.ts'
import { canonicalJson, sha256 } from '../platform/identifiers.ts'
import type { DerivationRecipe, HidingKind, PicturedStatus, Region, Span } from './media.tables.ts'

/** Raised when public copies must all be made again. */
export const recipeVersion = 1

export type HidingFact = {
  file_id: string | null
  kind: HidingKind
  start_ms: number | null
  end_ms: number | null
  x: number | null
  y: number | null
  w: number | null
  h: number | null
  words: readonly string[]
  until: string | null
  lifted_at: Date | null
}

export type PicturedFact = {
  status: PicturedStatus
  person_id: string | null
  x: number | null
  y: number | null
  w: number | null
  h: number | null
  agreed_by: string
  agreed_by_second: string
  agreed_on: string | null
  agreed_until: string | null
  born_on: string | null
  taken_back_at: Date | null
}

/** Whether it hides now: not lifted, and its day not yet come. */
export const isHiding = (hiding: Pick<HidingFact, 'until' | 'lifted_at'>, now: Date): boolean =>
  hiding.lifted_at === null && (hiding.until === null || dayOf(now) < hiding.until)

/** Whether the file is nowhere at all now: neither seen, nor heard, nor named. */
export const isWhollyHidden = (hidings: readonly HidingFact[], now: Date): boolean =>
  hidings.some((each) => each.kind === 'file' && isHiding(each, now))

/** The spans sealed now, in order, those that touch made one. Milliseconds. */
export function spansOf(hidings: readonly HidingFact[], now: Date): Span[] {
  const spans = hidings
    .filter((each) => each.kind === 'span' && isHiding(each, now))
    .map((each) => ({ start_ms: each.start_ms ?? 0, end_ms: each.end_ms ?? 0 }))
    .toSorted((a, b) => a.start_ms - b.start_ms)
  const joined: Span[] = []
  for (const span of spans) {
    const last = joined.at(-1)
    if (last && span.start_ms <= last.end_ms) last.end_ms = Math.max(last.end_ms, span.end_ms)
    else joined.push({ ...span })
  }
  return joined
}

/** Whether a caption touches a sealed span, were it for an instant. */
export const isInSpan = (cue: { start: number; end: number }, spans: readonly Span[]): boolean =>
  spans.some((span) => cue.start < span.end_ms && Math.max(cue.end, cue.start + 1) > span.start_ms)

const regionOf = ({ x, y, w, h }: Pick<HidingFact, 'x' | 'y' | 'w' | 'h'>): Region[] =>
  x === null || y === null || w === null || h === null ? [] : [{ x, y, w, h }]

/** The regions of a picture sealed now, and the faces to be blurred. */
export const regionsOf = (hidings: readonly HidingFact[], pictured: readonly PicturedFact[], now: Date): Region[] =>
  [
    ...hidings.filter((each) => each.kind === 'region' && isHiding(each, now)).flatMap(regionOf),
    ...pictured.filter((each) => each.status === 'blur').flatMap(regionOf),
  ].toSorted((a, b) => a.x - b.x || a.y - b.y || a.w - b.w || a.h - b.h)

/** The phrases sealed now, in every text of the contribution. */
export const phrasesOf = (hidings: readonly HidingFact[], now: Date): string[] =>
  hidings.filter((each) => each.kind === 'words' && isHiding(each, now)).flatMap((each) => each.words)

/** What is made of a file, and the short name of what is hidden in it. */
export function recipeOf(
  nature: MediaNature,
  hidings: readonly HidingFact[],
  pictured: readonly PicturedFact[],
  now: Date,
): { hidings: string; recipe: DerivationRecipe } {
  const recipe = {
    version: recipeVersion,
    nature,
    spans: spansOf(hidings, now),
    regions: regionsOf(hidings, pictured, now),
  }
  const isPlain = recipe.spans.length === 0 && recipe.regions.length === 0
  return { hidings: isPlain ? `${recipeVersion}` : sha256(canonicalJson(recipe)).slice(0, 32), recipe }
}
