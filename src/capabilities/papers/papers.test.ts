// Papers to print: what each says in its language, for whom, and what remains without a typesetter.

import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { questions, wordingOf } from '#core/consent/questions.ts'
import { locales, type Locale } from '#core/platform/i18n.ts'
import { visitor, type Role } from '#core/people/roles.ts'
import { arabicWords, readPdf } from '#tests/support/pdf.ts'
import { aStory, type TestStory } from '#tests/support/stories.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aCardHolder, aMember, aTown, type Client, type Town } from '#tests/support/town.ts'

const database = await testDatabase()
let town: Town
let story: TestStory
beforeAll(async () => void (town = await aTown(database)))
beforeEach(async () => void (story = await aStory(town, { title: 'Le carton #import "x" \\ $a$' })))

const ines = () => town.as(town.members.facilitator)
const hers = () => town.as(aCardHolder(story.witness_id, story.witness_name, town.space_id))
const base = () => `/bureau/papiers/${story.code}`
async function pdfAt(path: string, who: Client = ines()) {
  const response = await who.get(path)
  expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf'])
  return await readPdf(new Uint8Array(await response.arrayBuffer()))
}
const squeezed = (text: string) => text.replace(/[\s\u00a0\u202f]+/g, '')

describe('the consent form', () => {
  test.each(locales)('asks every question, with its title and its language: %s', async (language: Locale) => {
    const read = await pdfAt(`${base()}/formulaire.pdf?langue=${language}`)
    expect(read).toMatchObject({ language, isTagged: true })
    expect(read.title).not.toBe('')
    const words = squeezed(read.pages.join('\n'))
    const inArabic = arabicWords(read.pages.join('\n'))
    const asked = questions.map((question) => wordingOf(question, language))
    if (language === 'ar') {
      // A vowel sign may come back beside a letter of another word: nearly every word must be there, whole.
      const every = arabicWords(asked.join(' ').replace(/\S*\p{M}\S*/gu, ' '))
      const missing = [...every].filter((word) => !inArabic.has(word))
      expect(every.size).toBeGreaterThan(60)
      expect(missing.length, missing.join(' ')).toBeLessThan(3)
    } else for (const said of asked) expect(words).toContain(squeezed(said))
    expect(words).toContain(squeezed(`${story.code.slice(0, 3)} ${story.code.slice(3)}`))
    expect(words).toContain(language === 'fr' ? '/ma-carte' : '/my-card')
  })

  test('gives the story’s number, never a card’s code, and words from people stay words', async () => {
    const { pages } = await pdfAt(`${base()}/formulaire.pdf?langue=fr`)
    const words = squeezed(pages.join('\n'))
    expect(words).toContain(squeezed('Le carton #import "x" \\ $a$'))
    expect(words).toContain('localhost:3000/ma-carte')
  })

  test('on its page to print says the same, boxes included', async () => {
    const html = await (await ines().get(`${base()}/formulaire?langue=ar`)).text()
    expect(html).toContain('lang="ar" dir="rtl"')
    for (const question of questions) expect(html).toContain(wordingOf(question, 'ar'))
    expect(html.match(/class="paper-box"/g)).toHaveLength(questions.length * 3)
    expect(html).toContain(`${story.code.slice(0, 3)}\u00a0${story.code.slice(3)}`)
  })
})

describe('the receipt of what she agreed to', () => {
  test('says each answer, when, and how to come back; with her card too', async () => {
    const at = `${base()}/accords.pdf?temoin=${story.witness_id}&langue=fr`
    const words = squeezed((await pdfAt(at)).pages.join('\n'))
    expect(words).toContain(squeezed('Voulez-vous que votre récit soit publié sur le site ?'))
    expect(words).toContain(squeezed('Dit de vive voix le'))
    expect(words).toContain(squeezed('Pour changer d’avis'))
    expect(words).toContain(squeezed(story.witness_name))
    // Not asked, not said.
    expect(words).not.toContain(squeezed('Voulez-vous que votre voix passe à la radio'))
    const own = await pdfAt(`/ma-carte/recit/${story.code}/papiers/accords.pdf?langue=fr`, hers())
    expect(squeezed(own.pages.join('\n'))).toContain(squeezed('Dit de vive voix le'))
    expect(await (await hers().get(`/ma-carte/recit/${story.code}/papiers`)).text()).toContain('Vos papiers')
  })

  test('of someone who does not tell here does not exist', async () => {
    const other = await aStory(town)
    expect((await ines().get(`${base()}/accords.pdf?temoin=${other.witness_id}`)).status).toBe(404)
    const stranger = town.as(aCardHolder(other.witness_id, other.witness_name, town.space_id))
    expect((await stranger.get(`/ma-carte/recit/${story.code}/papiers/accords.pdf`)).status).toBe(404)
  })
})

describe('who opens them', () => {
  test.each<[Role, number]>([
    ['facilitator', 200],
    ['administrator', 200],
    ['editor', 404],
    ['scientist', 404],
    ['contributor', 404],
  ])('%s', async (role, status) => {
    for (const path of ['', '/formulaire', '/formulaire.pdf'])
      expect((await town.as(town.members[role]).get(base() + path)).status).toBe(status)
  })

  test('not another facilitator, nor a visitor', async () => {
    const other = await aMember(town.desk, town.space_id, 'Karim', 'facilitator')
    expect((await town.as(other).get(base())).status).toBe(404)
    expect((await town.as(visitor).get(base())).headers.get('location')).toContain('/entrer?next=')
  })
})

test('without typesetter, the page to print says so and remains', async () => {
  const html = await (await ines().get(`${base()}/formulaire?langue=fr&sans=pdf`)).text()
  expect(html).toContain('Ce serveur ne sait pas faire de PDF')
  expect(html).toContain('Voulez-vous que votre récit soit publié')
  expect(html).not.toContain('formulaire.pdf')
})
