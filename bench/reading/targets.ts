// What the town is promised of speed, and whether this run held it. A figure that is missed is told, never a failure:
// machines differ.

import type { Machine } from '../results.ts'
import { noise, perSecond, shareOfFloor, storyBefore } from './heard.ts'
import type { Scores } from './lighthouse.ts'
import { pageNames, type PageName } from './pages.ts'
import type { SizeMeasures } from './measures.ts'
import type { Weight } from './weight.ts'

export type Verdict = {
  what: string
  measured: number
  /** The most, or the least, it should be. */
  reach: number
  unit: string
  reached: boolean
}

export type Measured = { sizes: SizeMeasures[]; weight: Weight; lighthouse: Scores[] }

export function verdictsOf({ sizes, weight, lighthouse }: Measured, machine: Machine): Verdict[] {
  const verdicts: Verdict[] = []
  const atLeast = (what: string, measured: number, reach: number, unit: string) =>
    verdicts.push({ what, measured, reach, unit, reached: measured >= reach })
  const atMost = (what: string, measured: number, reach: number, unit: string) =>
    verdicts.push({ what, measured, reach, unit, reached: measured <= reach })

  const [small, large] = [sizes[0], sizes.at(-1)]
  for (const { stories, pages } of sizes) {
    const before = storyBefore(stories, machine)
    for (const [name, page] of [
      ['story', pages.story],
      ['story with sound', pages.heard],
    ] as const) {
      if (!page) continue
      atLeast(`warm ${name}, share of the floor’s requests/s (${told(stories)})`, shareOfFloor(page), 60, '%')
      if (name === 'story')
        atLeast(
          `cache off, stories for a second of the server’s processor (${told(stories)})`,
          perSecond(page),
          600,
          '/s',
        )
      if (!before || !pages.heard) continue
      const as = `as stories before sounds, ${noise * 100} % apart at most (${told(stories)})`
      atLeast(`warm ${name}, share of the floor, ${as}`, shareOfFloor(page), shareOfFloor(before) * (1 - noise), '%')
      atLeast(
        `cache off, ${name}, for a second of processor, ${as}`,
        perSecond(page),
        perSecond(before) * (1 - noise),
        '/s',
      )
      for (const at of ['p50', 'p95'] as const)
        atMost(`cache off, ${name}, ${at}, ${as}`, page.off[at], before.off[at] * (1 + noise), 'ms')
    }
  }
  if (small && large && small !== large) {
    const apart = small.run === large.run ? '' : ', measured apart'
    const name = `${told(large.stories)} / ${told(small.stories)}${apart}`
    const ratio = (of: (size: SizeMeasures) => number | undefined) => (of(large) ?? NaN) / (of(small) ?? NaN)
    atMost(
      `cache off, rare words, p95 (${name})`,
      ratio(({ pages }) => pages.rare?.off.p95),
      3,
      '×',
    )
    // A common word finds a share of the town: it has a limit of its own.
    for (const page of pageNames.filter((each) => each !== 'common' && small.pages[each] && large.pages[each]))
      atMost(
        `cache off, ${pageWords[page]}, p50 (${name})`,
        ratio(({ pages }) => pages[page]?.off.p50),
        1.5,
        '×',
      )
    atMost(
      `publish one story (${name})`,
      ratio(({ probe }) => probe.publish),
      2,
      '×',
    )
  }
  if (large?.pages.common)
    atMost(`cache off, common words, p95 (${told(large.stories)})`, large.pages.common.off.p95, 60, 'ms')
  atMost('five-minute story, compressed HTML and CSS', (weight.html + weight.css) / 1_000, 14, 'kB')
  atMost('scripts a story waits for', weight.blockingScripts.length, 0, '')
  for (const { page, scores } of lighthouse)
    for (const [category, score] of Object.entries(scores)) atLeast(`Lighthouse, ${page}, ${category}`, score, 100, '')
  return verdicts
}

export const pageWords: Record<PageName, string> = {
  home: 'home',
  browse: 'browse',
  story: 'story',
  heard: 'story with sound',
  theme: 'theme',
  rare: 'search, rare word',
  common: 'search, common word',
  misspelt: 'search, misspelt',
}

export const told = (stories: number): string => stories.toLocaleString('en')

/** One line: what, the figure, the reach, and by how much it is missed. */
export function sentenceOf({ what, measured, reach, unit, reached }: Verdict): string {
  const figure = `${shown(measured)} ${unit}`.trim()
  const aim = `${shown(reach)} ${unit}`.trim()
  const gap = Math.abs(measured - reach)
  const share = reach === 0 ? '' : `, ${Math.round((gap / reach) * 100)} %`
  return `${reached ? 'reached' : 'MISSED '}  ${what}: ${figure} (reach ${aim}${reached ? '' : `; by ${shown(gap)}${share}`})`
}

export const shown = (figure: number): string =>
  Number.isNaN(figure)
    ? '—'
    : Math.abs(figure) >= 100
      ? Math.round(figure).toLocaleString('en')
      : String(Number(figure.toPrecision(3)))
