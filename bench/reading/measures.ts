// One size of shelf, measured: each page with its pages kept, forgotten, or never kept, and the floor beside it.

import { ask, rush, stroll, strollInTurns, type Rush, type Times } from './load.ts'
import { openTown, pageNames, type PageName, type Town } from './pages.ts'
import { layFloor, memoryOf, resultOf, runBuilt, serve, type Served } from './processes.ts'
import type { Probe } from './probe.ts'

export type PageMeasures = {
  /** Compressed, as sent: of the median address. */
  bytes: number
  floor: Rush & Times
  warm: Rush & Times
  cold: Times
  off: Rush & Times
}
export type SizeMeasures = {
  stories: number
  /** When its run began: sizes of one run compare with each other. */
  run: string
  /** A page that was not yet measured then is not there. */
  pages: Partial<Record<PageName, PageMeasures>>
  /** Megabytes the server holds: ready, and after everything was asked of it. */
  memory: { ready: number; after: number }
  probe: Probe
}

export async function measureSize(run: string, stories: number, data: string, seconds: number): Promise<SizeMeasures> {
  const probe = await resultOf<Probe>(runBuilt('probe', [], { DATA_DIR: data }))
  const town = await openTown(data)
  try {
    const kept = await measureKept(data, town, seconds)
    const off = await measureOff(data, town, seconds)
    const pages = Object.fromEntries(pageNames.map((name) => [name, { ...kept.pages[name], off: off[name] }]))
    return { stories, run, pages, memory: kept.memory, probe }
  } finally {
    await town.close()
  }
}

const turns = 3
const middleOf = (rushes: readonly Rush[]): Rush =>
  rushes.toSorted((one, other) => one.rate - other.rate)[rushes.length >> 1] ?? {
    rate: Number.NaN,
    cpu: Number.NaN,
    databaseCpu: Number.NaN,
  }

type Kept = { pages: Record<PageName, Omit<PageMeasures, 'off'>>; memory: SizeMeasures['memory'] }

async function measureKept(data: string, town: Town, seconds: number): Promise<Kept> {
  const server = await serve(data, { keepsPages: true })
  try {
    const ready = memoryOf(server.pid)
    const pages: Partial<Kept['pages']> = {}
    for (const name of pageNames) pages[name] = await measureKeptPage(server, name, town, seconds)
    return { pages: pages as Kept['pages'], memory: { ready, after: memoryOf(server.pid) } }
  } finally {
    await server.stop()
  }
}

async function measureKeptPage(
  server: Served,
  name: PageName,
  town: Town,
  seconds: number,
): Promise<Omit<PageMeasures, 'off'>> {
  const paths = town.pages[name]
  // Once before counting: the first computation of a process also compiles its code.
  for (const path of paths) await ask(server.origin, path)
  const cold = await stroll(server, paths, 60, async () => {
    await town.move()
    // The word that the shelf moved goes round by the database.
    await new Promise((resolve) => setTimeout(resolve, 25))
  })
  const answers = []
  for (const path of paths) answers.push(await ask(server.origin, path))
  const page = answers.toSorted((one, other) => one.body.length - other.body.length)[answers.length >> 1]
  if (!page) throw new Error(`nothing to ask of ${name}`)
  const headers = page.headers.filter(([header]) => !/^(date|connection|keep-alive|transfer-encoding)$/i.test(header))
  const floor = await layFloor({ headers, body: page.body })
  try {
    await rush(floor, paths, { seconds: 1 })
    await rush(server, paths, { seconds: 1 })
    // In turns: a neighbour's burst falls on both.
    const [below, above]: [Rush[], Rush[]] = [[], []]
    for (let turn = 0; turn < turns; turn++) {
      below.push(await rush(floor, paths, { seconds: seconds / turns }))
      above.push(await rush(server, paths, { seconds: seconds / turns }))
    }
    return {
      bytes: page.body.length,
      cold,
      floor: { ...middleOf(below), ...(await stroll(floor, paths, 500)) },
      warm: { ...middleOf(above), ...(await stroll(server, paths, 500)) },
    }
  } finally {
    await floor.stop()
  }
}

// Asked in turns, as they are compared with each other: a neighbour's burst falls on both.
const together: readonly (readonly PageName[])[] = [
  ['story', 'heard'],
  ...pageNames.filter((name) => name !== 'story' && name !== 'heard').map((name) => [name]),
]

type Off = Record<PageName, Rush & Times>

async function measureOff(data: string, town: Town, seconds: number): Promise<Off> {
  const server = await serve(data, { keepsPages: false })
  try {
    const off: Partial<Off> = {}
    for (const names of together) {
      for (const name of names) {
        const paths = town.pages[name]
        // The first question of a process also reads the catalog and compiles the code.
        for (const path of paths.slice(0, 20)) await ask(server.origin, path)
        await rush(server, paths, { seconds: 1, readers: 4 })
      }
      const times = await strollInTurns(
        server,
        names.map((name) => town.pages[name]),
        200,
      )
      const rushes: Rush[][] = names.map(() => [])
      for (let turn = 0; turn < (names.length > 1 ? turns : 1); turn++)
        for (const [at, name] of names.entries())
          rushes[at]?.push(await rush(server, town.pages[name], { seconds, data, readers: 8 }))
      for (const [at, name] of names.entries()) off[name] = { ...times[at]!, ...middleOf(rushes[at] ?? []) }
    }
    return off as Off
  } finally {
    await server.stop()
  }
}
