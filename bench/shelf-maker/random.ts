// Chance that can be played again: the same seed gives the same draws on every machine.

export type Random = {
  /** From 0 included to 1 excluded. */
  next(): number
  /** A whole number from 0 to `limit` excluded. */
  below(limit: number): number
  pick<Thing>(things: readonly Thing[]): Thing
  /** True that often, from 0 to 1. */
  chance(share: number): boolean
}

/** sfc32, seeded by two numbers: a story's draws depend on the seed and on its number only. */
export function randomOf(seed: number, stream: number): Random {
  let a = seed | 0
  let b = stream | 0
  let c = 0x9e3779b9
  let d = 1
  const step = (): number => {
    const sum = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum
    c |= 0
    return sum >>> 0
  }
  for (let warm = 0; warm < 12; warm++) step()
  const next = () => step() / 4_294_967_296
  const below = (limit: number) => Math.floor(next() * limit)
  return {
    next,
    below,
    pick: (things) => things[below(things.length)]!,
    chance: (share) => next() < share,
  }
}

/** An identifier of the usual form, the same for the same draws. */
export function uuidOf(random: Random): string {
  const hex = Array.from({ length: 32 }, () => random.below(16).toString(16))
  hex[12] = '4'
  hex[16] = '8'
  const text = hex.join('')
  return [text.slice(0, 8), text.slice(8, 12), text.slice(12, 16), text.slice(16, 20), text.slice(20)].join('-')
}

/** Draws ranks as words are said (Zipf’s law, with Mandelbrot’s shift). Gives 0 to `count` excluded. */
export function zipfOf(count: number, power: number): (random: Random) => number {
  const sums = new Float64Array(count)
  let total = 0
  for (let rank = 0; rank < count; rank++) sums[rank] = total += 1 / (rank + 2.7) ** power
  return (random) => {
    const wanted = random.next() * total
    let [low, high] = [0, count - 1]
    while (low < high) {
      const middle = (low + high) >>> 1
      if (sums[middle]! < wanted) low = middle + 1
      else high = middle
    }
    return low
  }
}
