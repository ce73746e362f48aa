import { expect, test } from 'vitest'
import before from './before-sound.json' with { type: 'json' }
import { fileRows } from './files-table.ts'
import { besideStory } from './heard.ts'
import type { PageMeasures, SizeMeasures } from './measures.ts'
import { optionsOf } from './options.ts'
import { shown, verdictsOf } from './targets.ts'

const [reference] = before.sizes
const pageOf = (slower: number): PageMeasures => {
  const times = { p50: 0, p95: 0, p99: 0 }
  const { warm, floor, off } = reference!
  return {
    bytes: 9_000 * slower,
    cold: times,
    floor: { ...times, ...floor, cpu: 0, databaseCpu: 0 },
    warm: { ...times, rate: warm.rate / slower, cpu: 0, databaseCpu: 0 },
    off: { ...times, ...off, p50: off.p50 * slower, p95: off.p95 * slower, cpu: off.cpu * slower },
  }
}
const measuresOf = (heard: number): SizeMeasures => ({
  stories: reference!.stories,
  run: '2026-11-22T12:00:00.000Z',
  pages: { story: pageOf(1), heard: pageOf(heard) },
  memory: { ready: 0, after: 0 },
  probe: { catalog: { milliseconds: 0, megabytes: 0 }, facets: { all: 0, three: 0 }, publish: 0, databaseMegabytes: 0 },
})
const missed = (heard: number, machine = before.machine) =>
  verdictsOf({ sizes: [measuresOf(heard)], weight: { html: 0, css: 0, blockingScripts: [] }, lighthouse: [] }, machine)
    .filter(({ reached, what }) => !reached && what.includes('with sound'))
    .map(({ what }) => what.replace(/, (as stories|5 %).*/, ''))

test('a story with sound is compared with what stories were, on the same machine only', () => {
  expect(missed(1.04)).toEqual([])
  expect(missed(1.1)).toEqual([
    'warm story with sound, share of the floor',
    'cache off, story with sound, for a second of processor',
    'cache off, story with sound, p50',
    'cache off, story with sound, p95',
  ])
  expect(missed(1.1, { ...before.machine, cpus: 64 })).toEqual([])
  expect(besideStory(measuresOf(2))).toEqual({ bytes: 2, warm: 0.5, perSecond: 0.5, p50: 2, p95: 2 })
})

test('files are told as speeds and ratios', () => {
  const stamp = { day: '2026-11-22', machine: before.machine }
  const uploads = { ...stamp, bytes: 1e9, seconds: { copy: 2, 'copy and hash': 3, tus: 2.5, 'plain form': 4 } }
  const pictures = { ...stamp, pictures: [{ name: 'noise, 24 MP', ours: 3, theirs: 2 }] }
  const fixity = { ...stamp, bytes: 2e9, isCold: true, seconds: { ours: 4, sha256sum: 2 }, share: 0.1 }
  const { rows } = fileRows({ uploads, pictures, fixity }, 'fr', shown)
  expect(rows.map(([, here, beside, ratio]) => [here, beside, ratio])).toEqual([
    ['400 Mo/s', 'copie simple 500 Mo/s', '80 %'],
    ['250 Mo/s', 'copie simple 500 Mo/s', '50 %'],
    ['3 s', 'vips 2 s', '1.5 ×'],
    ['3 s', 'vips 2 s', '1.5 ×'],
    ['500 Mo/s', 'sha256sum 1,000 Mo/s', '50 %'],
  ])
  expect(fileRows({ uploads: undefined, pictures: undefined, fixity: undefined }, 'en', shown).rows).toEqual([])
})

test('sizes, or none', () => {
  expect(optionsOf(['--stories', '10000,1000']).stories).toEqual([1_000, 10_000])
  expect(optionsOf(['--stories', 'none']).stories).toEqual([])
  expect(() => optionsOf(['--stories', 'all'])).toThrow('all')
})
