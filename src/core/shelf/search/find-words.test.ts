// Searching as people do, on a real shelf with the reader's connection.

import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { testDatabase } from '#tests/support/database.ts'
import { shelveStory, shelveTheme, type ShelvedStoryOptions } from '#tests/support/shelf.ts'
import { findWords } from './find-words.ts'

const { desk, reader } = await testDatabase()

const ordinalOf = async (id: string) =>
  (await desk.selectFrom('shelf.item').select('ordinal').where('id', '=', id).executeTakeFirstOrThrow()).ordinal
const names = new Map<number, string>()
async function aStory(name: string, options: ShelvedStoryOptions): Promise<void> {
  const { id } = await shelveStory(desk, { credits: [], ...options })
  names.set(await ordinalOf(id), name)
}

const work = await shelveTheme(desk, 'travail', { fr: 'Le travail', en: 'Work', ar: 'العمل' })
await aStory('neige', {
  title: 'La première neige',
  body: 'Il neigeait sur la grande gare de Besançon.\n\nNous étions émigrés, à l’usine d’horlogerie, dans une ruelle.',
  stages: [{ place: 'Tlemcen', country: 'DZ' }],
})
await aStory('couture', {
  title: 'Mon atelier',
  body: 'Je cousais chez moi. La gare était grande, la rue de Besançon aussi.',
  credits: [{ role: 'told', name: 'Zohra', age: 77 }],
  themes: [work],
})
await aStory('chinois', { language: 'zh', title: '我的家', body: '我们带来了移民的记忆。' })
await aStory('arabe', { language: 'ar', title: 'المدرسة', body: 'كنت أذهب إلى المدرسة الجديدة.' })
await aStory('ukrainien', { language: 'uk', title: 'Школа', body: 'Я пам’ятаю школу і сім’ю.' })
await aStory('métier', { title: 'Tarvelingue', body: 'On était tarvelingue de père en fils.' })
// Its agreement has ended and no job has run: the dictionary counts it still.
await aStory('finie', {
  title: 'Tarvelinque',
  body: 'Une tarvelinque, sur la grande gare.',
  visible_until: new Date(Date.now() - 1_000),
})
await aStory('caché', { title: 'Xylophoniste', body: 'Un xylophoniste.', visible_until: new Date(Date.now() - 1_000) })

const find = async (typed: string, options = {}) => {
  const found = await findWords(reader, typed, options)
  return (found?.ordinals ?? []).map((ordinal) => names.get(ordinal)).toSorted()
}

describe('searching', () => {
  test.each([
    ['neige', ['neige']],
    ['neiges', ['neige']],
    ['neigeait', ['neige']],
    ['Besancon', ['couture', 'neige']],
    ['émigrée', ['neige']],
    ['emigrer', ['neige']],
    ['l’horlogerie', ['neige']],
    ['horlog', ['neige']],
    ['usi', ['neige']],
    // Said by someone: it is whole, and does not begin « ruelle ».
    ['rue', ['couture']],
    ['la grande gare', ['couture', 'neige']],
    ['"grande gare"', ['neige']],
    ['"gare de Besançon"', ['neige']],
    ['gare -usine', ['couture']],
    ['gare -"grande gare"', ['couture']],
    ['Tlemcen', ['neige']],
    ['Algérie', ['neige']],
    ['الجزائر', ['neige']],
    ['zohra', ['couture']],
    ['travail', ['couture']],
    ['works', ['couture']],
    ['أعمال', []],
    ['移民', ['chinois']],
    ['记忆', ['chinois']],
    ['移', ['chinois']],
    ['移民记忆', ['chinois']],
    ['"移民的记忆"', ['chinois']],
    ['"民移"', []],
    ['مدرسة', ['arabe']],
    ['المَدْرَسَة', ['arabe']],
    ['школи', ['ukrainien']],
    ["сім'я", ['ukrainien']],
    ['сімю', ['ukrainien']],
    ['gare couture', []],
    ['introuvable', []],
  ])('%s', async (typed, expected) => expect(await find(typed)).toEqual(expected))

  test('those that bear the word come apart', async () => {
    const found = await findWords(reader, 'neige')
    expect([...(found?.strong ?? [])].map((ordinal) => names.get(ordinal))).toEqual(['neige'])
    expect((await findWords(reader, 'usine'))?.strong).toHaveLength(0)
    expect((await findWords(reader, 'zohra'))?.strong).toHaveLength(1)
  })

  test('nothing typed is no search; only a minus finds nothing and says so', async () => {
    expect(await findWords(reader, '  ')).toBeUndefined()
    expect(await findWords(reader, '-gare')).toMatchObject({ ordinals: [], asksNothing: true })
    expect(await findWords(reader, '?!')).toMatchObject({ ordinals: [], asksNothing: true })
    expect(await findWords(reader, 'gare')).toMatchObject({ asksNothing: false })
  })
})

describe('typing errors', () => {
  test.each([
    ['Besanson', 'Besançon', ['couture', 'neige']],
    ['zorha', 'Zohra', ['couture']],
    ['gare horlojerie', 'gare horlogerie', ['neige']],
    ['tlemsen', 'Tlemcen', ['neige']],
  ])('%s gives %s', async (typed, corrected, expected) => {
    expect((await findWords(reader, typed))?.corrected).toBe(corrected)
    expect(await find(typed)).toEqual(expected)
    expect(await find(typed, { exact: true })).toEqual([])
  })

  test('what is found is not corrected', async () => {
    for (const typed of ['neiges', 'horlog', 'gare', 'introuvable', 'gars'])
      expect((await findWords(reader, typed))?.corrected, typed).toBeUndefined()
  })

  test('a word that only a hidden contribution says is neither found nor offered', async () => {
    expect(await find('xylophoniste')).toEqual([])
    const found = await findWords(reader, 'xilophoniste')
    expect(found?.ordinals).toEqual([])
    expect(found?.corrected).toBeUndefined()
  })

  test('the word of a story whose agreement has ended is one that nobody says, before any job', async () => {
    const counted = await desk.selectFrom('shelf.word').select('items').where('word', '=', 'tarvelinque').execute()
    expect(counted).toEqual([{ items: 1 }])
    for (const typed of ['tarvelinque', 'tarvelinxue']) {
      expect((await findWords(reader, typed))?.corrected, typed).toBe('tarvelingue')
      expect(await find(typed), typed).toEqual(['métier'])
    }
    // A word that it shares with others is theirs.
    expect((await findWords(reader, 'gare'))?.corrected).toBeUndefined()
  })
})

test('a reader’s search goes through the index, whatever row security costs elsewhere', async () => {
  const { rows } = await sql<{ kind: boolean; leaks: boolean }>`
    select prosecdef as kind, has_function_privilege('veillee_reader', oid, 'execute') as leaks
    from pg_proc where pronamespace = 'shelf'::regnamespace and proname in ('found', 'finds', 'newest', 'said')`.execute(
    desk,
  )
  expect(rows).toEqual(Array.from({ length: 4 }, () => ({ kind: true, leaks: true })))
  const direct = await sql<{ ordinal: number }>`
    select ordinal from shelf.search where words @@ 'xylophoniste'::tsquery`.execute(reader)
  expect(direct.rows).toEqual([])
})
