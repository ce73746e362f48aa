// Which voice for which words, and words cut small enough to be said whole. No page here: only languages and letters.

/** What is asked of a voice of the device. */
export type Voice = Pick<SpeechSynthesisVoice, 'lang' | 'localService' | 'default'>

// Tongues written in the letters of another, which the other's voice reads well.
const readBy: Record<string, string> = {
  apc: 'ar',
  aeb: 'ar',
  arq: 'ar',
  ary: 'ar',
  arz: 'ar',
  nb: 'no',
  nn: 'no',
  prs: 'fa',
}

/**
 * The device's best voice for a language: same region, then of the device itself (a voice of the network is silent
 * without it), then the usual one. Undefined when no voice speaks it: words are never said in the voice of another.
 */
export function voiceFor<Found extends Voice>(voices: readonly Found[], language: string): Found | undefined {
  const wanted = tagOf(language)
  const worth = (voice: Found) =>
    (tagOf(voice.lang) === wanted ? 4 : 0) + (voice.localService ? 2 : 0) + (voice.default ? 1 : 0)
  return voices
    .filter((voice) => primaryOf(voice.lang) === primaryOf(language))
    .toSorted((one, other) => worth(other) - worth(one))[0]
}

// Some devices write fr_FR; some languages have two codes.
function tagOf(language: string): string {
  try {
    return Intl.getCanonicalLocales(language.replaceAll('_', '-'))[0] ?? ''
  } catch {
    return language.toLowerCase()
  }
}

function primaryOf(language: string): string {
  const primary = tagOf(language).split('-')[0] ?? ''
  return readBy[primary] ?? primary
}

// Chromium goes silent some fifteen seconds into an utterance spoken by a voice of the network, and never says it has
// ended. About ten seconds of slow speech: fewer letters where a letter is a syllable.
const longest = (text: string) =>
  /[\u0E00-\u0EFF\u1780-\u17FF\u3040-\u30FF\u3400-\u9FFF\uAC00-\uD7AF]/.test(text) ? 45 : 140

/** A passage in sentences, the long ones cut where one would breathe. */
export function sentencesOf(text: string, language: string): string[] {
  return segmentsOf(text, language).flatMap((sentence) => cut(sentence.trim(), longest(sentence)))
}

function segmentsOf(text: string, language: string): string[] {
  try {
    const segmenter = new Intl.Segmenter(tagOf(language) || undefined, { granularity: 'sentence' })
    return [...segmenter.segment(text)].map(({ segment }) => segment)
  } catch {
    // An old browser, or a language it has never heard of.
    return text.match(/[^.!?…。！？؟।]+[.!?…。！？؟।]*/g) ?? [text]
  }
}

function cut(sentence: string, most: number): string[] {
  const parts: string[] = []
  let rest = sentence
  while (rest.length > most) {
    const head = rest.slice(0, most)
    const breath = Math.max(...[',', ';', ':', '،', '؛', '，', '、', '–', '—'].map((mark) => head.lastIndexOf(mark)))
    const space = head.lastIndexOf(' ')
    // Not within the first words, nor between the two halves of one letter.
    const end = breath > most / 3 ? breath + 1 : space > most / 3 ? space : most - (isHalf(head) ? 1 : 0)
    parts.push(rest.slice(0, end).trim())
    rest = rest.slice(end).trim()
  }
  return rest ? [...parts, rest] : parts
}

const isHalf = (text: string) => /[\uD800-\uDBFF]$/.test(text)
