// What changed between two texts, word by word. Pure. Words are cut by the rules of the text's own language, so that
// scripts without spaces are compared too.

import { diffArrays } from 'diff'

export type Piece = { kind: 'same' | 'removed' | 'added'; text: string }

// Two long texts that share nothing would take minutes to compare: past this, they are shown whole.
const patience = { timeout: 300, maxEditLength: 6_000 }

const wordsOf = (text: string, language: string): string[] =>
  [...segmenterOf(language).segment(text)].map((each) => each.segment)

function segmenterOf(language: string): Intl.Segmenter {
  try {
    return new Intl.Segmenter(language, { granularity: 'word' })
  } catch {
    return new Intl.Segmenter('und', { granularity: 'word' })
  }
}

/** What to remove and add to go from one text to the other. Put together, same + added is the second text, exactly. */
export function differencesBetween(before: string, after: string, language: string): Piece[] {
  if (before === after) return after === '' ? [] : [{ kind: 'same', text: after }]
  const changes = diffArrays(wordsOf(before, language), wordsOf(after, language), patience)
  if (!changes)
    return [
      { kind: 'removed' as const, text: before },
      { kind: 'added' as const, text: after },
    ].filter((each) => each.text !== '')
  return withoutIslands(
    changes.map((each): Piece => ({
      kind: each.added ? 'added' : each.removed ? 'removed' : 'same',
      text: each.value.join(''),
    })),
  )
}

/** Spaces alone between two changed words read better as part of the change. */
function withoutIslands(pieces: readonly Piece[]): Piece[] {
  const joined: Piece[] = []
  let removed = ''
  let added = ''
  const flush = () => {
    if (removed) joined.push({ kind: 'removed', text: removed })
    if (added) joined.push({ kind: 'added', text: added })
    removed = added = ''
  }
  pieces.forEach((piece, index) => {
    if (piece.kind === 'removed') removed += piece.text
    else if (piece.kind === 'added') added += piece.text
    else if (removed && added && /^[^\S\n]+$/.test(piece.text) && pieces[index + 1]) {
      removed += piece.text
      added += piece.text
    } else {
      flush()
      joined.push(piece)
    }
  })
  flush()
  return joined
}

export const beforeSide = (pieces: readonly Piece[]): Piece[] => pieces.filter((each) => each.kind !== 'added')
export const afterSide = (pieces: readonly Piece[]): Piece[] => pieces.filter((each) => each.kind !== 'removed')
