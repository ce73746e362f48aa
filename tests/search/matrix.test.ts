// L-04: twenty-seven languages, four texts each, all on one shelf; what people type, with and without accents, with other
// endings, in two letters, with a slip; and what should come. Figures are printed by language.

import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { findWords } from '#core/shelf/search/find-words.ts'
import { testDatabase } from '#tests/support/database.ts'
import { shelveStory } from '#tests/support/shelf.ts'

type Asked = { kind: string; typed: string; hits: number[] }
type Matrix = { language: string; texts: string[]; queries: Asked[] }

const { desk, reader } = await testDatabase()
const folder = path.join(import.meta.dirname, 'matrix')
const names = (await readdir(folder)).filter((name) => name.endsWith('.json')).toSorted()
const matrices = await Promise.all(
  names.map(async (name) => JSON.parse(await readFile(path.join(folder, name), 'utf8')) as Matrix),
)
/** Which text of which language a contribution is. */
const shelved = new Map<number, { language: string; at: number }>()
for (const { language, texts } of matrices)
  for (const [at, body] of texts.entries()) {
    const { id } = await shelveStory(desk, { language, title: `${at}`, body, credits: [] })
    const { ordinal } = await desk
      .selectFrom('shelf.item')
      .select('ordinal')
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    shelved.set(ordinal, { language, at })
  }

type Figures = { expected: number; found: number; wrong: number; missed: string[] }
const figures = new Map<string, Figures>()
const total: Figures = { expected: 0, found: 0, wrong: 0, missed: [] }
let elsewhere = 0

test.each(matrices)('$language', async ({ language, texts, queries }) => {
  expect(texts).toHaveLength(4)
  expect(queries.length).toBeGreaterThan(5)
  const mine: Figures = { expected: 0, found: 0, wrong: 0, missed: [] }
  for (const { kind, typed, hits } of queries) {
    const found = (await findWords(reader, typed))?.ordinals.map((ordinal) => shelved.get(ordinal)) ?? []
    const here = found.filter((each) => each?.language === language).map((each) => each?.at ?? -1)
    elsewhere += found.length - here.length
    const missing = hits.filter((at) => !here.includes(at))
    const wrong = here.filter((at) => !hits.includes(at))
    mine.expected += hits.length
    mine.found += hits.length - missing.length
    mine.wrong += wrong.length
    if (missing.length || wrong.length)
      mine.missed.push(
        `${kind} ${typed}${missing.length ? ` misses ${missing}` : ''}${wrong.length ? ` brings ${wrong}` : ''}`,
      )
  }
  figures.set(language, mine)
  for (const key of ['expected', 'found', 'wrong'] as const) total[key] += mine[key]
  // A language where search is poor must not hide behind the others.
  expect(mine.found / mine.expected, mine.missed.join('; ')).toBeGreaterThanOrEqual(0.8)
})

test('all languages together: recall of 95 % at least, and few texts that nobody asked for', () => {
  expect(figures.size).toBeGreaterThanOrEqual(25)
  expect(total.found / total.expected).toBeGreaterThanOrEqual(0.95)
  expect(total.wrong / total.expected).toBeLessThanOrEqual(0.05)
  // Words that two languages share bring texts of both.
  expect(elsewhere / total.expected).toBeLessThanOrEqual(0.25)
})

afterAll(() => {
  const percent = ({ found, expected }: Figures) => `${((100 * found) / expected).toFixed(0)} %`.padStart(5)
  const lines = [...figures].map(
    ([language, each]) =>
      `${language.padEnd(8)} ${percent(each)} of ${String(each.expected).padStart(2)}, ${each.wrong} wrong  ${each.missed.join('; ')}`,
  )
  lines.push(`all      ${percent(total)} of ${total.expected}, ${total.wrong} wrong, ${elsewhere} in other languages`)
  process.stdout.write(`${lines.join('\n')}\n`)
})
