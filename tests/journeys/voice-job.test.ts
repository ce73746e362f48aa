// A voice, from the kitchen table to everyone and back: recorded, written down, agreed to aloud, reviewed, heard, found by
// a word, hidden in part, given back whole to who spoke, and taken back. Once on a computer; once without script and
// without any program that makes copies, on a small telephone, in Arabic.

import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { listEvidence } from '#core/media/evidence.ts'
import { openBrowser } from '#tests/support/browser.ts'
import { aTone } from '#tests/support/heard.ts'
import { serveTown, type Served } from '#tests/support/served.ts'
import { hasFfmpeg } from '#tests/support/tools.ts'
import { aWalker, enterAs, ways, type Walker, type Way } from '#tests/support/walk.ts'
import { unzip } from '#tests/support/zip.ts'

const [computer] = ways as [Way, ...Way[]]
const telephone: Way = {
  name: 'in Arabic on a telephone, without JavaScript',
  locale: 'ar',
  viewport: { width: 360, height: 740 },
  javaScriptEnabled: false,
}
const secret = 'Mon frère Lakhdar dormait dans la cave.'
const heard = 'Le boulanger sifflait une mazurka.'

let town: Served
let browser: Browser
beforeAll(async () => {
  town = await serveTown({ demo: true })
  browser = await openBrowser(['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream', '--mute-audio'])
})
afterAll(async () => {
  await browser?.close()
  await town?.stop()
})

/** A picture of a family: a field of colour, with what a camera adds. */
const photo = async () =>
  await sharp({ create: { width: 900, height: 600, channels: 3, background: '#a55' } })
    .withExif({ IFD0: { Copyright: 'Famille', Artist: 'Oncle' } })
    .jpeg()
    .toBuffer()

/** Someone met for the first time, and the page kept at hand while she tells. */
async function meet(relay: Walker, name: string, language: string): Promise<{ code: string; person_id: string }> {
  await relay.open('/bureau/temoins/nouveau')
  await relay.write({ name })
  await relay.send('name')
  const { id: person_id } = await town.desk.db
    .selectFrom('desk.person')
    .select('id')
    .where('name', '=', name)
    .executeTakeFirstOrThrow()
  await relay.open('/bureau/rencontres/new')
  await relay.write({ witnesses: person_id, language, held_on: '2026-11-20', place: 'Chez elle' })
  await relay.send('held_on')
  const { code } = await town.desk.db
    .selectFrom('desk.contribution')
    .innerJoin('desk.credit', 'desk.credit.contribution_id', 'desk.contribution.id')
    .select('code')
    .where('desk.credit.person_id', '=', person_id)
    .executeTakeFirstOrThrow()
  return { code, person_id }
}

/** The lamp: some seconds, then kept; until the page says that they have arrived. */
async function record(relay: Walker, seconds: number): Promise<void> {
  const { page } = relay
  await page.click('.rec-btn')
  await expect
    .poll(async () => Number((await page.locator('[data-time]').innerText()).split(':')[1]), { timeout: 40_000 })
    .toBeGreaterThanOrEqual(seconds)
  await page.click('[data-finish]')
  await page.click('.take [data-do=keep]')
  await expect
    .poll(async () => await page.locator('.take [data-state-words]').innerText(), { timeout: 40_000 })
    .toMatch(/Arrivée/)
}

/** The bench, opened again until the public copy of everything on it is made. */
async function copiesReady(relay: Walker, code: string): Promise<void> {
  await expect
    .poll(
      async () => {
        await relay.open(`/bureau/medias/${code}`)
        return await relay.page.locator('.bench-item[data-moving]').count()
      },
      { timeout: 60_000, interval: 500 },
    )
    .toBe(0)
}

async function writeStory(relay: Walker, code: string, words: { title: string; body: string }): Promise<void> {
  await relay.open(`/bureau/recits/${code}/texte`)
  await relay.write(words)
  await relay.send({ name: 'do', value: 'stay' })
}

async function sendToReview(relay: Walker, code: string): Promise<void> {
  await relay.open(`/bureau/recits/${code}`)
  await relay.click('form[action$="/envoyer"] button')
}

/** The decision of a board; gives the status of the page that answers. */
async function decide(member: Walker, code: string): Promise<number> {
  await member.open(`/bureau/relecture/${code}`)
  await member.write({ decision: 'approve' })
  return await member.send('decision')
}

/** Her card, in her own browser. */
async function card(relay: Walker, person_id: string, way: Way): Promise<Walker> {
  await relay.open(`/bureau/temoins/${person_id}`)
  await relay.click('form[action$="/carte"] button')
  const printed = await relay.text()
  const { number } = await town.desk.db
    .selectFrom('desk.card')
    .select('number')
    .where('person_id', '=', person_id)
    .executeTakeFirstOrThrow()
  const code = (printed.match(/(?:\d\s?){8}(?!\d)/g) ?? [])
    .map((each) => each.replace(/\s/g, ''))
    .find((each) => each.length === 8)
  const witness = await aWalker(browser, town, way, { acceptDownloads: true })
  await witness.open({ fr: '/ma-carte', other: '/my-card' })
  await witness.write({ number, code: code ?? '' })
  await witness.send('code')
  return witness
}

const bytesAt = async (walker: Walker, path: string) => {
  const response = await walker.page.request.get(new URL(path, town.url).href)
  return { status: response.status(), text: (await response.body()).toString('utf8') }
}

/** Whether anything at all is in these seconds of a plain WAV. */
const isHeard = async (walker: Walker, path: string, [from, to]: [number, number]): Promise<boolean> => {
  const bytes = await (await walker.page.request.get(new URL(path, town.url).href)).body()
  const [start, perSecond] = [bytes.indexOf('data') + 8, bytes.readUInt32LE(28)]
  const heard = bytes.subarray(start + from * perSecond, start + to * perSecond)
  expect(heard.length).toBe((to - from) * perSecond)
  return heard.some((byte) => byte !== 0)
}

/** Every file that a page gives to hear and to see. */
const filesOf = async (reader: Walker): Promise<string[]> => [
  ...new Set(
    [...(await reader.page.content()).matchAll(/\/fichiers\/[0-9a-f-]{36}\/[^"'\s,#?]+/g)].map(([path]) => path),
  ),
]

/** Where anyone may still read the secret: in its pages, the words of its sound, feeds; or find the story by it. */
async function saidIn(reader: Walker, code: string, file_id: string): Promise<string[]> {
  const paths = [
    `/recits/${code}`,
    `/ar/stories/${code}`,
    ...['vtt', 'srt', 'txt'].map((format) => `/transcriptions/${code}/${file_id}/fr.${format}`),
    '/flux.atom',
    '/podcast.rss',
    `/${code}`,
  ]
  const telling: string[] = []
  for (const path of paths) if (/Lakhdar|dans la cave/.test((await bytesAt(reader, path)).text)) telling.push(path)
  // The page repeats the word that was asked: what matters is what it finds.
  const search = '/recits?q=Lakhdar'
  if ((await bytesAt(reader, search)).text.includes(`/${code}/`)) telling.push(search)
  return telling
}

describe.skipIf(!hasFfmpeg)('a witness who speaks', () => {
  test('is recorded, written down, shown, hidden in part, and takes her voice back', { timeout: 150_000 }, async () => {
    const way = computer
    const relay = await enterAs(browser, town, way, 'facilitator')
    const { code, person_id } = await meet(relay, 'Yamina', 'fr')

    // The lamp on the table, in the page of the meeting.
    await record(relay, 9)
    await relay.click('a[href$="/bureau/medias/' + code + '"]')
    // What she lends for the time of a scan.
    await relay.page.setInputFiles('#files input[type=file]', {
      name: 'devant-le-four.jpg',
      mimeType: 'image/jpeg',
      buffer: await photo(),
    })
    await expect.poll(async () => await relay.page.locator('.bench-item').count(), { timeout: 20_000 }).toBe(2)
    await copiesReady(relay, code)
    expect(await relay.text()).toContain('La copie pour le public est prête')

    await writeStory(relay, code, {
      title: 'Le four du matin',
      body: `J’habitais au-dessus du four.\n\n${secret}\n\nOn riait beaucoup.`,
    })

    // Her yes, said aloud in front of the same lamp.
    await relay.open(`/bureau/recits/${code}/accords`)
    await relay.write({
      'answer.site.text': 'yes',
      'answer.site.name': 'yes',
      'answer.site.voice': 'yes',
      'answer.site.lent': 'yes',
      method: 'spoken',
      capacity: 'self',
    })
    await relay.send({ name: 'step', value: 'review' })
    await record(relay, 2)
    await relay.send({ name: 'step', value: 'confirm' })
    const { id } = await town.desk.db
      .selectFrom('desk.contribution')
      .select('id')
      .where('code', '=', code)
      .executeTakeFirstOrThrow()
    expect(await listEvidence(town.desk.db, id)).toMatchObject([{ nature: 'spoken', person_id }])

    // Sent too early: the board is told what is missing, and may not say yes.
    await sendToReview(relay, code)
    const editor = await enterAs(browser, town, way, 'editor')
    expect(await decide(editor, code)).toBe(422)
    const missing = await editor.page.locator('#manque').innerText()
    expect(missing).toContain('écrivez ce qu’on entend')
    expect(missing).toContain('dites en mots ce qu’on y voit')
    expect(missing).toContain('dites qui est dessus')

    // The facilitator follows each of them from the workshop.
    await relay.open(`/bureau/recits/${code}`)
    await relay.click('#manque a[href*="/bureau/transcriptions/"]')
    const [, file_id = ''] = /transcriptions\/\d+\/([0-9a-f-]{36})/.exec(relay.where()) ?? []
    await relay.write({
      text: `[00:00] Yamina : On riait beaucoup.\n[00:03] Yamina : ${heard}\n[00:06] Yamina : ${secret}`,
    })
    await relay.send('text')
    await relay.open(`/bureau/recits/${code}`)
    await relay.click('#manque a[href*="/bureau/medias/"]')
    await relay.write({ 'title.fr': 'Devant le four', 'alt.fr': 'Un mur rouge, sans personne.' })
    await relay.send('alt.fr')
    await relay.open(`/bureau/recits/${code}`)
    await relay.click('#manque a[href*="/bureau/personnes/"]')
    await relay.click('#vu ~ button, form:has(#vu) button')
    await relay.open(`/bureau/recits/${code}`)
    expect(await relay.page.locator('#manque').count()).toBe(0)
    await sendToReview(relay, code)

    // Both boards, then she.
    await editor.open(`/bureau/relecture/${code}`)
    await editor.click(`a[href$="/bureau/medias/${code}"]`)
    expect(await editor.page.locator('.bench-item audio').count()).toBe(1)
    expect(await decide(editor, code)).toBe(200)
    await editor.leave()
    const scientist = await enterAs(browser, town, way, 'scientist')
    expect(await decide(scientist, code)).toBe(200)
    await scientist.leave()
    const witness = await card(relay, person_id, way)
    await witness.open(`/ma-carte/recit/${code}`)
    // She hears, sees and reads what she says yes to.
    const voice = await witness.page.locator('audio').getAttribute('src')
    expect((await bytesAt(witness, voice ?? '')).status).toBe(200)
    expect(await witness.page.locator('img[alt="Un mur rouge, sans personne."]').count()).toBe(1)
    expect(await witness.text()).toContain(heard)
    await witness.write({ decision: 'approve' })
    await witness.send('decision')

    // Everyone hears, reads and sees.
    const reader = await aWalker(browser, town, way)
    expect(await reader.open(`/recits/${code}`)).toBe(200)
    expect(await reader.page.locator('.player').count()).toBe(1)
    const lines = await reader.page.locator('.cues li').allInnerTexts()
    expect(lines.join()).toContain(heard)
    expect(lines.join()).toContain(secret)
    expect(await reader.page.locator('img[alt="Un mur rouge, sans personne."]').count()).toBe(1)
    const before = await filesOf(reader)
    expect(before.length).toBeGreaterThanOrEqual(3)
    for (const path of before) expect((await bytesAt(reader, path)).status, path).toBe(200)
    expect((await bytesAt(reader, '/podcast.rss')).text).toContain('Le four du matin')

    // A word said leads to its second.
    await reader.open('/recits?q=mazurka')
    const found = await reader.page.locator(`main a[href*="/${code}/"][href*="#t="]`).first().getAttribute('href')
    expect(found).toMatch(/#t=3$/)
    await reader.page.goto(new URL(found ?? '', town.url).href)
    await expect
      .poll(async () => await reader.page.locator('.cues [aria-current=true]').innerText())
      .toContain('mazurka')

    expect((await saidIn(reader, code, file_id)).length).toBeGreaterThan(5)
    // She calls: that sentence was not for everyone. Gone at once, before any new copy is made.
    await relay.open(`/bureau/masquer/${code}/${file_id}`)
    await relay.page.locator('.seal-cues label', { hasText: 'Lakhdar' }).locator('input').check()
    await relay.write({ reason: 'Elle ne veut pas que son frère soit nommé.' })
    await relay.page.locator('form:has([name=cues]) [name=asked_by][value=witness]').check({ force: true })
    await relay.send('cues')
    const gone = before.filter((path) => !/jpe?g|webp|avif/.test(path))
    expect(gone.length).toBeGreaterThan(0)
    for (const path of gone) expect((await bytesAt(reader, path)).status, path).toBe(404)
    // The text says it too: proposed, ticked already.
    expect(await relay.page.locator('form:has([name=chosen]) mark').allInnerTexts()).toEqual([secret.slice(0, -1)])
    await relay.send('chosen')
    expect(await saidIn(reader, code, file_id)).toEqual([])
    await expect
      .poll(
        async () => {
          await reader.open(`/recits/${code}`)
          return await reader.page.locator('.player').count()
        },
        { timeout: 40_000, interval: 500 },
      )
      .toBe(1)
    const after = await filesOf(reader)
    for (const path of gone) expect(after).not.toContain(path)
    for (const path of after) expect((await bytesAt(reader, path)).status, path).toBe(200)
    const read = await reader.text()
    expect(read).toContain(heard)
    expect(await saidIn(reader, code, file_id)).toEqual([])

    // Her own copy is whole.
    await witness.open(`/ma-carte/recit/${code}`)
    await witness.click(`a[href$="/ma-carte/recit/${code}/papiers"]`)
    const [download] = await Promise.all([
      witness.page.waitForEvent('download'),
      witness.page.click('form[action$="/copie"] button'),
    ])
    const copy = unzip(readFileSync(await download.path()))
    const names = [...copy.keys()]
    expect(names).toContain('index.html')
    expect(names.filter((each) => /\.(webm|ogg|opus|m4a|mp4|wav)$/.test(each)).length).toBeGreaterThanOrEqual(2)
    expect(names.some((each) => each.endsWith('.jpg'))).toBe(true)
    expect([...copy.values()].some((bytes) => bytes.includes('Lakhdar'))).toBe(true)

    // And she takes it back.
    await takeBack(witness, code)
    expect(await reader.open(`/recits/${code}`)).toBe(410)
    for (const path of [...before, ...after]) expect((await bytesAt(reader, path)).status, path).toBe(404)
    expect((await bytesAt(reader, '/podcast.rss')).text).not.toContain('Le four du matin')
    expect((await bytesAt(reader, `/transcriptions/${code}/${file_id}/fr.vtt`)).status).toBe(410)
    await Promise.all([relay.leave(), witness.leave(), reader.leave()])
  })
})

async function takeBack(witness: Walker, code: string): Promise<void> {
  await witness.open({ fr: `/ma-carte/recit/${code}/reprendre`, other: `/my-card/story/${code}/take-back` })
  await witness.write({ scope: 'all' })
  await witness.send({ name: 'step', value: 'review' })
  await witness.send({ name: 'step', value: 'confirm' })
}

describe('without script, and without a program that makes copies', () => {
  const path = process.env['PATH']
  beforeAll(() => void (process.env['PATH'] = ''))
  afterAll(() => void (process.env['PATH'] = path))

  test('a sound file brought by the plain form goes the same way', { timeout: 120_000 }, async () => {
    const way = telephone
    const relay = await enterAs(browser, town, way, 'facilitator')
    const { code, person_id } = await meet(relay, 'خديجة', 'ar')
    expect(await relay.page.locator('.rec-btn').isVisible()).toBe(false)
    await relay.page.setInputFiles('#voix input[type=file], section:has(#h-v) input[type=file]', {
      name: 'dictaphone.wav',
      mimeType: 'audio/wav',
      buffer: Buffer.from(aTone(9)),
    })
    await relay.click('section:has(#h-v) form button')
    await copiesReady(relay, code)

    await writeStory(relay, code, { title: 'فرن الصباح', body: 'كنت أسكن فوق الفرن.' })
    await relay.open(`/bureau/medias/${code}`)
    await relay.click('.lacks a[href*="/bureau/transcriptions/"]')
    const [, file_id = ''] = /transcriptions\/\d+\/([0-9a-f-]{36})/.exec(relay.where()) ?? []
    await relay.write({
      language: 'ar',
      text: '[00:00] كان الخبّاز يصفّر.\n[00:03] أخي الأخضر كان في القبو.\n[00:06] كنّا نضحك.',
    })
    await relay.send('text')

    // Her yes, signed by writing her name.
    await relay.open(`/bureau/recits/${code}/accords`)
    await relay.write({
      'answer.site.text': 'yes',
      'answer.site.name': 'yes',
      'answer.site.voice': 'yes',
      method: 'screen',
      capacity: 'self',
    })
    await relay.send({ name: 'step', value: 'review' })
    await relay.page.fill('[name=signed_name]', 'خديجة')
    await relay.page.check('[name=i_sign]')
    await relay.send({ name: 'step', value: 'confirm' })
    await sendToReview(relay, code)
    for (const role of ['editor', 'scientist'] as const) {
      const member = await enterAs(browser, town, way, role)
      expect(await decide(member, code)).toBe(200)
      await member.leave()
    }
    const witness = await card(relay, person_id, way)
    await witness.open(`/my-card/story/${code}`)
    const voice = await witness.page.locator('audio').getAttribute('src')
    expect((await bytesAt(witness, voice ?? '')).status).toBe(200)
    await witness.write({ decision: 'approve' })
    await witness.send('decision')

    const reader = await aWalker(browser, town, way)
    expect(await reader.open(`/stories/${code}`)).toBe(200)
    expect(await reader.page.locator('audio[controls]:visible').count()).toBe(1)
    expect((await reader.page.locator('.cues li').allInnerTexts()).join()).toContain('الأخضر')
    const before = await filesOf(reader)
    expect(before.length).toBeGreaterThan(0)
    await reader.open(`/stories?q=${encodeURIComponent('الخبّاز')}`)
    expect(await reader.page.locator(`main a[href*="/${code}/"]`).count()).toBeGreaterThan(0)

    await relay.open(`/bureau/masquer/${code}/${file_id}`)
    await relay.page.locator('.seal-cues label', { hasText: 'الأخضر' }).locator('input').check()
    await relay.send('cues')
    for (const each of before) expect((await bytesAt(reader, each)).status, each).toBe(404)
    // Nothing here makes a lighter copy, and the desk says what is missing; a plain WAV is silenced all the same.
    await copiesReady(relay, code)
    expect(await relay.text()).toContain('ffmpeg')
    await reader.open(`/stories/${code}`)
    const [copy = ''] = await filesOf(reader)
    expect(before).not.toContain(copy)
    expect(await isHeard(reader, copy, [1, 2])).toBe(true)
    expect(await isHeard(reader, copy, [3.5, 5.5])).toBe(false)
    const said = await reader.text()
    expect(said).toContain('كنت أسكن فوق الفرن')
    expect(said).not.toContain('الأخضر')

    await takeBack(witness, code)
    expect(await reader.open(`/stories/${code}`)).toBe(410)
    await Promise.all([relay.leave(), witness.leave(), reader.leave()])
  })
})
