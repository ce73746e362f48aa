// Answers kept in memory because asking again takes longer than writing a card: Intl, plurals, parts of a page.

/**
 * `const ask = remembered<string>(500)`, then `ask(key, () => answer)`: the answer of that key, made the first time.
 * Past `most` answers it forgets all and begins again.
 */
export function remembered<Answer>(most: number): (key: string, make: () => Answer) => Answer {
  const kept = new Map<string, Answer>()
  return (key, make) => {
    let answer = kept.get(key)
    if (answer === undefined) {
      answer = make()
      if (kept.size >= most) kept.clear()
      kept.set(key, answer)
    }
    return answer
  }
}
