// What one sees in a film: written as captions are, by the same people; given to everyone as text and as a
// file; cut and redacted as what is said.

import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { mediaOf } from '#core/contribution/content.ts'
import { getContribution } from '#core/contribution/contributions.ts'
import { emptyMedia, Media, type Transcript } from '#core/contribution/media.content.ts'
import { parseVtt } from '#core/media/captions/vtt.ts'
import { visitor } from '#core/people/roles.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aFilm, aHeardStory, aSound, type HeardStory } from '#tests/support/heard.ts'
import { makeWaiting } from '#tests/support/made.ts'
import { aMember, aTown, type Town } from '#tests/support/town.ts'

const database = await testDatabase()
let town: Town
beforeAll(async () => {
  town = await aTown(database)
})

const vtt =
  'WEBVTT\n\n00:01.000 --> 00:03.000\nUne femme : elle ouvre une valise.\n\n00:12.000 --> 00:14.000\nLa mer & le quai.\n'
const excuse = { reason: 'On l’écrit.', until: '2027-03-01' }
const at = (story: HeardStory, more = '') => `/bureau/transcriptions/${story.code}/${story.files[0]}${more}`
const post = async (path: string, fields: Record<string, string> = {}, as = town.members.facilitator) =>
  await town.as(as).post(path, { submission_id: randomUUID(), ...fields })
const page = async (path: string) => await (await town.as(town.members.facilitator).get(path)).text()
const draftOf = async (story: HeardStory) =>
  mediaOf((await getContribution(town.desk.db, { code: story.code })).draft)[0] as Media
const described = (texts: readonly string[], more: Partial<Transcript> = {}): Transcript => ({
  language: 'fr',
  form: 'original',
  machine: false,
  chapters: [],
  cues: texts.map((text, index) => ({ start: index * 10_000, end: (index + 1) * 10_000, speaker: '', text })),
  ...more,
})

describe('writing what one sees', () => {
  test('a file is brought, corrected, checked, taken and taken out; nobody speaks in it', async () => {
    const story = await aHeardStory(town, [aFilm({ excuse })])
    expect(await page(at(story))).toContain('Ce qu’on voit')
    expect(
      (await post(at(story, '/ajouter'), { sort: 'description', language: 'fr', text: vtt, machine: 'yes' })).status,
    ).toBe(303)
    const kept = await draftOf(story)
    expect(kept.transcripts).toEqual([])
    expect(kept.speakers).toEqual([])
    expect(kept.descriptions?.[0]).toMatchObject({
      language: 'fr',
      machine: true,
      cues: [
        { start: 1000, end: 3000, speaker: '', text: 'Une femme : elle ouvre une valise.' },
        { start: 12_000, end: 14_000, speaker: '', text: 'La mer & le quai.' },
      ],
    })
    await post(at(story, '/description/fr/relu'))
    const html = await page(at(story, '/description/fr'))
    expect(html).toMatch(/<h1>Ce qu’on voit\s: français/)
    expect(html).not.toContain('data-do="mark"')
    // The way back names the story.
    expect(html).toMatch(new RegExp(`<ol class="crumbs"><li><a href="/bureau/recits/${story.code}">[^<]+</a>`))
    const print = /name="print" value="([^"]*)"/.exec(html)?.[1] ?? ''
    const lines = '[0:05] Homme : il chante.\n\n[0:08] Il part.'
    expect((await post(at(story, '/description/fr'), { lines, print })).status).toBe(303)
    expect((await post(at(story, '/description/fr'), { lines, print })).status).toBe(409)
    const now = await draftOf(story)
    expect(now.descriptions?.[0]).toMatchObject({ machine: false })
    expect(now.descriptions?.[0]?.cues.map(({ speaker, text }) => [speaker, text])).toEqual([
      ['', 'Homme : il chante.'],
      ['', 'Il part.'],
    ])
    // Read again as it is written down, it is the same.
    const again = await page(at(story, '/description/fr'))
    const written = (/<textarea[^>]*name="lines"[^>]*>([^<]*)</.exec(again)?.[1] ?? '').replaceAll('&amp;', '&')
    const newPrint = /name="print" value="([^"]*)"/.exec(again)?.[1] ?? ''
    await post(at(story, '/description/fr'), { lines: written, print: newPrint })
    expect((await draftOf(story)).descriptions).toEqual(now.descriptions)
    const copies = await town.as(town.members.facilitator).get(at(story, '/copies/fr.descriptions.vtt'))
    expect(copies.headers.get('content-disposition')).toMatch(
      new RegExp(`^attachment; filename="${story.code} [^"]+\\.fr\\.descriptions\\.vtt"`),
    )
    const copy = await copies.text()
    expect(parseVtt(copy)?.cues.map(({ text }) => text)).toEqual(['Homme : il chante.', 'Il part.'])
    expect((await post(at(story, '/description/fr/retirer'))).status).toBe(303)
    expect((await draftOf(story)).descriptions).toEqual([])
  })

  test('beside it stands what is said, or another language of it', async () => {
    const story = await aHeardStory(town, [
      aFilm({
        transcripts: [described(['On est partis.'])],
        descriptions: [described(['Un quai.']), described(['A quay.'], { language: 'en' })],
      }),
    ])
    expect(await page(at(story, '/description/fr'))).toMatch(/value="dit-fr"[^]*value="en"/)
    expect(await page(at(story, '/description/fr?avec=dit-fr'))).toContain('On est partis.')
    expect(await page(at(story, '/description/fr?avec=en'))).toContain('A quay.')
    expect(await page(at(story, '/langue/fr'))).not.toContain('dit-')
  })

  test('only films show something', async () => {
    const story = await aHeardStory(town, [aSound({ excuse })])
    expect(await page(at(story))).not.toContain('id="seen"')
    expect((await post(at(story, '/ajouter'), { sort: 'description', language: 'fr', text: vtt })).status).toBe(404)
    expect((await draftOf(story)).descriptions).toBeUndefined()
  })

  test('a mistake comes back in its own form, with what was typed', async () => {
    const story = await aHeardStory(town, [aFilm({ excuse })])
    const refused = await post(at(story, '/ajouter'), {
      sort: 'description',
      language: 'fr',
      text: 'WEBVTT\n\n00:xx --> 00:05\nperdu\n',
    })
    expect(refused.status).toBe(422)
    const html = await refused.text()
    expect(html.slice(html.indexOf('id="seen"'))).toContain('perdu')
    expect(html.slice(0, html.indexOf('id="seen"'))).not.toContain('perdu')
  })

  test.each([
    ['facilitator', 303],
    ['editor', 303],
    ['administrator', 303],
    ['scientist', 404],
  ] as const)('%s: %i', async (role, status) => {
    const story = await aHeardStory(town, [aFilm({ excuse })])
    const fields = { sort: 'description', language: 'fr', text: vtt }
    expect((await post(at(story, '/ajouter'), fields, town.members[role])).status).toBe(status)
  })
  test('another contributor, or a visitor, may not', async () => {
    const story = await aHeardStory(town, [aFilm({ excuse, descriptions: [described(['Un quai.'])] })])
    const stranger = await aMember(town.desk, town.space_id, 'Nora', 'contributor')
    expect((await post(at(story, '/description/fr/retirer'), {}, stranger)).status).toBe(404)
    expect((await town.as(visitor).post(at(story, '/description/fr/retirer'), {})).status).not.toBe(200)
    expect((await draftOf(story)).descriptions).toHaveLength(1)
  })
})

describe('reading what one sees', () => {
  type Read = { status: number; text: string; type: string | null }
  const read = async (path: string): Promise<Read> => {
    const response = await town.as(visitor).get(path)
    const next = response.headers.get('location')
    if (next) return await read(next.replace(/^https?:\/\/[^/]+/, ''))
    return { status: response.status, text: await response.text(), type: response.headers.get('content-type') }
  }

  test('as text in the page and as a file, for a film that has some', async () => {
    const story = await aHeardStory(town, [
      aFilm({ excuse, descriptions: [described(['La mer & le quai.', 'Une valise.'])] }),
    ])
    const file = `/transcriptions/${story.code}/${story.files[0]}/fr.descriptions`
    const vttFile = await read(`${file}.vtt`)
    expect([vttFile.status, vttFile.type]).toEqual([200, 'text/vtt; charset=utf-8'])
    expect(parseVtt(vttFile.text)?.cues.map(({ start, end }) => [start, end])).toEqual([
      [0, 10_000],
      [10_000, 20_000],
    ])
    expect((await read(`${file}.txt`)).text).toContain('Une valise.')
    // No captions of it: what one sees is not what is said.
    expect((await read(file.replace('.descriptions', '.vtt'))).status).toBe(404)
    const { text } = await read(`/recits/${story.code}/x`)
    expect(text).toContain(`<track kind="descriptions" srclang="fr" label="Français" src="${file}.vtt"/>`)
    expect(text).toContain('data-do="describe"')
    expect(text.slice(text.indexOf('data-sights'))).toContain('La mer &amp; le quai.')
    expect((await read('/recits?q=valise')).text).toContain(story.code)
    const plain = await aHeardStory(town, [aFilm({ excuse })])
    const without = (await read(`/recits/${plain.code}/x`)).text
    expect(without).not.toMatch(/data-do="describe"|data-sights|kind="descriptions"/)
    expect((await read(`/transcriptions/${plain.code}/${plain.files[0]}/fr.descriptions.vtt`)).status).toBe(404)
  })

  test('a hidden second takes away what one sees in it; guessed times take it all away', async () => {
    const story = await aHeardStory(town, [
      aFilm({
        excuse,
        descriptions: [
          described(['Un quai.', 'Son visage.', 'La mer.']),
          described(['A quay.'], { language: 'en', estimated: true }),
        ],
      }),
    ])
    const file = `/transcriptions/${story.code}/${story.files[0]}`
    expect((await read(`/en/stories/${story.code}/x`)).text).toContain('Nobody has set the times of these words')
    const sealed = await town.as(town.members.editor).post(`/bureau/masquer/${story.code}/${story.files[0]}`, {
      part: 'span',
      begin: '0:11',
      end: '0:14',
      asked_by: 'team',
    })
    expect(sealed.status).toBe(303)
    await makeWaiting(town.desk)
    const { text } = await read(`${file}/fr.descriptions.vtt`)
    expect(parseVtt(text)?.cues.map((cue) => cue.text)).toEqual(['Un quai.', '[…]', 'La mer.'])
    expect((await read(`${file}/en.descriptions.vtt`)).status).toBe(404)
    expect((await read('/recits?q=visage')).text).not.toContain(story.code)
  })

  test('a search leads to the second one sees it, in the language it is written in, and to nothing hidden', async () => {
    const story = await aHeardStory(town, [
      aSound({ transcripts: [described(['Bonjour.'])] }),
      aFilm(
        {
          excuse,
          descriptions: [
            described(['Une brouette.', 'Son chapeau.', 'Une brouette encore, et un lavoir.']),
            described(['عربة يد.', 'قبّعته.', 'مغسل.'], { language: 'ar' }),
          ],
        },
        40,
      ),
    ])
    const found = async (word: string, list = '/recits') =>
      new RegExp(`href="[^"]*/${story.code}/[^"]*(#[^"]*)"`).exec((await read(`${list}?q=${word}`)).text)?.[1]
    expect(await found('lavoir')).toBe('#s2-vu-fr=20')
    expect(await found('chapeau')).toBe('#s2-vu-fr=10')
    expect(await found('مغسل', '/ar/stories')).toBe('#s2-vu-ar=20')
    expect((await read('/recits?q=lavoir')).text).toMatch(/On le voit à 20\ss/)
    const html = (await read(`/recits/${story.code}/x`)).text
    for (const place of ['s2-vu-fr=0', 's2-vu-fr=10', 's2-vu-fr=20', 's2-vu-ar=20'])
      expect(html.split(`id="${place}"`)).toHaveLength(2)
    const sealed = await town.as(town.members.editor).post(`/bureau/masquer/${story.code}/${story.files[1]}`, {
      part: 'span',
      begin: '0:11',
      end: '0:14',
      asked_by: 'team',
    })
    expect(sealed.status).toBe(303)
    await makeWaiting(town.desk)
    expect(await found('chapeau')).toBeUndefined()
    expect((await read('/recits?q=chapeau')).text).not.toContain(story.code)
    // The words around are still found, and what is shown of them says nothing of it.
    expect(await found('brouette')).toBe('#s2-vu-fr=0')
    expect((await read('/recits?q=brouette')).text).not.toMatch(/chapeau/)
  })
})

test('media written before there were any still hold, one language is there once', () => {
  const old = emptyMedia(randomUUID(), 'video', 'story')
  expect(Media.parse(old)).toEqual(old)
  expect(Media.safeParse({ ...old, descriptions: [described(['a']), described(['b'])] }).success).toBe(false)
})
