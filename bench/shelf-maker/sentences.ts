// Sentences of the made stories: words drawn as they are said, the commonest most often.

import { vocabulary, type Language } from './languages.ts'
import { zipfOf, type Random } from './random.ts'

const rankOf = zipfOf(vocabulary, 1.05)

/** So many words of a language, without the stop. */
export function sentenceOf(random: Random, language: Language, length: number): string {
  const words = Array.from({ length }, (_, at) => {
    const word = language.word(rankOf(random))
    return at > 3 && at < length - 2 && random.chance(0.08) ? word + language.comma : word
  })
  const sentence = words.join(language.space)
  return sentence.slice(0, 1).toLocaleUpperCase(language.code) + sentence.slice(1)
}
