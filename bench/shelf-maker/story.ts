// One made story: about 750 words (five minutes read aloud), a journey, a time, themes, and the one or two who told it.
// The story of a number is the same in a shelf of a thousand and in one of a hundred thousand.

import { emptyTestimonyDetails, type TestimonyDetails } from '#capabilities/testimonies/testimonies.kind.ts'
import type { Content, TextForm, TextVersion } from '#core/contribution/content.ts'
import { documentOf } from '#core/contribution/document.ts'
import { addDays, dayOf } from '#core/platform/clock.ts'
import { languages, type Language } from './languages.ts'
import { districts, placeElsewhere, placeInTown, town } from './places.ts'
import { randomOf, uuidOf, zipfOf, type Random } from './random.ts'
import { sentenceOf } from './sentences.ts'
import { isHeard, soundOf, type MadeSound } from './sound.ts'
import { themes } from './themes.ts'

/** Words put in on purpose, to be looked for. */
export const markers = {
  /** In exactly these five stories, however many there are. */
  rare: { word: 'girouette', mistyped: 'giruette', stories: [7, 77, 277, 577, 877] },
  /** In about sixty stories out of a hundred. */
  common: { word: 'usine', mistyped: 'usinne', share: 0.6 },
}

export type MadePerson = { id: string; name: string; born: number; isNamed: boolean; pseudonym: string | null }
export type MadeStory = {
  id: string
  code: string
  revision_id: string
  /** When it was told, sent, signed and shown. */
  at: Date
  people: MadePerson[]
  content: Content
  sound: MadeSound | undefined
  /** Last day of the agreement. */
  ends_on: string | null
}

const begin = Date.UTC(2023, 0, 9, 9)
const themeRank = zipfOf(themes.length, 0.6)
const drawn = languages.flatMap((language) => Array.from({ length: language.share }, () => language))
const firstNames =
  'Zohra Abdelkader Aïcha Aïssatou Amadou Ana Andrée Antonio Ayşe Bachir Binta Carmen Chantal Đức Dragan Elena Émile Fatima Fatou Georges Giulia Hassan Huong Ibrahim Ines Ion Ivana Jacques Jeanne João Karim Khadija Lan Leïla Lucien Madeleine Mamadou Maria Mehmet Mei Mireille Mohamed Monique Nadia Nour Odette Olena Paolo Pilar Rachid Raymond Rosa Samira Sofia Suzanne Teresa Thérèse Wei Yasmina Yvonne'.split(
    ' ',
  )
const lastNames =
  'Abbas Almeida Bakari Barbier Belkacem Benali Blanc Bonnet Bouzid Carvalho Chen Cissé Costa Demir Diallo Diop Dubois Dumas Fernandes Ferrari Garcia Gauthier Girard Haddad Henry Hoang Ionescu Jovanović Kaya Keïta Konaté Kowalski Lambert Lefèvre Lopez Mansouri Marchand Martin Mercier Moreau Nguyen Novak Ouattara Pereira Petit Phan Ramos Rey Rossi Roussel Saïdi Sanchez Santos Sow Traoré Tran Vidal Wójcik Yıldız Zhang'.split(
    ' ',
  )

export function storyOf(seed: number, number: number): MadeStory {
  const random = randomOf(seed, number)
  const language = random.pick(drawn)
  const at = new Date(begin + number * 900_000)
  const people = Array.from({ length: random.chance(0.07) ? 2 : 1 }, () => personOf(random))
  const year = 1_935 + random.below(80)
  const original = textOf(random, language, 'original', number, 750)
  const translation =
    language.code !== 'fr' && random.chance(0.5) ? textOf(random, languages[0]!, 'translation', -1, 750) : undefined
  const easy = random.chance(0.08) ? textOf(random, languages[0]!, 'easy', -1, 220) : undefined
  // With draws of its own: the other stories are what they were without sounds.
  const sound = isHeard(number)
    ? soundOf(randomOf(seed + 1, number), { language, people, isTranslated: translation !== undefined })
    : undefined
  return {
    id: uuidOf(random),
    code: String(100_000 + ((number * 7_919 + 82_913) % 900_000)),
    revision_id: uuidOf(random),
    at,
    people,
    sound,
    content: {
      language: language.code,
      texts: [original, ...(translation ? [translation] : []), ...(easy ? [easy] : [])],
      period: random.chance(0.9) ? whenOf(random, year) : '',
      themes: [...new Set(Array.from({ length: 1 + random.below(3) }, () => themes[themeRank(random)]!.id))],
      credits: people.map(({ id }) => ({ role: 'told', person_id: id })),
      licence: random.pick(['CC-BY-NC-ND-4.0', 'CC-BY-SA-4.0', 'all-rights-reserved']),
      details: journeyOf(random, year, at),
      ...(sound && { media: [sound.media] }),
    },
    ends_on: random.chance(0.02) ? addDays(dayOf(at), 3_650 + random.below(3_650)) : null,
  }
}

function personOf(random: Random): MadePerson {
  const isNamed = random.chance(0.75)
  return {
    id: uuidOf(random),
    name: `${random.pick(firstNames)} ${random.pick(lastNames)}`,
    born: 1_925 + random.below(70),
    isNamed,
    pseudonym: !isNamed && random.chance(0.4) ? random.pick(firstNames) : null,
  }
}

function journeyOf(random: Random, year: number, at: Date): TestimonyDetails {
  const count = 1 + random.below(5)
  let when = year - random.below(20)
  const stages = Array.from({ length: count }, (_, position) => {
    const isHere =
      position === count - 1 ? random.chance(0.8) : position === 0 ? random.chance(0.25) : random.chance(0.4)
    when += random.below(9)
    const { name: place, ...where } = isHere ? placeInTown(random) : placeElsewhere(random)
    const told = sentenceOf(random, languages[0]!, 6 + random.below(10))
    return {
      place,
      ...where,
      when: random.chance(0.8) ? whenOf(random, when) : '',
      words: { fr: told },
      travel: position < count - 1,
      nature: '' as const,
    }
  })
  return {
    ...emptyTestimonyDetails,
    stages,
    collected_on: dayOf(at),
    collected_at: random.chance(0.5) ? random.pick(districts) : town.name,
  }
}

/** A date as people know it: to the day, the year, about, some year of the sixties, over several years. */
function whenOf(random: Random, year: number): string {
  const month = String(1 + random.below(12)).padStart(2, '0')
  const written = [
    `${year}`,
    `${year}~`,
    `${String(year).slice(0, 3)}X`,
    `${year}-${month}`,
    `${year}/${year + 1 + random.below(6)}`,
    `${year}?`,
  ]
  return random.chance(0.35)
    ? written[0]!
    : random.chance(0.1)
      ? `${year}-${month}-${10 + random.below(18)}`
      : random.pick(written)
}

function textOf(random: Random, language: Language, form: TextForm, number: number, words: number): TextVersion {
  const hasRare = markers.rare.stories.includes(number)
  const hasCommon = form === 'original' && random.chance(markers.common.share)
  const blocks: string[] = []
  let left = words
  while (left > 0) {
    if (blocks.length === 4) blocks.push(`## ${sentenceOf(random, language, 4).slice(0, 60)}`)
    const sentences: string[] = []
    for (let sentence = 0; sentence < 5 && left > 0; sentence++) {
      const length = Math.min(left, 7 + random.below(14))
      left -= length
      sentences.push(sentenceOf(random, language, length))
    }
    blocks.push(sentences.join(language.stop) + language.stop.trim())
  }
  const added = [...(hasRare ? [markers.rare.word] : []), ...(hasCommon ? [markers.common.word] : [])]
  if (added.length) blocks[1 + random.below(3)] += ` ${added.join(' ')}.`
  const title = sentenceOf(random, language, 3 + random.below(4))
  return {
    language: language.code,
    form,
    title,
    lead: random.chance(0.7) ? sentenceOf(random, language, 16) + language.stop.trim() : '',
    quote: form !== 'easy' && random.chance(0.8) ? sentenceOf(random, language, 12) + language.stop.trim() : '',
    body: documentOf(blocks.join('\n\n')),
    machine: form === 'translation' && random.chance(0.5),
  }
}
