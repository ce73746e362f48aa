// One line for each thing that `veillee check` looks at: said at once when it holds, kept for the end when it does not.

import { say, type Sentence } from '#core/platform/terminal.ts'

/** Says what holds, and gives what must be put right. */
export function tell(ok: boolean, good: Sentence, bad: Sentence): Sentence[] {
  if (ok) console.log(`✓ ${say(good)}`)
  return ok ? [] : [{ fr: `✗ ${bad.fr}`, en: `✗ ${bad.en}` }]
}
