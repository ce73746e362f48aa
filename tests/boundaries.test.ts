// The floors of the house: which file may import which. A broken rule says where the code should go.

import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '..')
const rooms = ['platform', 'people', 'contribution', 'consent', 'media', 'review', 'shelf', 'exchange']
// A test file may tell a few more stories than the code it tries.
const limits = { lines: 400, testLines: 500 }

/** A lazy import (`import()`) still obeys the floors; it cannot make a cycle. */
type Import = { file: string; to: string; isType: boolean; isLazy: boolean }

async function sources(): Promise<string[]> {
  const names = await readdir(path.join(root, 'src'), { recursive: true })
  return names
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => `src/${name.replaceAll(path.sep, '/')}`)
    .toSorted()
}

async function importsOf(file: string): Promise<Import[]> {
  const text = await readFile(path.join(root, file), 'utf8')
  const found = [
    ...text.matchAll(/^\s*(?:import|export)\s+(type\s)?[^'"]*?from\s*'([^']+)'|import\(\s*'([^']+)'\s*\)/gm),
  ]
  return found.flatMap(([, type, from, dynamic]): Import[] => {
    const target = from ?? dynamic ?? ''
    const how = { file, isType: Boolean(type), isLazy: from === undefined }
    if (target.startsWith('#')) return [{ ...how, to: `src/${target.slice(1)}` }]
    if (target.startsWith('.')) return [{ ...how, to: path.posix.join(path.posix.dirname(file), target) }]
    return []
  })
}

const floorOf = (file: string): string => file.split('/')[1] ?? ''
const capabilityOf = (file: string): string | undefined =>
  floorOf(file) === 'capabilities' ? file.split('/')[2]?.replace(/\.ts$/, '') : undefined
const roomOf = (file: string): number => (floorOf(file) === 'core' ? rooms.indexOf(file.split('/')[2] ?? '') : -1)
const isTest = (file: string): boolean => /\.test\.tsx?$/.test(file)

function brokenRule({ file, to, isType }: Import): string | undefined {
  if (isTest(file)) return undefined
  const [from, target] = [floorOf(file), floorOf(to)]
  if (target === 'main.ts') return 'nothing imports main'
  if (from === 'core' && ['ui', 'client', 'capabilities'].includes(target))
    return 'core never imports upwards: move what is shared down to core, or the rule up'
  if ((from === 'ui' || from === 'client') && target === 'capabilities')
    return 'ui and client know no capability: pass data by props'
  const [mine, other] = [capabilityOf(file), capabilityOf(to)]
  if (mine && other && mine !== other && mine !== 'index')
    return `capabilities never import one another: meet through cards, events or links (${mine} → ${other})`
  if (mine && ['app.ts', 'server.ts', 'installation.ts', 'cli'].includes(target))
    return 'a capability does not know who composes it'
  // Contracts (types) may look upwards; running code may not.
  const [here, there] = [roomOf(file), roomOf(to)]
  if (!isType && here >= 0 && there > here)
    return `${rooms[here]} may import only the rooms before it: ${rooms.slice(0, here).join(', ') || 'none'}`
  if (/\.(rules|input|kind)\.ts$/.test(file) && /\.(queries|actions|routes|pages)\.tsx?$/.test(to))
    return 'rules, input and kind are pure: they import neither queries nor actions'
  if (/\.(pages|parts)\.tsx$/.test(file) && /\.(queries|actions)\.ts$/.test(to) && !isType)
    return 'pages receive their data by props'
  if (file.endsWith('.island.tsx') && target === 'core') return 'islands import client and ui only'
  return undefined
}

const files = await sources()
const imports = (await Promise.all(files.map(importsOf))).flat()

test('no import goes up or sideways', () => {
  const broken = imports.flatMap((each) => {
    const rule = brokenRule(each)
    return rule ? [`${each.file} imports ${each.to}: ${rule}`] : []
  })
  expect(broken).toEqual([])
})

test('there is no import cycle', () => {
  const edges = new Map<string, string[]>()
  for (const { file, to, isType, isLazy } of imports)
    if (!isType && !isLazy) edges.set(file, [...(edges.get(file) ?? []), to])
  const done = new Set<string>()
  const cycles: string[] = []
  const walk = (file: string, trail: readonly string[]): void => {
    if (trail.includes(file)) return void cycles.push([...trail.slice(trail.indexOf(file)), file].join(' → '))
    if (done.has(file)) return
    for (const next of edges.get(file) ?? []) walk(next, [...trail, file])
    done.add(file)
  }
  for (const file of files) walk(file, [])
  expect(cycles).toEqual([])
})

test(`no file is longer than ${limits.lines} lines`, async () => {
  const long = await Promise.all(
    files.map(async (file) => {
      const lines = (await readFile(path.join(root, file), 'utf8')).split('\n').length
      return lines > (isTest(file) ? limits.testLines : limits.lines)
        ? [`${file}: ${lines} lines; split it by reason to change`]
        : []
    }),
  )
  expect(long.flat()).toEqual([])
})

test('the core and the kit name no capability', async () => {
  const names = (await readdir(path.join(root, 'src/capabilities'), { withFileTypes: true }))
    .filter((each) => each.isDirectory())
    .map((each) => each.name)
  const naming = await Promise.all(
    files
      .filter((file) => ['core', 'ui', 'client'].includes(floorOf(file)) && !isTest(file))
      .map(async (file) => {
        const text = (await readFile(path.join(root, file), 'utf8')).replace(/^\s*(\/\/|\*|\/\*).*$/gm, '')
        // A capability is named by a quoted word; rooms of the core may share a word with one.
        return names
          .filter(
            (name) =>
              !['review', 'crossings', 'exchange', 'media', 'hidings', 'transcripts'].includes(name) &&
              new RegExp(`['"\`/]${name}['"\`/]`).test(text),
          )
          .map((name) => `${file} names ${name}`)
      }),
  )
  expect(naming.flat()).toEqual([])
})
