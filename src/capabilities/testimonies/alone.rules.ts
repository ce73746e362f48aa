// Pure rules of telling alone: the questions in order, what each form replaces in the draft, and who goes too fast.

import { z } from 'zod'
import { answers } from '#core/consent/uses.ts'
import { isHeard, originalOf, type Content, type TextVersion } from '#core/contribution/content.ts'
import { documentOf, textOf } from '#core/contribution/document.ts'
import { choice, language, line, mistakesOf, paragraphs, phone } from '#core/platform/fields.ts'
import { composeEdtf, periodHelpOf } from './editor.period.ts'
import { isEmptyDocument } from './editor.rules.ts'
import { stagesOf, withStages, type Draft, type Section } from './editor.sections.ts'

/** One question a page, in this order. */
export const aloneSteps = ['words', 'title', 'when', 'name', 'agreements', 'send'] as const
export type AloneStep = (typeof aloneSteps)[number]
export const stepAfter = (step: AloneStep): AloneStep => aloneSteps[aloneSteps.indexOf(step) + 1] ?? 'send'

export const ideas = ['object', 'morning', 'helper', 'smell', 'free'] as const

/** The name of someone who has not said hers yet. It holds no word, so nothing is hidden in texts because of it. */
export const noName = '(sans nom)'

/** Written, read again and agreed in less time than it takes to press the buttons: a machine. */
const leastSeconds = 3
export const wentTooFast = (begun: Date, now: Date): boolean => now.getTime() - begun.getTime() < leastSeconds * 1_000

/** Written or said. */
export const hasWords = (content: Content): boolean => isHeard(content) || !isEmptyDocument(originalOf(content).body)

const withOriginal = (draft: Draft, text: Partial<TextVersion>): Draft => {
  const original = originalOf(draft.content)
  return {
    ...draft,
    content: {
      ...draft.content,
      texts: draft.content.texts.map((each) => (each === original ? { ...each, ...text } : each)),
    },
  }
}

const Words = z.object({
  body: paragraphs(100_000).refine((text) => documentOf(text).content.length <= 5_000, 'too_long'),
})
export const wordsSection: Section = {
  valuesOf: ({ content }) => ({ body: textOf(originalOf(content).body) }),
  read(form) {
    const input = Words.safeParse(form)
    return input.success
      ? { apply: (draft) => withOriginal(draft, { body: documentOf(input.data.body) }) }
      : { mistakes: mistakesOf(input.error) }
  },
}

const Title = z.object({ title: line(200, 'optional') })
export const titleSection: Section = {
  valuesOf: ({ content }) => ({ title: originalOf(content).title }),
  read(form) {
    const input = Title.safeParse(form)
    return input.success
      ? { apply: (draft) => withOriginal(draft, { title: input.data.title }) }
      : { mistakes: mistakesOf(input.error) }
  },
}

const When = z.object({
  place: line(120, 'optional'),
  year: line(20, 'optional'),
  sure: choice(['exact', 'about', 'decade']).optional(),
})
export const whenSection: Section = {
  valuesOf({ content }) {
    const { year, precision } = periodHelpOf(content.period)
    return {
      place: stagesOf(content)[0]?.place ?? '',
      year,
      sure: precision === 'about' || precision === 'decade' ? precision : 'exact',
    }
  },
  read(form) {
    const input = When.safeParse(form)
    if (!input.success) return { mistakes: mistakesOf(input.error) }
    const { place, year, sure = 'exact' } = input.data
    const composed = composeEdtf({ precision: year === '' ? 'unknown' : sure, year, month: '', edtf: '' })
    if ('mistakes' in composed) return composed
    return {
      apply(draft) {
        const [first, ...others] = stagesOf(draft.content)
        const stage = {
          country: '',
          lat: null,
          lon: null,
          words: {},
          travel: false,
          nature: '' as const,
          ...first,
          place,
          when: composed.edtf,
        }
        const dated: Draft = { ...draft, content: { ...draft.content, period: composed.edtf } }
        return withStages(dated, place === '' ? others : [stage, ...others])
      },
    }
  },
}

/** How to call her, and how to answer her; all of it as she likes. */
export const NameInput = z.object({
  name: line(120, 'optional'),
  phone: z.union([z.literal(''), phone], { error: 'bad_phone' }),
  other: line(200, 'optional'),
})
export const BeginInput = z.object({
  langue: language,
  autre: line(60, 'optional').optional(),
  idea: choice(ideas),
})
/** Without an answer there is none: the ledger stays empty, which is no. */
const answer = choice(answers).optional()
export const AgreementsInput = z.object({ text: answer, voice: answer, name: answer })
