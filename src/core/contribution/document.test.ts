// Typed words become a document and come back the same, whatever was typed.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { Document, documentOf, plainTextOf, textOf } from './document.ts'

describe('a text and its document', () => {
  test.each([
    ['Un paragraphe.', ['paragraph']],
    ['Un.\n\nDeux.', ['paragraph', 'paragraph']],
    ['## La gare\n\nIl neigeait.', ['heading', 'paragraph']],
    ['> Elle a dit\n> viens', ['blockquote']],
    ['##sans espace', ['paragraph']],
    ['> une ligne\nmais pas l’autre', ['paragraph']],
    ['', []],
  ])('%j', (typed, kinds) => {
    const document = documentOf(typed)
    expect(document.content.map((block) => block.type)).toEqual(kinds)
    expect(textOf(document)).toBe(typed)
  })

  test('any text comes back as it was, but for extra empty lines', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\n', '\n\n', '## ', '> ', 'é', '\t')), {
          maxLength: 20,
        }),
        (parts) => {
          const typed = parts.join('').replace(/\r\n?/g, '\n')
          const document = documentOf(typed)
          expect(Document.safeParse(document).success).toBe(true)
          expect(textOf(document)).toBe(typed.replace(/^\n\n+|\n\n+$/g, '').replace(/\n{2,}/g, '\n\n'))
          expect(textOf(documentOf(textOf(document)))).toBe(textOf(document))
          expect(typeof plainTextOf(document)).toBe('string')
        },
      ),
    )
  })
})
