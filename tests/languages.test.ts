// Every word in its language: on the demonstration town's public pages, letters of another script, and the
// titles of stories told in another language, stand under a `lang` that says so and a written `dir`, never `auto`.

import { beforeAll, describe, expect, test } from 'vitest'
import { capabilities } from '#capabilities/index.ts'
import { ensureTown } from '#capabilities/territory/town.ts'
import { hrefOf, localPath } from '#core/doors.ts'
import type { Desk } from '#core/desk.ts'
import { visitor } from '#core/people/roles.ts'
import { readConfig } from '#core/platform/config.ts'
import { directionOf, locales, type Locale } from '#core/platform/i18n.ts'
import { silentLog } from '#core/platform/log.ts'
import { testDatabase } from '#tests/support/database.ts'
import { textsOf, type FoundText } from '#tests/support/html-texts.ts'
import { createApp, type App } from '../src/app.ts'
import { loadDemonstration } from '../src/demonstration/load.ts'
import { testVault } from '#tests/support/vault.ts'

const database = await testDatabase()
const kinds = new Map(capabilities.flatMap((each) => each.kinds ?? []).map((kind) => [kind.name, kind]))
const desk: Desk = { db: database.desk, kinds, now: () => new Date(), vault: await testVault() }
const config = readConfig({ DATA_DIR: '.cache/tests' })

let app: App
/** Address to the texts of the page; `titles` to the languages in which something has that title. */
const pages = new Map<string, { html: string; texts: FoundText[] }>()
const titles = new Map<string, Set<string>>()

beforeAll(async () => {
  await ensureTown(desk)
  await loadDemonstration({ desk, config })
  app = anApp()
  const shown = await desk.db.selectFrom('shelf.text').select(['title', 'language']).execute()
  for (const { title, language } of shown) titles.set(title, (titles.get(title) ?? new Set()).add(language))
  for (const path of await everyAddress()) {
    const response = await app.request(path)
    if (response.status !== 200 || !response.headers.get('content-type')?.includes('html')) continue
    const html = await response.text()
    pages.set(path, { html, texts: textsOf(html) })
  }
}, 240_000)

const anApp = (): App =>
  createApp({
    config,
    desk: database.desk,
    reader: database.reader,
    vault: desk.vault,
    capabilities,
    identify: async () => visitor,
    log: silentLog,
  })

/** Pages of the manifests, and every contribution and theme in every language of the interface. */
async function everyAddress(): Promise<Set<string>> {
  const named = await Promise.all(capabilities.map(async (each) => (await each.pages?.(desk)) ?? []))
  const items = await desk.db.selectFrom('shelf.item').select(['kind', 'code', 'slug']).execute()
  const themes = await desk.db.selectFrom('shelf.theme').select('slug').execute()
  const inAll = (path: (locale: Locale) => string) => locales.map(path)
  return new Set([
    ...named.flat(),
    ...inAll((locale) => hrefOf(locale, { fr: '/recits', en: '/stories', ar: '/stories' })),
    ...themes.flatMap(({ slug }) => inAll((locale) => localPath(locale, `/themes/${slug}`))),
    ...items.flatMap(({ kind, code, slug }) =>
      inAll((locale) => localPath(locale, `/${kinds.get(kind)?.segment[locale]}/${code}/${slug}`)),
    ),
  ])
}

const scripts: [RegExp, readonly string[]][] = [
  [/\p{Script=Arabic}/gu, ['Arab']],
  [/\p{Script=Cyrillic}/gu, ['Cyrl']],
  [/\p{Script=Hebrew}/gu, ['Hebr']],
  [/\p{Script=Greek}/gu, ['Grek']],
  [/\p{Script=Armenian}/gu, ['Armn']],
  [/\p{Script=Georgian}/gu, ['Geor']],
  [/\p{Script=Tamil}/gu, ['Taml']],
  [/\p{Script=Devanagari}/gu, ['Deva']],
  [/\p{Script=Bengali}/gu, ['Beng']],
  [/\p{Script=Thai}/gu, ['Thai']],
  [/\p{Script=Khmer}/gu, ['Khmr']],
  [/\p{Script=Ethiopic}/gu, ['Ethi']],
  [/\p{Script=Tifinagh}/gu, ['Tfng']],
  [/\p{Script=Hangul}/gu, ['Kore']],
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, ['Jpan']],
  [/\p{Script=Han}/gu, ['Hans', 'Hant', 'Jpan']],
]
const scriptOf = (language: string): string => new Intl.Locale(language).maximize().script ?? 'Latn'

function faultOf({ text: written, language, direction, isApart }: FoundText): string | undefined {
  // Names of people and places keep their letters: those set apart, and a word on a sign in a sentence.
  const text = written.replace(/\u2068[^\u2069]*\u2069/g, '')
  const letters = (text.match(/\p{L}/gu) ?? []).length
  const wanted = scripts.find(([script]) => (text.match(script) ?? []).length > letters / 2)?.[1]
  if (wanted && !wanted.includes(scriptOf(language))) return `lang=${language} on “${text.slice(0, 60)}”`
  if (!isApart && scriptOf(language) !== 'Latn' && /(?:\p{Script=Latin}{2,}[\s,’']+){5}/u.test(text))
    return `lang=${language} on “${text.slice(0, 60)}”`
  const known = titles.get(text)
  if (known && !known.has(language)) return `lang=${language} on the title “${text}”, told in ${[...known].join(', ')}`
  // Numbers, addresses and code are written from left to right in every language.
  const isCode = direction === 'ltr' && !/[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(text)
  if (direction !== directionOf(language) && !isCode)
    return `dir=${direction} under lang=${language}: “${text.slice(0, 60)}”`
  return undefined
}

test('every page of the demonstration town was read', () => {
  expect(pages.size).toBeGreaterThan(120)
  const languages = new Set([...pages.values()].flatMap(({ texts }) => texts.map(({ language }) => scriptOf(language))))
  expect([...languages]).toEqual(expect.arrayContaining(['Latn', 'Arab', 'Cyrl']))
})

test('no text stands in a language or a direction that is not its own', () => {
  const faults = [...pages].flatMap(([path, { texts }]) =>
    texts.flatMap((each) => {
      const fault = faultOf(each)
      return fault ? [`${path}: ${fault}`] : []
    }),
  )
  expect(faults.slice(0, 30)).toEqual([])
})

test('nothing leaves its direction to chance', () => {
  for (const [path, { html }] of pages) expect(`${path} ${/ dir="auto"/.test(html)}`).toBe(`${path} false`)
})

describe('each page in each language', () => {
  test('is told to search engines, with the one for everyone else', () => {
    const whole = [...pages].filter(([, { html }]) => html.includes('rel="canonical"') && html.includes('data-read'))
    expect(whole.length).toBeGreaterThan(100)
    for (const [path, { html }] of whole) {
      const told = [...html.matchAll(/<link rel="alternate" hreflang="([^"]+)" href="([^"]+)"/g)]
      expect({ path, told: told.map(([, language]) => language) }).toEqual({
        path,
        told: ['fr', 'en', 'ar', 'x-default'],
      })
      expect(told[3]?.[2]).toBe(told[0]?.[2])
    }
  })
  test('is where the switcher says', async () => {
    const broken: string[] = []
    for (const path of [...pages.keys()].filter((_, index) => index % 7 === 0)) {
      const links = [...(pages.get(path)?.html ?? '').matchAll(/<a href="([^"]+)" lang="\w+" hreflang="\w+"/g)]
      for (const [, href = ''] of links) {
        const { status } = await app.request(href.replaceAll('&amp;', '&'))
        if (status !== 200) broken.push(`${path} → ${href}: ${status}`)
      }
    }
    expect(broken).toEqual([])
  })
})

test('a card says when its words were translated by a machine, and only then', async () => {
  const marks = async (path: string) =>
    (await (await anApp().request(path)).text()).split('Traduit par une machine').length - 1
  expect(await marks('/recits')).toBe(0)
  const theirs = await desk.db
    .selectFrom('shelf.text')
    .select('item_id')
    .where('language', '=', 'fr')
    .where('form', '=', 'translation')
    .limit(1)
    .executeTakeFirstOrThrow()
  const only = async (machine: boolean) =>
    await desk.db
      .updateTable('shelf.text')
      .set({ machine })
      .where('item_id', '=', theirs.item_id)
      .where('language', '=', 'fr')
      .execute()
  const { slug } = await desk.db
    .selectFrom('shelf.item_theme')
    .innerJoin('shelf.theme', 'shelf.theme.id', 'theme_id')
    .select('slug')
    .where('item_id', '=', theirs.item_id)
    .executeTakeFirstOrThrow()
  await only(true)
  expect(await marks(`/themes/${slug}`)).toBe(1)
  // Read in its own language, the same card shows nothing of the kind.
  const told = await anApp().request(`/ar/themes/${slug}`)
  expect(await told.text()).not.toContain('ترجمة آلية')
  await only(false)
  expect(await marks(`/themes/${slug}`)).toBe(0)
})
