// What a family lends, from the day it leaves its house to the day it comes back.

import { randomUUID } from 'node:crypto'
import sharp from 'sharp'
import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addDays, dayOf } from '#core/platform/clock.ts'
import type { Role } from '#core/people/roles.ts'
import { readPdf } from '#tests/support/pdf.ts'
import { aStory, type TestStory } from '#tests/support/stories.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aCardHolder, aMember, aPerson, aTown, type Town } from '#tests/support/town.ts'
import { bringer } from '#tests/support/uploads.ts'
import { remindOfLoans } from './loans.jobs.ts'

const database = await testDatabase()
let town: Town
let story: TestStory
const start = new Date('2026-11-22T09:00:00Z')
const today = dayOf(start)
beforeAll(async () => void (town = await aTown(database)))
beforeEach(async () => {
  town.setNow(start)
  await town.desk.db.deleteFrom('desk.mail').execute()
  await town.desk.db.deleteFrom('desk.loan').execute()
  story = await aStory(town)
})
afterEach(() => town.setNow(start))

const ines = () => town.as(town.members.facilitator)
const base = () => `/bureau/papiers/${story.code}`
const lending = (more: Record<string, string> = {}) => ({
  submission_id: randomUUID(),
  person_id: story.witness_id,
  what: 'Un album vert',
  count: '12',
  state_seen: 'Un coin plié',
  received_on: today,
  return_by: addDays(today, 30),
  ...more,
})
async function aLoan(more: Record<string, string> = {}): Promise<string> {
  const response = await ines().post(base(), lending(more))
  expect(response.status).toBe(303)
  return /pret\/(\d{6})/.exec(response.headers.get('location') ?? '')?.[1] ?? ''
}
const loans = async () => await town.desk.db.selectFrom('desk.loan').selectAll().orderBy('return_by').execute()
const letters = async () => await town.desk.db.selectFrom('desk.mail').selectAll().orderBy('created_at').execute()

describe('a loan', () => {
  test('is written down once, and its receipt has two copies on one page', async () => {
    const once = lending()
    expect((await ines().post(base(), once)).status).toBe(303)
    expect((await ines().post(base(), once)).status).toBe(303)
    const [loan, ...others] = await loans()
    expect(others).toEqual([])
    const response = await ines().get(`${base()}/pret/${loan?.code}/recu.pdf?langue=fr`)
    const { pages, isTagged } = await readPdf(new Uint8Array(await response.arrayBuffer()))
    expect([pages.length, isTagged]).toEqual([1, true])
    expect(pages[0]?.match(/Un album vert/g)).toHaveLength(2)
    for (const words of ['Pour la famille', 'Pour Valmorey', 'Un coin plié', '22 décembre 2026'])
      expect(pages[0]).toContain(words)
  })

  test('described at length takes a page for each copy, and loses no word', async () => {
    const code = await aLoan({
      state_seen: 'Une page très abîmée. '.repeat(26).trim(),
      what: 'Album '.repeat(30).trim(),
    })
    const response = await ines().get(`${base()}/pret/${code}/recu.pdf?langue=fr`)
    const { pages } = await readPdf(new Uint8Array(await response.arrayBuffer()))
    expect(pages.length).toBeGreaterThanOrEqual(2)
    expect(
      pages
        .join(' ')
        .replace(/\s+/g, ' ')
        .match(/très abîmée/g),
    ).toHaveLength(52)
  })

  test.each([
    ['nothing said', { what: ' ' }, 'Écrivez ce qui est prêté'],
    ['no number', { count: 'douze' }, 'Écrivez un nombre'],
    ['none', { count: '0' }, 'Écrivez un nombre'],
    ['received tomorrow', { received_on: addDays(today, 1), return_by: addDays(today, 9) }, 'Choisissez un jour passé'],
    ['back before it came', { return_by: addDays(today, -1) }, 'Choisissez un jour après'],
    ['back in three years', { return_by: addDays(today, 1_100) }, 'dans les deux ans'],
    ['no day at all', { return_by: 'bientôt' }, 'Choisissez un jour après'],
  ])('%s: the form comes back with what was typed', async (_, wrong, words) => {
    const response = await ines().post(base(), lending({ state_seen: 'Bien gardé', ...wrong }))
    expect(response.status).toBe(422)
    const html = await response.text()
    expect(html).toContain(words)
    expect(html).toContain('Bien gardé')
    expect(await loans()).toEqual([])
  })

  test('of someone who does not tell here is refused', async () => {
    expect((await ines().post(base(), lending({ person_id: (await aStory(town)).witness_id }))).status).toBe(404)
  })

  test('shows its photo, once brought and put on the receipt', async () => {
    const code = await aLoan()
    const photo = await sharp({ create: { width: 600, height: 400, channels: 3, background: '#a43' } })
      .jpeg()
      .toBuffer()
    const asked = { purpose: 'receipt', use: 'story', back: `${base()}/pret/${code}`, submission_id: randomUUID() }
    const brought = await bringer(town.app, town.members.facilitator).form(story.code, asked, [['album.jpg', photo]])
    expect(brought.status).toBe(303)
    const html = await (await ines().get(`${base()}/pret/${code}`)).text()
    const file_id = /name="file_id" value="([^"]+)"/.exec(html)?.[1] ?? ''
    expect((await ines().post(`${base()}/pret/${code}/photo`, { file_id })).status).toBe(303)
    expect((await loans())[0]?.photo_file_id).toBe(file_id)
    const pdf = await ines().get(`${base()}/pret/${code}/recu.pdf`)
    const { roles, pages } = await readPdf(new Uint8Array(await pdf.arrayBuffer()))
    expect([pages.length, roles.has('Figure')]).toEqual([1, true])
    // The photo of another story's loan is not of this one.
    story = await aStory(town)
    const other = await aLoan()
    expect((await ines().post(`${base()}/pret/${other}/photo`, { file_id })).status).toBe(404)
  })

  test('is given back once, between the day it came and today', async () => {
    const code = await aLoan({ received_on: addDays(today, -3) })
    const back = (more: Record<string, string> = {}) => ({
      submission_id: randomUUID(),
      returned_on: today,
      returned_to: 'Zohra',
      ...more,
    })
    const path = `${base()}/pret/${code}/rendu`
    for (const wrong of [{ returned_to: '' }, { returned_on: addDays(today, 1) }, { returned_on: addDays(today, -4) }])
      expect((await ines().post(path, back(wrong))).status).toBe(422)
    expect((await ines().post(path, back())).status).toBe(303)
    expect((await ines().post(path, back({ returned_to: 'Aldo' }))).status).toBe(409)
    expect((await loans())[0]).toMatchObject({ returned_on: today, returned_to: 'Zohra' })
  })
})

describe('who sees loans', () => {
  test.each<[Role, number]>([
    ['facilitator', 200],
    ['administrator', 200],
    ['editor', 404],
    ['scientist', 404],
    ['contributor', 404],
  ])('%s', async (role, status) => {
    const code = await aLoan()
    const who = town.as(town.members[role])
    for (const path of ['/bureau/papiers', `${base()}/pret/${code}`, `${base()}/pret/${code}/recu.pdf`])
      expect((await who.get(path)).status).toBe(status)
  })

  test('a facilitator sees hers in the list, late ones first, and how many in the menu', async () => {
    await aLoan({ what: 'Des photos', return_by: addDays(today, 20) })
    await aLoan({ what: 'Une lettre', received_on: addDays(today, -9), return_by: addDays(today, -2) })
    const html = await (await ines().get('/bureau/papiers')).text()
    expect(html.indexOf('Une lettre')).toBeLessThan(html.indexOf('Des photos'))
    expect(html).toContain('En retard de 2')
    expect(html).toMatch(/Papiers prêtés<b><span aria-hidden="true">1</)
    const karim = await aMember(town.desk, town.space_id, 'Karim', 'facilitator')
    const other = await (await town.as(karim).get('/bureau/papiers')).text()
    expect(other).toContain('Rien n’est prêté')
    expect(other).not.toContain('Une lettre')
  })

  test('whoever lent it, on her card, and nobody else with a card', async () => {
    const code = await aLoan()
    const card = town.as(aCardHolder(story.witness_id, story.witness_name, town.space_id))
    expect(await (await card.get(`/ma-carte/recit/${story.code}`)).text()).toContain('Vous avez prêté')
    expect(await (await card.get(`/ma-carte/recit/${story.code}/papiers`)).text()).toContain('Un album vert')
    expect((await card.get(`/ma-carte/recit/${story.code}/papiers/pret/${code}/recu.pdf`)).status).toBe(200)
    const other = await aStory(town)
    const stranger = town.as(aCardHolder(other.witness_id, other.witness_name, town.space_id))
    expect((await stranger.get(`/ma-carte/recit/${story.code}/papiers/pret/${code}`)).status).toBe(404)
    expect((await stranger.get(`/ma-carte/recit/${other.code}/papiers/pret/${code}`)).status).toBe(404)
  })
})

describe('letters', () => {
  const at = async (days: number) => {
    town.setNow(new Date(start.getTime() + days * 86_400_000))
    return await remindOfLoans(town.desk)
  }
  beforeEach(async () => {
    await town.desk.db
      .updateTable('desk.person')
      .set({ email: 'ines@example.org' })
      .where('id', '=', town.members.facilitator.person_id)
      .execute()
  })

  test('leave seven days before, on the day, then each week, and stop when it is back', async () => {
    const code = await aLoan()
    const sent: number[] = []
    for (let day = 1; day <= 46; day += 1) if (await at(day)) sent.push(day)
    expect(sent).toEqual([23, 30, 37, 44])
    const written = await letters()
    expect(written.map((each) => each.to_address)).toEqual(Array.from({ length: 4 }, () => 'ines@example.org'))
    expect(written[0]?.subject).toContain('Un album vert')
    expect(written.map((each) => /avant le|aujourd’hui|attend/.exec(each.body)?.[0])).toEqual([
      'avant le',
      'aujourd’hui',
      'avant le',
      'avant le',
    ])
    expect(written[2]?.body).toContain('La famille attend')
    const done = {
      submission_id: randomUUID(),
      returned_on: dayOf(new Date(start.getTime() + 46 * 86_400_000)),
      returned_to: 'Zohra',
    }
    expect((await ines().post(`${base()}/pret/${code}/rendu`, done)).status).toBe(303)
    expect(await at(60)).toBe(0)
  })

  test('leave once a day, even from two servers', async () => {
    await aLoan()
    town.setNow(new Date(start.getTime() + 23 * 86_400_000))
    const both = await Promise.all([remindOfLoans(town.desk), remindOfLoans(town.desk)])
    expect(both.toSorted()).toEqual([0, 1])
    expect(await letters()).toHaveLength(1)
  })

  test('go to the administration when nobody is in charge, and wait when nobody can be written to', async () => {
    story = await aStory(town, { facilitator_id: null })
    const sophie = town.as(town.members.administrator)
    expect((await sophie.post(base(), lending())).status).toBe(303)
    await town.desk.db.updateTable('desk.person').set({ email: null }).execute()
    expect(await at(23)).toBe(0)
    expect((await loans())[0]?.reminded_at).toBeNull()
    const other = await aPerson(town.desk, 'Autre administratrice', { email: 'mairie@example.org' })
    await town.desk.db
      .insertInto('desk.role_grant')
      .values({ person_id: other, space_id: town.space_id, role: 'administrator', granted_at: start })
      .execute()
    expect(await at(24)).toBe(1)
    expect((await letters()).map((each) => each.to_address)).toEqual(['mairie@example.org'])
  })
})
