// What a page asks of an old telephone on a slow line: reading a story takes one stylesheet, little of it, and no script.
// And each kind of page loads the sheets that hold its words: a class whose rules are in a sheet not loaded is a hole.

import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import { afterAll, describe, expect, test } from 'vitest'
import { projectFolder } from '#core/platform/assets.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aHeardStory, aSound } from '#tests/support/heard.ts'
import { serveTown } from '#tests/support/served.ts'
import { aStory } from '#tests/support/stories.ts'
import { aTown, origin } from '#tests/support/town.ts'

const styles = path.join(projectFolder, 'src/ui/styles')
/** A sheet with what it imports, without comments. */
function sheet(name: string): string {
  const file = path.join(styles, name)
  const text = readFileSync(file, 'utf8').replace(/\/\*[\s\S]*?\*\//g, '')
  return text.replace(/@import '([^']+)';/g, (_, imported: string) => sheet(path.join(path.dirname(name), imported)))
}
const sheets = {
  story: sheet('index.css'),
  town: sheet('town.css'),
  work: sheet('work.css'),
  listen: sheet('listen.css'),
}
/** Classes that have rules of their own. */
const classesIn = (css: string) =>
  new Set(
    [...css.replace(/@media print\s*\{([^{}]*\{[^{}]*\})*[^{}]*\}/g, '').matchAll(/\.([a-zA-Z][\w-]*)/g)].map(
      ([, name = '']) => name,
    ),
  )
const classesOf = (html: string) =>
  new Set([...html.matchAll(/ class="([^"]*)"/g)].flatMap(([, names = '']) => names.split(/\s+/)))
/** Classes of the page that only sheets it does not load speak of. */
function holes(html: string): string[] {
  const loaded = Object.entries(sheets).filter(([name]) => new RegExp(`href="/assets/${name}[-."]`).test(html))
  const known = classesIn(loaded.map(([, css]) => css).join('\n'))
  const elsewhere = classesIn(Object.values(sheets).join('\n'))
  return [...classesOf(html)].filter((name) => elsewhere.has(name) && !known.has(name))
}

const served = await serveTown({ demo: true })
afterAll(async () => await served.stop())
const get = async (href: string) => await (await fetch(served.url + href)).text()
const linksOf = (html: string) => [...new Set([...html.matchAll(/href="(\/[^"#]*)/g)].map(([, href = '']) => href))]

describe('every page loads the sheets of its words', () => {
  test('stories, in their versions and languages', async () => {
    const lists = await Promise.all(['/recits', '/en/stories', '/ar/stories'].map(get))
    const stories = lists.flatMap(linksOf).filter((href) => /\/\d{6}\/[^?]*$/.test(href))
    expect(stories.length).toBeGreaterThan(20)
    for (const story of stories) {
      const html = await get(story)
      expect([story, holes(html)]).toEqual([story, []])
      for (const version of ['facile', 'texte', 'traduction', 'gros'].map((name) => `?${name}=`)) {
        const href = linksOf(html).find((each) => each.startsWith(story) && each.includes(version))
        if (href) expect([href, holes(await get(href.replaceAll('&amp;', '&')))]).toEqual([href, []])
      }
    }
  }, 60_000)

  test('every other page that a visitor finds, and those that do not exist', async () => {
    const queue = ['/', '/recits', '/themes', '/raconter', '/journal', '/en', '/ar', '/nowhere', '/recits/000000/x']
    const seen = new Set<string>()
    for (let href = queue.shift(); href !== undefined && seen.size < 150; href = queue.shift()) {
      const shape = href.replace(/\d{6}.*/, 'story').replace(/=[^&]*/g, '=')
      if (seen.has(shape) || /\.\w+$/.test(href)) continue
      seen.add(shape)
      const response = await fetch(served.url + href.replaceAll('&amp;', '&'))
      if (!response.headers.get('content-type')?.startsWith('text/html')) continue
      const html = await response.text()
      expect([href, holes(html)]).toEqual([href, []])
      queue.push(...linksOf(html))
    }
    expect(seen.size).toBeGreaterThan(40)
  }, 60_000)

  test('and a hole would be seen', async () => {
    const html = await get('/recits')
    expect(holes(html.replace('<main', '<p class="knots"></p><main'))).toEqual(['knots'])
    expect(holes(html.replace('/assets/town', '/assets/story')).length).toBeGreaterThan(5)
  })
})

describe('a story of five minutes', async () => {
  const database = await testDatabase()
  const town = await aTown(database)
  // A thousand words as people tell them: the demonstration's stories, one after the other.
  type Told = { texts: { language: string; form: string; body: string }[] }
  const told = globSync(path.join(projectFolder, 'demo/stories/*.json'))
    .toSorted()
    .flatMap((file) =>
      (JSON.parse(readFileSync(file, 'utf8')) as Told).texts
        .filter(({ language, form }) => language === 'fr' && form !== 'easy')
        .map((text) => text.body),
    )
  const body = told.join('\n\n').split(' ').slice(0, 1_000).join(' ')

  test('comes whole in 14 kB, its stylesheet included, and needs no script', async () => {
    expect(body.split(' ')).toHaveLength(1_000)
    const { code } = await aStory(town, { title: 'La lampe du Rex', body, stages: [{ place: 'Rex', lat: 47, lon: 6 }] })
    const response = await town.app.request(`${origin}/recits/${code}/la-lampe-du-rex`, {
      headers: { 'accept-encoding': 'br' },
    })
    expect(response.status).toBe(200)
    expect(response.headers.get('content-encoding')).toBe('br')
    const page = (await response.arrayBuffer()).byteLength
    const style = brotliCompressSync(sheets.story).length
    expect({ page, style, total: page + style <= 14_000 }).toEqual({ page, style, total: true })
    const html = await (await town.app.request(`${origin}/recits/${code}/la-lampe-du-rex`)).text()
    // One sheet is waited for: the one for paper is not, and the one for big buttons is off.
    const waited = html.match(/<link (?:id="[^"]*" )?rel="stylesheet"(?![^>]*(?: media="print,| disabled))[^>]*>/g)
    expect(waited).toEqual([expect.stringContaining('/assets/story')])
    // Data for machines apart, the only script comes after the page, which is complete without it.
    const scripts = html.match(/<script(?! type="application\/ld\+json")[^>]*>/g)
    expect(scripts).toEqual([expect.stringContaining('type="module"')])
  })

  test('told aloud too, it adds a small sheet and its words; the sound itself waits to be asked for', async () => {
    const cues = body.match(/(?:\S+\s+){12}/g)?.map((text, at) => ({
      start: at * 5_000,
      end: (at + 1) * 5_000,
      speaker: '',
      text: text.trim(),
    }))
    const transcripts = [{ language: 'fr', form: 'original' as const, machine: false, cues: cues ?? [], chapters: [] }]
    const { code } = await aHeardStory(town, [aSound({ transcripts }, 2)], { title: 'La voix du Rex', body })
    const response = await town.app.request(`${origin}/recits/${code}/la-voix-du-rex`, {
      headers: { 'accept-encoding': 'br' },
    })
    const page = (await response.arrayBuffer()).byteLength
    const style = brotliCompressSync(sheets.story).length + brotliCompressSync(sheets.listen).length
    expect({ page, style, total: page + style <= 20_000 }).toEqual({ page, style, total: true })
    const html = await (await town.app.request(`${origin}/recits/${code}/la-voix-du-rex`)).text()
    expect(holes(html)).toEqual([])
    expect(html).toContain('preload="none"')
  })
})
