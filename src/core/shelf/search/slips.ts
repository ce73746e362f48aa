// Words that someone may have meant: one letter more, less, other, or two letters swapped. Pure.

/** A word and what is left of it without one letter: two words a slip apart share one of them (as SymSpell does). */
export function nearOf(word: string): string[] {
  const letters = [...word]
  return [
    ...new Set([
      word,
      ...letters.map((_, at) =>
        letters
          .slice(0, at)
          .concat(letters.slice(at + 1))
          .join(''),
      ),
    ]),
  ]
}

/** How many slips part two words (letters added, lost, changed, or swapped with the next one); `limit + 1` beyond. */
export function distanceOf(one: string, other: string, limit: number): number {
  const [a, b] = [[...one], [...other]]
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let [before, above]: [number[], number[]] = [[], b.map((_, at) => at)]
  above.push(b.length)
  for (let i = 1; i <= a.length; i++) {
    const row = [i]
    let least = i
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1
      let cost = Math.min(above[j]! + 1, row[j - 1]! + 1, above[j - 1]! + same)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, before[j - 2]! + 1)
      row.push(cost)
      least = Math.min(least, cost)
    }
    if (least > limit) return limit + 1
    ;[before, above] = [above, row]
  }
  return above[b.length]!
}

/** How many slips are forgiven in a word: none in a short one, where a slip makes another word. */
export const slipsForgiven = (word: string): number => {
  const { length } = [...word]
  return length < 4 ? 0 : length < 7 ? 1 : 2
}
