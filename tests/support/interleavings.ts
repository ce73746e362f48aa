// Several pieces of work side by side, one step at a time, in an order that is chosen: every order there is, or one
// drawn at random. A piece of work waits for its turn before each of its steps.

/** Waits for one's turn; `mayGo` says when that turn can come at all (a lock that is free). */
export type Turn = (mayGo?: () => boolean) => Promise<void>
export type Actor = (turn: Turn) => Promise<void>

/** Lets them go on, in the order `choose` gives among those that may, until all have ended; `after` each step. */
export async function interleave(
  actors: readonly Actor[],
  choose: (ready: readonly number[]) => number,
  after: () => void = () => {},
): Promise<void> {
  const waiting = new Map<number, { go: () => void; mayGo: () => boolean }>()
  let arrived = () => {}
  let failure: unknown
  const running = new Set<number>()
  const start = (index: number, actor: Actor) => {
    running.add(index)
    const turn: Turn = async (mayGo = () => true) =>
      await new Promise<void>((go) => {
        waiting.set(index, { go, mayGo })
        arrived()
      })
    void actor(turn)
      .catch((error: unknown) => (failure ??= error))
      .finally(() => {
        running.delete(index)
        arrived()
      })
  }
  const untilArrived = async (step: () => void) =>
    await new Promise<void>((resolve) => {
      arrived = resolve
      step()
    })
  for (const [index, actor] of actors.entries()) await untilArrived(() => start(index, actor))
  while (running.size > 0) {
    const ready = [...waiting].filter(([, each]) => each.mayGo()).map(([index]) => index)
    if (ready.length === 0) throw new Error('everyone waits for someone else')
    const chosen = choose(ready)
    const turn = waiting.get(chosen)
    waiting.delete(chosen)
    await untilArrived(() => turn?.go())
    if (failure) throw failure
    after()
  }
}

/** Runs every order there is. `prepare` begins anew for each. Gives how many orders there were. */
export async function everyInterleaving(prepare: () => { actors: Actor[]; after: () => void }): Promise<number> {
  const path: { choice: number; among: number }[] = []
  for (let count = 1; ; count++) {
    let depth = 0
    const { actors, after } = prepare()
    await interleave(
      actors,
      (ready) => {
        path[depth] ??= { choice: 0, among: ready.length }
        return ready[path[depth++]?.choice ?? 0] ?? 0
      },
      after,
    )
    // The next order: the last choice that was not the last possible one, and whatever follows from it.
    while (path.length > 0 && (path.at(-1)?.choice ?? 0) + 1 === path.at(-1)?.among) path.pop()
    const last = path.at(-1)
    if (!last) return count
    last.choice += 1
  }
}

/** Numbers from 0 to 1 that are the same each time (mulberry32). */
export function drawnFrom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
