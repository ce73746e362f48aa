// REL-07: ten thousand random races between those who bring bytes, those who take them out, and two janitors; some are
// killed on the way. No bytes that something names may leave the vault, at any step.

import { expect, test } from 'vitest'
import { drawnFrom, interleave, type Actor, type Turn } from '#tests/support/interleavings.ts'
import type { Area } from '../platform/vault/vault.ts'
import { secureBytes } from './holding.ts'
import { emptyOut, letGo, type Holder } from './janitor.rules.ts'

class Killed extends Error {}
const sums = ['a', 'b']
const area: Area = 'originals'

type World = { kept: Set<string>; trash: Set<string>; names: Map<string, number>; locked: Set<string> }
type Tally = { lost: number; named: number; discarded: number; deleted: number; killed: number; refused: number }

/** A vault whose every move takes two steps, as on a store: there is a moment when bytes are in both places. */
function aVault({ kept, trash }: World, turn: Turn) {
  const move = async (from: Set<string>, to: Set<string>, sum: string) => {
    await turn()
    if (!from.has(sum)) return false
    to.add(sum)
    await turn()
    from.delete(sum)
    return true
  }
  return {
    async keep(sum: string) {
      await turn()
      if (kept.has(sum)) return
      await turn()
      kept.add(sum)
    },
    async find(_: Area, sum: string) {
      await turn()
      return kept.has(sum) ? { size: 1, at: new Date(0) } : undefined
    },
    discard: async (_: Area, sum: string) => void (await move(kept, trash, sum)),
    restore: async (_: Area, sum: string) => await move(trash, kept, sum),
    async forget(_: Area, sum: string) {
      await turn()
      trash.delete(sum)
    },
  }
}

/** Holds bytes as a transaction does: given back when it ends, however it ends. */
const holderOf =
  ({ names, locked }: World, turn: Turn, isCareful: boolean): Holder =>
  async (_, sum, work) => {
    if (isCareful) await turn(() => !locked.has(sum))
    locked.add(sum)
    try {
      return await work({
        async isNamed() {
          await turn()
          return (names.get(sum) ?? 0) > 0
        },
        note: async () => await turn(),
      })
    } finally {
      locked.delete(sum)
    }
  }

async function race(seed: number, tally: Tally, isCareful = true): Promise<void> {
  const draw = drawnFrom(seed)
  const pick = <Each>(list: readonly Each[]): Each => list[Math.floor(draw() * list.length)] as Each
  const world: World = { kept: new Set(), trash: new Set(), names: new Map(), locked: new Set() }
  for (const sum of sums) if (draw() < 0.5) world.kept.add(sum)
  const add = (sum: string, more: number) => world.names.set(sum, Math.max(0, (world.names.get(sum) ?? 0) + more))

  const works = {
    bring: async (turn: Turn) => {
      const [vault, sum] = [aVault(world, turn), pick(sums)]
      await vault.keep(sum)
      await holderOf(world, turn, isCareful)(area, sum, async () => {
        // The trash is emptied at once here, never after thirty days: bytes may be gone, and the row is refused.
        if (!(await secureBytes(vault, area, sum))) return void (tally.refused += 1)
        await turn()
        add(sum, 1)
        tally.named += 1
      })
    },
    takeOut: async (turn: Turn) => {
      await turn()
      add(pick(sums), -1)
    },
    discard: async (turn: Turn) => {
      const sum = pick(sums)
      await turn()
      if (!world.kept.has(sum) || (world.names.get(sum) ?? 0) > 0) return
      if (await letGo(aVault(world, turn), holderOf(world, turn, isCareful), area, sum)) tally.discarded += 1
    },
    empty: async (turn: Turn) => {
      const sum = pick(sums)
      await turn()
      if (!world.trash.has(sum)) return
      if (await emptyOut(aVault(world, turn), holderOf(world, turn, isCareful), area, sum)) tally.deleted += 1
    },
  }
  const actor =
    (work: (turn: Turn) => Promise<void>, rounds: number): Actor =>
    async (turn) => {
      const mortal: Turn = async (mayGo) => {
        await turn(mayGo)
        if (draw() < 0.01) throw new Killed()
      }
      try {
        for (let round = 0; round < rounds; round++) await work(mortal)
      } catch (error) {
        if (!(error instanceof Killed)) throw error
        tally.killed += 1
      }
    }
  const actors = [
    actor(works.bring, 3),
    actor(works.bring, 3),
    actor(works.takeOut, 3),
    actor(works.discard, 4),
    actor(works.discard, 4),
    actor(works.empty, 3),
  ]
  await interleave(actors, pick, () => {
    for (const [sum, count] of world.names) if (count > 0 && !world.kept.has(sum)) tally.lost += 1
  })
}

const nothing = (): Tally => ({ lost: 0, named: 0, discarded: 0, deleted: 0, killed: 0, refused: 0 })

test('10 000 races: no bytes that something names leave the vault', { timeout: 120_000 }, async () => {
  const tally = nothing()
  for (let seed = 1; seed <= 10_000; seed++) await race(seed, tally)
  expect(tally.lost).toBe(0)
  // They did meet.
  expect(tally.named).toBeGreaterThan(30_000)
  expect(tally.discarded).toBeGreaterThan(1_000)
  expect(tally.deleted).toBeGreaterThan(500)
  expect(tally.killed).toBeGreaterThan(1_000)
})

test('without holding them, some would be lost: the races do find it', async () => {
  const tally = nothing()
  for (let seed = 1; seed <= 2_000; seed++) await race(seed, tally, false)
  expect(tally.lost).toBeGreaterThan(0)
})
