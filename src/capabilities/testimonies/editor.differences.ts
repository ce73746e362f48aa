// What changed between two texts, word by word, laid out in paragraphs for ui/compare.tsx. Pure.

import { diffArrays } from 'diff'
import type { Paragraph, Run } from '#ui/compare.tsx'

// Two long texts that share nothing would take minutes to compare: past this, they are shown whole.
const patience = { timeout: 1_500, maxEditLength: 6_000 }

/** Words as the text's own language cuts them, so that scripts without spaces are compared too. */
function wordsOf(text: string, language: string): string[] {
  const segmenter = new Intl.Segmenter(language === 'und' ? 'fr' : language, { granularity: 'word' })
  return [...segmenter.segment(text)].map((each) => each.segment)
}

/** The two sides: before with what was taken out, after with what was put in. */
export function sidesOf(before: string, after: string, language: string): { before: Paragraph[]; after: Paragraph[] } {
  const changes =
    before === after
      ? [{ value: [before], added: false, removed: false }]
      : diffArrays(wordsOf(before, language), wordsOf(after, language), patience)
  const runs: Run[] = changes
    ? changes.map((each) => ({
        kind: each.added ? 'added' : each.removed ? 'removed' : 'same',
        text: each.value.join(''),
      }))
    : [
        { kind: 'removed', text: before },
        { kind: 'added', text: after },
      ]
  return {
    before: inParagraphs(runs.filter((run) => run.kind !== 'added')),
    after: inParagraphs(runs.filter((run) => run.kind !== 'removed')),
  }
}

function inParagraphs(runs: readonly Run[]): Paragraph[] {
  const paragraphs: Paragraph[] = [[]]
  for (const run of runs)
    run.text.split(/\n{2,}/).forEach((text, index) => {
      if (index > 0) paragraphs.push([])
      if (text !== '') paragraphs.at(-1)?.push({ ...run, text })
    })
  return paragraphs.filter((paragraph) => paragraph.length > 0)
}
