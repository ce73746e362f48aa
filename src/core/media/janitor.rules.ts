// The janitor's rule (REL-07): what is thrown away is held first, then looked for once more, and goes to the trash for
// thirty days. It knows the desk by what it holds only, so that any number of races can be run against it.

import type { Area, Vault } from '../platform/vault/vault.ts'
import { secureBytes } from './holding.ts'

/** Bytes that nobody else can begin to name, or throw away, until `work` is done. */
export type Held = {
  isNamed: () => Promise<boolean>
  /** Writes down what was done with them. */
  note: (done: 'discarded' | 'deleted') => Promise<void>
}
export type Holder = <Result>(area: Area, sha256: string, work: (held: Held) => Promise<Result>) => Promise<Result>

type Places = Pick<Vault, 'find' | 'discard' | 'restore' | 'forget'> & {
  copy?: Pick<Vault, 'find' | 'discard' | 'restore' | 'forget'>
}

/** Moves bytes to the trash, here and in the second copy, unless something names them. */
export async function letGo(vault: Places, hold: Holder, area: Area, sha256: string): Promise<boolean> {
  return await hold(area, sha256, async ({ isNamed, note }) => {
    if (await isNamed()) return false
    await vault.discard(area, sha256)
    await vault.copy?.discard(area, sha256)
    await note('discarded')
    return true
  })
}

/** Takes bytes out of the trash of this place for ever; those that are named come back from it instead. */
export async function emptyOut(
  place: Omit<Places, 'copy'>,
  hold: Holder,
  area: Area,
  sha256: string,
): Promise<boolean> {
  return await hold(area, sha256, async ({ isNamed, note }) => {
    const isLive = await isNamed()
    if (isLive && !(await place.find(area, sha256))) {
      await secureBytes(place, area, sha256)
      return false
    }
    await place.forget(area, sha256)
    if (!isLive) await note('deleted')
    return true
  })
}
