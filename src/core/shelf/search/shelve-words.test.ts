// The dictionary of the shelf follows what is on it, word by word; texts of any length and any shape find their place.

import fc from 'fast-check'
import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { documentOf } from '#core/contribution/document.ts'
import { miscounted } from '#tests/support/coherence.ts'
import { testDatabase } from '#tests/support/database.ts'
import { shelveStory } from '#tests/support/shelf.ts'
import { findWords } from './find-words.ts'
import { forgetWords, shelveWords, vectorsFor, type ToldItem } from './shelve-words.ts'

const { desk, reader } = await testDatabase()

const wrong = () => desk.transaction().execute(miscounted)
const said = async (word: string) =>
  (await desk.selectFrom('shelf.word').select('items').where('word', '=', word).executeTakeFirst())?.items

/** As publish() does when a contribution leaves. */
const leave = (id: string) =>
  desk.transaction().execute(async (tx) => {
    await forgetWords(tx, id)
    await tx.deleteFrom('shelf.item').where('id', '=', id).execute()
  })
const aTold = (title: string, body = ''): ToldItem => ({
  id: randomUUID(),
  language: 'fr',
  texts: [{ language: 'fr', title, lead: '', quote: '', body: documentOf(body) }],
  credits: [],
  places: [],
  themes: [],
  visible_until: null,
})

describe('the dictionary', () => {
  test('counts a word once for each contribution that says it, and forgets it with the last', async () => {
    const one = await shelveStory(desk, { title: 'Neige', body: 'La neige, la neige, et la gare.' })
    const other = await shelveStory(desk, { title: 'Gare', body: 'La neige.' })
    expect([await said('neige'), await said('gare')]).toEqual([2, 2])
    expect(await wrong()).toEqual([])
    await leave(one.id)
    expect([await said('neige'), await said('gare')]).toEqual([1, 1])
    expect(await wrong()).toEqual([])
    await leave(other.id)
    expect(await said('neige')).toBeUndefined()
    expect(await desk.selectFrom('shelf.spelling').select('word').execute()).toEqual([])
    expect((await findWords(reader, 'neije'))?.corrected).toBeUndefined()
  })

  test('stays true when many come and leave at once, whatever the order of their words', async () => {
    const titles = ['rouge vert bleu', 'bleu vert rouge', 'vert noir', 'noir bleu rouge blanc', 'blanc vert']
    const stories = await Promise.all(
      Array.from({ length: 15 }, (_, at) => shelveStory(desk, { title: titles[at % titles.length] ?? '', body: 'x' })),
    )
    expect(await wrong()).toEqual([])
    await Promise.all(stories.slice(0, 9).map(({ id }) => leave(id)))
    expect(await wrong()).toEqual([])
    await Promise.all(stories.slice(9).map(({ id }) => leave(id)))
    expect(await wrong()).toEqual([])
    expect(await desk.selectFrom('shelf.word').selectAll().execute()).toEqual([])
  })
})

describe('any text', () => {
  test('becomes vectors that PostgreSQL keeps', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ unit: 'binary', maxLength: 80 }), { maxLength: 5 }),
        fc.constantFrom('fr', 'ar', 'uk', 'zh', 'und', 'zz-12', 'sr-Latn', 'et'),
        async (texts, language) => {
          // PostgreSQL keeps no null character; the desk refuses it (platform/fields.ts).
          const [title = '', ...body] = texts.map((text) => text.replaceAll('\0', '').toWellFormed())
          const told = aTold(title, body.join('\n\n'))
          const item = { ...told, language, texts: told.texts.map((text) => ({ ...text, language })) }
          await desk.transaction().execute(async (tx) => {
            await vectorsFor(tx, [item])
            const { id } = await shelveStory(tx as unknown as typeof desk, { isUnsearched: true })
            const { ordinal } = await tx
              .selectFrom('shelf.item')
              .select('ordinal')
              .where('id', '=', id)
              .executeTakeFirstOrThrow()
            await shelveWords(tx, { ...item, id }, ordinal)
            await forgetWords(tx, id)
            await tx.deleteFrom('shelf.item').where('id', '=', id).execute()
          })
        },
      ),
      { numRuns: 60 },
    )
    expect(await wrong()).toEqual([])
  })

  test('of a hundred thousand letters, in one script or another, is searched to its end', async () => {
    const letters = (from: number, count: number) =>
      Array.from({ length: count }, (_, at) => String.fromCodePoint(from + ((at * 7919) % 5_000)))
    const long = Array.from({ length: 20_000 }, (_, at) => `mot${(at * 7919).toString(26).replace(/\d/g, 'q')}`).join(
      ' ',
    )
    const texts = [
      `${long} terminus`,
      `${letters(0x4e00, 60_000).join('')} 移民`,
      `${'neige '.repeat(33_000)} terminus`,
    ]
    for (const [at, body] of texts.entries()) {
      const { id } = await shelveStory(desk, { title: `Long ${at}`, body, language: at === 1 ? 'zh' : 'fr' })
      expect((await findWords(reader, at === 1 ? '移民' : 'terminus'))?.ordinals).toHaveLength(1)
      await leave(id)
    }
    expect(await wrong()).toEqual([])
  })
})
