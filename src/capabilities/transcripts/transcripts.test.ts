// Words of a sound, from a file or by hand to what everyone reads: names become people, nothing is lost between two who
// write, and the public only gets what it may.

import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { change } from '#core/change.ts'
import { mediaOf } from '#core/contribution/content.ts'
import { getContribution } from '#core/contribution/contributions.ts'
import type { Speaker, Transcript } from '#core/contribution/media.content.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aHeardStory, aSound, cuesOf as tenSeconds, type HeardStory } from '#tests/support/heard.ts'
import { aMember, aTown, type Town } from '#tests/support/town.ts'
import { chaptersPrint, cuesOf, fileAsked, labelsOf, tellerNamed } from './transcripts.rules.ts'

const database = await testDatabase()
let town: Town
let story: HeardStory
const at = (more = '') => `/bureau/transcriptions/${story.code}/${story.files[0]}${more}`
beforeAll(async () => {
  town = await aTown(database)
})

const visitor = { kind: 'visitor' } as const
const vtt =
  'WEBVTT\n\n00:01.000 --> 00:03.500\n<v Zohra>On est arrivés.\n\n00:04.000 --> 00:06.000\n<v Inès>En mars ?\n'
const post = async (path: string, fields: Record<string, string | string[]> = {}, more: Record<string, string> = {}) =>
  await town.as(town.members.facilitator).post(path, { submission_id: randomUUID(), ...fields }, more)
const page = async (path: string) => await (await town.as(town.members.facilitator).get(path)).text()
const media = async () => {
  const found = mediaOf((await getContribution(town.desk.db, { code: story.code })).draft)[0]
  if (!found) throw new Error('no media')
  return found
}
const transcript = async (language = 'fr') => (await media()).transcripts.find((each) => each.language === language)
const valueOf = (html: string, name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
const textIn = (html: string) =>
  (/<textarea[^>]*name="lines"[^>]*>([^<]*)</.exec(html)?.[1] ?? '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
const beginWith = async (about: Parameters<typeof aSound>[0] = {}, name?: string) => {
  story = await aHeardStory(town, [aSound(about)], name ? { name } : {})
}

describe('bringing words', () => {
  test('a WebVTT pasted: names become who tells and a free name; the page tells of it', async () => {
    await beginWith({}, 'Zohra Benali')
    expect((await post(at('/ajouter'), { language: 'fr', form: 'original', text: vtt })).status).toBe(303)
    const now = await media()
    expect(now.speakers).toEqual([
      { key: 'v1', person_id: story.witness_id, name: '' },
      { key: 'v2', person_id: null, name: 'Inès' },
    ])
    expect(await transcript()).toEqual({
      language: 'fr',
      form: 'original',
      machine: false,
      chapters: [],
      cues: [
        { start: 1000, end: 3500, speaker: 'v1', text: 'On est arrivés.' },
        { start: 4000, end: 6000, speaker: 'v2', text: 'En mars ?' },
      ],
    })
    const html = await page(at())
    expect(html).toContain('2 passages')
    expect(html).toContain(`/bureau/fichiers/${story.files[0]}/mieux`)
    const again = await post(at('/ajouter'), { language: 'fr', text: 'Autre chose.' })
    expect(again.status).toBe(422)
    expect(await again.text()).toContain('Autre chose.')
    expect((await transcript())?.cues).toHaveLength(2)
  })

  test('a file in the letters of an old recorder; lines not understood are told, and left out only knowingly', async () => {
    await beginWith()
    const form = new FormData()
    const srt = Buffer.from(
      '1\r\n00:00:01,000 --> 00:00:02,000\r\nC’était l’été\r\n\r\n2\r\n00:xx --> 00:05\r\nperdu\r\n',
      'utf8',
    )
    const old = Buffer.from(srt.toString('utf8').replaceAll('’', "'"), 'latin1')
    form.set('language', 'fr')
    form.set('submission_id', randomUUID())
    form.set('text_file', new File([old], 'a.srt'))
    const sent = new Request('http://x', { method: 'POST', body: form })
    const client = town.as(town.members.facilitator)
    const headers = {
      'x-test-actor': JSON.stringify(town.members.facilitator),
      origin: 'http://localhost:3000',
      'sec-fetch-site': 'same-origin',
    }
    const body = await sent.bytes()
    const refused = await town.app.request(`http://localhost:3000${at('/ajouter')}`, {
      method: 'POST',
      headers: { ...headers, 'content-type': sent.headers.get('content-type') ?? '' },
      body,
    })
    expect(client).toBeDefined()
    expect(refused.status).toBe(422)
    const html = await refused.text()
    expect(html).toContain('Ligne 6')
    expect(html).toContain("C'était l'été")
    expect(html).toContain('Prendre le reste')
    expect(await transcript()).toBeUndefined()
    const text = old.toString('latin1')
    expect((await post(at('/ajouter'), { language: 'fr', text, anyway: 'yes', machine: 'yes' })).status).toBe(303)
    expect(await transcript()).toMatchObject({ machine: true, cues: [{ start: 1000, text: "C'était l'été" }] })
    expect(await page(at())).toContain('Écrit par une machine')
    expect((await post(at('/langue/fr/relu'))).status).toBe(303)
    expect(await transcript()).toMatchObject({ machine: false })
  })

  test('paragraphs without times are spread over the sound, and said to be guessed until someone sets them', async () => {
    await beginWith()
    await post(at('/ajouter'), { language: 'fr', text: 'Un début.\n\nUne fin toute simple.' })
    const kept = await transcript()
    expect(kept?.estimated).toBe(true)
    expect(kept?.cues.at(-1)?.end).toBe(40_000)
    expect(await page(at())).toContain('Minutes devinées')
    await post(at('/langue/fr/minutes'))
    expect((await transcript())?.estimated).toBeUndefined()
  })

  test('another language takes the same times, words to be written; then leaves', async () => {
    await beginWith({
      transcripts: [
        { language: 'fr', form: 'original', machine: false, cues: tenSeconds(['Un', 'Deux']), chapters: [] },
      ],
    })
    const answer = await post(at('/ajouter'), { language: 'ar', form: 'translation', like: 'fr' })
    expect(answer.headers.get('location')).toContain('/langue/ar')
    expect((await transcript('ar'))?.cues).toEqual(tenSeconds(['', '']))
    const html = await page(at('/langue/ar?avec=fr'))
    expect(html).toContain('data-start="10000"')
    expect(textIn(html)).toBe('[00:00:00.000 – 00:00:10.000]\n[00:00:10.000 – 00:00:20.000]')
    expect((await post(at('/langue/ar/retirer'))).status).toBe(303)
    expect(await transcript('ar')).toBeUndefined()
    expect((await post(at('/langue/ar/retirer'))).status).toBe(404)
  })

  test('whatever is sent: sentences, never a failure of ours', async () => {
    await beginWith()
    for (const wrong of [
      { language: 'français' },
      { language: 'fr', text: '   \n\n\u200b' },
      { language: 'fr', text: '{"a":' },
      { language: 'fr', text: 'WEBVTT\n\nx --> y\nz' },
      { language: 'fr', text: 'a\0b' },
      { language: 'fr', like: 'x' },
      { language: 'fr', form: 'autre' },
    ]) {
      const answer = await post(at('/ajouter'), wrong)
      expect([303, 422]).toContain(answer.status)
      if (answer.status === 303) await post(at('/langue/fr/retirer'))
    }
    expect((await post(at('/voix'), { key: ['%', ''], person: '', name: '' })).status).toBe(400)
    expect((await post(at('/machine'), { language: 'fr' })).status).toBe(400)
    for (const path of ['/langue/zz', '/copies/fr.exe', '/copies/fr.vtt'])
      expect((await town.as(town.members.facilitator).get(at(path))).status).toBe(404)
  })
})

describe('correcting', () => {
  const cues = tenSeconds(['Un', 'Deux'], 'v1')
  const about = {
    speakers: [{ key: 'v1', person_id: null, name: 'Inès' }],
    transcripts: [{ language: 'fr', form: 'original' as const, machine: true, cues, chapters: [] }],
  }

  test('words change and times stay; a new name is a new voice; autosave gives the next print', async () => {
    await beginWith(about)
    const html = await page(at('/langue/fr'))
    const lines = textIn(html)
    expect(lines).toBe('[00:00:00.000 – 00:00:10.000] Inès : Un\n[00:00:10.000 – 00:00:20.000] Inès : Deux')
    const typed = lines.replace('Inès : Deux', 'M. Salah : Deux\net demi')
    const saved = await post(at('/langue/fr'), { lines: typed, print: valueOf(html, 'print') }, { 'x-autosave': '1' })
    expect(saved.status).toBe(200)
    const { fields } = (await saved.json()) as { fields: { print: string } }
    const now = await media()
    expect(now.transcripts[0]?.cues).toEqual([cues[0], { ...cues[1], speaker: 'v2', text: 'Deux\net demi' }])
    expect(now.transcripts[0]?.machine).toBe(true)
    expect(now.speakers[1]).toEqual({ key: 'v2', person_id: null, name: 'M. Salah' })
    expect((await post(at('/langue/fr'), { lines: typed, print: fields.print })).status).toBe(303)
    expect(await page(at('/langue/fr'))).toContain('M. Salah : Deux')
  })

  test('two who write: both texts are shown, and what is refused stays in the field', async () => {
    await beginWith(about)
    const html = await page(at('/langue/fr'))
    const print = valueOf(html, 'print')
    const lines = textIn(html)
    await post(at('/langue/fr'), { lines: lines.replace('Un', 'Le leur'), print })
    const auto = await post(at('/langue/fr'), { lines: lines.replace('Un', 'Le mien'), print }, { 'x-autosave': '1' })
    expect(auto.status).toBe(409)
    const conflict = await post(at('/langue/fr'), { lines: lines.replace('Un', 'Le mien'), print })
    expect(conflict.status).toBe(409)
    const both = await conflict.text()
    expect(both).toContain('Le leur')
    expect(textIn(both)).toContain('Le mien')
    const wrong = await post(at('/langue/fr'), { lines: `Avant tout\n${lines}`, print: valueOf(both, 'print') })
    expect(wrong.status).toBe(422)
    expect(textIn(await wrong.text())).toContain('Avant tout')
    await post(at('/langue/fr'), { lines: textIn(both), print: valueOf(both, 'print') })
    expect((await transcript())?.cues[0]?.text).toBe('Le mien')
    // A voice that got another name is another text: names are how it is written.
    const before = valueOf(await page(at('/langue/fr')), 'print')
    await post(at('/voix'), { key: ['v1', ''], person: ['', ''], name: ['Inès Roux', ''] })
    expect((await post(at('/langue/fr'), { lines, print: before })).status).toBe(409)
  })

  test('chapters, with their own conflict', async () => {
    await beginWith(about)
    const before = chaptersPrint((await transcript()) as Transcript)
    const answer = await post(at('/langue/fr/chapitres'), { chapters: '0:00 Le bateau\n0:12.5 La gare', print: before })
    expect(answer.status).toBe(303)
    expect((await transcript())?.chapters).toEqual([
      { start: 0, title: 'Le bateau' },
      { start: 12_500, title: 'La gare' },
    ])
    expect(await page(at('/langue/fr'))).toContain('00:00:12.500 La gare')
    const late = await post(at('/langue/fr/chapitres'), { chapters: '0:00 Mien', print: before })
    expect(late.status).toBe(409)
    expect(await late.text()).toContain('0:00 Mien')
    const now = chaptersPrint((await transcript()) as Transcript)
    expect((await post(at('/langue/fr/chapitres'), { chapters: 'sans heure', print: now })).status).toBe(422)
  })

  test('a voice taken out leaves its words; one tied to a stranger is tied to nobody', async () => {
    await beginWith(about)
    await post(at('/voix'), { key: ['v1', ''], person: [town.members.editor.person_id, ''], name: ['', ''] })
    expect((await media()).speakers).toEqual([])
    expect((await transcript())?.cues[0]).toMatchObject({ speaker: '', text: 'Un' })
  })

  test('only those who may change the story', async () => {
    await beginWith(about)
    const others = [town.members.scientist, await aMember(town.desk, town.space_id, 'Lina', 'facilitator'), visitor]
    for (const other of others)
      for (const path of ['', '/langue/fr', '/copies/fr.vtt'])
        expect([302, 303, 404]).toContain((await town.as(other).get(at(path))).status)
    for (const other of others.slice(0, 2))
      expect((await town.as(other).post(at('/langue/fr/retirer'), { submission_id: randomUUID() })).status).toBe(404)
    expect((await town.as(town.members.editor).get(at())).status).toBe(200)
    expect(await transcript()).toBeDefined()
  })
})

describe('what everyone may take', () => {
  const speakers: Speaker[] = []
  test('captions, text and chapters as they are shown, in each language, under the name she chose', async () => {
    story = await aHeardStory(
      town,
      [
        aSound({
          words: [{ language: 'fr', title: 'La voix, à quai', caption: '', alt: '', description: '' }],
          speakers: [...speakers, { key: 'v1', person_id: null, name: 'Inès' }],
          transcripts: [
            {
              language: 'fr',
              form: 'original',
              machine: true,
              cues: tenSeconds(['Je suis <Zoulikha>.', 'La passerelle.', ''], 'v1'),
              chapters: [{ start: 0, title: 'Le bateau' }],
            },
          ],
        }),
      ],
      { name: 'Zoulikha Meddeb', named: false },
    )
    const reader = town.as(visitor)
    const get = async (name: string) => await reader.get(`/transcriptions/${story.code}/${story.files[0]}/${name}`)
    const captions = await get('fr.vtt')
    expect(captions.status).toBe(200)
    expect(captions.headers.get('content-type')).toBe('text/vtt; charset=utf-8')
    // Played by the page, and kept under the story's number.
    expect(captions.headers.get('content-disposition')).toMatch(
      new RegExp(`^inline; filename="${story.code}\\.fr\\.vtt"`),
    )
    const text = await captions.text()
    expect(text).toContain('<v Inès>Je suis &lt;')
    expect(text).toContain('NOTE machine-made: Texte écrit par une machine')
    expect(text.match(/-->/g)).toHaveLength(2)
    for (const name of ['fr.vtt', 'fr.srt', 'fr.txt', 'fr.chapters.vtt']) {
      const answer = await get(name)
      expect(answer.status).toBe(200)
      expect(await answer.text()).not.toContain('Zoulikha')
    }
    expect(await (await get('fr.chapters.vtt')).text()).toBe('WEBVTT\n\n00:00:00.000 --> 00:00:40.000\nLe bateau\n')
    // At the desk, words are as they are, and kept under a name one finds again.
    expect(await page(at('/copies/fr.txt'))).toContain('Zoulikha')
    for (const name of ['fr.vtt', 'fr.srt', 'fr.txt', 'fr.chapters.vtt']) {
      const { headers } = await town.as(town.members.facilitator).get(at(`/copies/${name}`))
      const kept = `${story.code} La voix, à quai.${name}`
      expect(headers.get('content-disposition')).toBe(
        `attachment; filename="${kept.replace('à', '_')}"; filename*=UTF-8''${encodeURIComponent(kept)}`,
      )
    }
    for (const name of ['ar.vtt', 'fr.exe', 'fr', 'fr.chapters.srt']) expect((await get(name)).status).toBe(404)
    expect((await reader.get(`/transcriptions/999999/${story.files[0]}/fr.vtt`)).status).toBe(404)
    expect((await reader.get(`/transcriptions/${story.code}/${randomUUID()}/fr.vtt`)).status).toBe(404)

    // A word said and nowhere written is found, and its card leads to the second.
    const found = await (await reader.get('/recits?q=passerelle')).text()
    expect(found).toContain(`/recits/${story.code}/`)
    expect(found).toContain('#t=10"')
    expect(found).toMatch(/Entendu à 10\s?s/u)

    // What is hidden leaves at once, and the whole with the story.
    await change(town.desk, { action: 'test', actor: visitor }, async (work) => {
      await work.tx
        .insertInto('desk.hiding')
        .values({
          contribution_id: story.id,
          file_id: null,
          kind: 'words',
          start_ms: null,
          end_ms: null,
          x: null,
          y: null,
          w: null,
          h: null,
          words: ['Je suis'],
          until: null,
          reason: '',
          asked_by: 'witness',
          placed_by: null,
          placed_at: work.now,
          lifted_by: null,
          lifted_at: null,
        })
        .execute()
      work.touch(story.id)
    })
    town.app.cache.clear()
    expect(await (await get('fr.vtt')).text()).not.toContain('Je suis')
    await change(town.desk, { action: 'test', actor: visitor }, async (work) => {
      await work.tx
        .insertInto('desk.seal')
        .values({
          contribution_id: story.id,
          scope: 'all',
          person_id: null,
          until: null,
          reason: 'withdrawal',
          asked_by: 'witness',
          placed_by: null,
          placed_at: work.now,
          lifted_at: null,
          lifted_by: null,
        })
        .execute()
      work.touch(story.id)
    })
    town.app.cache.clear()
    expect((await get('fr.vtt')).status).toBe(410)
  })
})

describe('names', () => {
  const tellers = [
    { id: 'a', name: 'Zohra Benali' },
    { id: 'b', name: 'Ali Benali' },
    { id: 'c', name: 'Ali Kaci' },
  ]
  test('the person meant, when only one can be', () => {
    expect(tellerNamed('zohra', tellers)?.id).toBe('a')
    expect(tellerNamed('Ali', tellers)).toBeUndefined()
    expect(tellerNamed('Ali Kaci', tellers)?.id).toBe('c')
    expect(tellerNamed('Benali', tellers)).toBeUndefined()
  })
  test('labels are never twice the same, and someone without a name has one', () => {
    const speakers = ['Ali', 'ali', ''].map((name, at) => ({ key: `v${at}`, person_id: null, name }))
    expect(labelsOf(speakers, [], (rank) => `Voix ${rank}`)).toEqual(['Ali', 'ali 2', 'Voix 3'])
  })
  test('past forty speakers, names stay in the words', () => {
    const said = Array.from({ length: 45 }, (_, at) => ({ start: at, end: at, speaker: `Voix ${at}`, text: 'x' }))
    const { cues, speakers } = cuesOf(said, { speakers: [], labels: [], tellers: [] })
    expect(speakers).toHaveLength(40)
    expect(cues.at(-1)).toMatchObject({ speaker: '', text: 'Voix 44: x' })
  })
  test.each([
    ['fr.vtt', { writing: 'transcripts', language: 'fr', format: 'vtt' }],
    ['ar-MA.srt', { writing: 'transcripts', language: 'ar-MA', format: 'srt' }],
    ['fr.chapters.vtt', { writing: 'transcripts', language: 'fr', format: 'chapters' }],
    ['fr.descriptions.vtt', { writing: 'descriptions', language: 'fr', format: 'vtt' }],
    ['fr.descriptions.txt', { writing: 'descriptions', language: 'fr', format: 'txt' }],
    ['fr.descriptions.chapters.vtt', undefined],
    ['fr.chapters.txt', undefined],
    ['../fr.vtt', undefined],
  ])('%s', (name, asked) => expect(fileAsked(name)).toEqual(asked))
})
