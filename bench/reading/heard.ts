// Stories with sound beside stories without in the same run, and beside what stories were before sounds came.

import before from './before-sound.json' with { type: 'json' }
import type { Machine } from '../results.ts'
import type { SizeMeasures } from './measures.ts'

/** How stories read before, at this size; undefined when that was never measured, or on another machine. */
export function storyBefore(stories: number, { cpus, model }: Machine) {
  const isSame = before.machine.cpus === cpus && before.machine.model === model
  return isSame ? before.sizes.find((each) => each.stories === stories) : undefined
}

/** The same, measured unchanged: two runs on one machine differ by that much. */
export const noise = 0.05

export const perSecond = ({ off }: { off: { cpu: number } }): number => 1_000 / off.cpu
export const shareOfFloor = ({ warm, floor }: { warm: { rate: number }; floor: { rate: number } }): number =>
  (warm.rate / floor.rate) * 100

/** Each figure of a story with sound, divided by the same of a story without. */
export function besideStory({ pages: { story, heard } }: SizeMeasures) {
  if (!story || !heard) return undefined
  return {
    bytes: heard.bytes / story.bytes,
    warm: heard.warm.rate / story.warm.rate,
    perSecond: perSecond(heard) / perSecond(story),
    p50: heard.off.p50 / story.off.p50,
    p95: heard.off.p95 / story.off.p95,
  }
}
