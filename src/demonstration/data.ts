// The demonstration town's files, read from the folder `demo/` beside the program, and their shape.

import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import type { CreditRole, Licence, TextForm } from '#core/contribution/content.ts'
import type { PlaceNature } from '#core/contribution/kind.ts'
import type { QuestionId } from '#core/consent/questions.ts'
import type { Use } from '#core/consent/uses.ts'
import type { Role } from '#core/people/roles.ts'
import { projectFolder } from '#core/platform/assets.ts'
import type { Locale } from '#core/platform/i18n.ts'

type Words = Partial<Record<Locale, string>>

export type DemoTown = {
  name: string
  motto: Record<Locale, string>
  carried_by: Record<Locale, string>
  phone: string
  email: string
  accent: string
  address: string
  districts: string[]
  imprint: { publisher: string; director: string; host: string }
  legal: Record<string, Words>
}
export type DemoTheme = {
  key: string
  parent?: string
  accent: string
  names: Record<Locale, string>
  presentation: Record<Locale, string>
}
export type DemoPerson = {
  key: string
  name: string
  other_names?: string[]
  born?: number
  portrait?: string
  languages: string[]
  district?: string
  phone?: string
  email?: string
  roles?: Role[]
  presentation?: Record<Locale, string>
}
export type DemoText = {
  language: string
  form: TextForm
  title: string
  lead?: string
  quote?: string
  body: string
  machine?: boolean
  translators?: string[]
}
export type DemoState =
  | 'published'
  | 'draft'
  | 'collected'
  | 'in_review'
  | 'changes_asked'
  | 'waiting_scientific'
  | 'waiting_witness'
  | 'ready'
  | 'refused'
  | 'withdrawn'
  | 'name_sealed'
  | 'sealed_until'
  | 'published_with_newer'
export type DemoStory = {
  key: string
  language: string
  tellers: string[]
  facilitator: string
  texts: DemoText[]
  period: string
  stages: {
    place: string
    country?: string
    lat?: number
    lon?: number
    when: string
    words?: Record<string, string>
    travel?: boolean
    nature?: PlaceNature
  }[]
  /** What she kept, in the language told. */
  objects?: string[]
  themes: string[]
  credits: { role: CreditRole; person: string }[]
  collected_on: string
  collected_at: string
  licence: Licence
  consent: { name: boolean; public_name?: string; uses: Use[] }
  state: DemoState
  notes?: string
  remarks?: { by: string; quote: string; text: string; settled?: boolean; language?: string }[]
  opinion?: { by: string; published: boolean; text: string }
  reason?: string
}
export type DemoArticle = {
  key: string
  language: string
  title: string
  lead: string
  body: string
  themes: string[]
  author: string
}
export type DemoCallback = {
  name: string
  phone: string
  moment: 'morning' | 'afternoon' | 'evening' | 'saturday'
  language: string
  district: string
  days_ago: number
  state: 'waiting' | 'taken' | 'done' | 'no_answer'
  taken_by?: string
  outcome?: string
}
export type DemoCrossings = {
  confirmed: { by: string; stories: [string, string] }[]
  silenced: { by: string; stories: [string, string] }[]
  links: { by: string; from: string; to: string; link: string; words: Record<Locale, string> }[]
  gatherings: {
    by: string
    kind: string
    titles: Record<Locale, string>
    presentations: Record<Locale, string>
    stories: { story: string; extract: string }[]
  }[]
}
export type DemoComposition = {
  by: string
  threads: { titles: Record<Locale, string>; words: Record<Locale, string>; stories: string[] }[]
  themes: { theme: string; stories: string[] }[]
}
export type DemoPapers = {
  loans: {
    story: string
    lender: string
    what: string
    count: number
    state_seen: string
    days_ago: number
    days_lent: number
    returned?: { days_ago: number; to: string }
  }[]
  /** A yes said aloud: the sound is beside those of media.json. */
  evidence: { key: string; story: string; teller: string; said: string; shows: QuestionId[] }[]
}
export type Demonstration = {
  town: DemoTown
  themes: DemoTheme[]
  people: DemoPerson[]
  stories: DemoStory[]
  articles: DemoArticle[]
  callbacks: DemoCallback[]
  crossings: DemoCrossings
  composition: DemoComposition
  papers: DemoPapers
}

/** The title of a story as it was told. */
export const originalTitle = (story: DemoStory): string =>
  story.texts.find((text) => text.form === 'original')?.title ?? ''

// Beside package.json, whether the program runs built or from its sources.
const folder = path.join(projectFolder, 'demo')

export async function readDemonstration(): Promise<Demonstration> {
  const json = async <Shape>(name: string): Promise<Shape> =>
    JSON.parse(await readFile(path.join(folder, name), 'utf8')) as Shape
  const names = (await readdir(path.join(folder, 'stories'))).filter((name) => name.endsWith('.json')).toSorted()
  return {
    town: await json<DemoTown>('town.json'),
    themes: await json<DemoTheme[]>('themes.json'),
    people: await json<DemoPerson[]>('people.json'),
    stories: await Promise.all(names.map((name) => json<DemoStory>(`stories/${name}`))),
    articles: await json<DemoArticle[]>('articles.json'),
    callbacks: await json<DemoCallback[]>('callbacks.json'),
    crossings: await json<DemoCrossings>('crossings.json'),
    composition: await json<DemoComposition>('composition.json'),
    papers: await json<DemoPapers>('papers.json'),
  }
}
