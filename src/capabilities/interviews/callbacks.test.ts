// Being called back, at HTTP level: asked without account, followed without a name, taken by one, never lost.

import { randomUUID } from 'node:crypto'
import { afterEach, beforeAll, describe, expect, test } from 'vitest'
import { visitor, type Member } from '#core/people/roles.ts'
import { aMember, aTown, type Town } from '#tests/support/town.ts'
import { testDatabase } from '#tests/support/database.ts'
import { remindFacilitators } from './callbacks.jobs.ts'

const database = await testDatabase()
let town: Town
let karim: Member
beforeAll(async () => {
  town = await aTown(database)
  karim = await aMember(town.desk, town.space_id, 'Karim', 'facilitator')
})
afterEach(async () => {
  town.setNow(new Date())
  await town.desk.db.deleteFrom('desk.callback').execute()
})

let asked = 0
const fields = (more: Record<string, string> = {}) => ({
  submission_id: randomUUID(),
  name: `Zohra ${(asked += 1)}`,
  phone: '06 39 98 12 34',
  moment: 'morning',
  language: 'ar',
  district: 'Les Tilleuls',
  website: '',
  ...more,
})
const anyone = () => town.as(visitor)
const ines = () => town.as(town.members.facilitator)
const ask = async (more: Record<string, string> = {}): Promise<string> => {
  const answer = await anyone().post('/raconter/rappel', fields(more))
  expect(answer.status).toBe(303)
  return /numero=(\d{6})/.exec(answer.headers.get('location') ?? '')?.[1] ?? ''
}
const row = async (number: string) =>
  await town.desk.db.selectFrom('desk.callback').selectAll().where('number', '=', number).executeTakeFirstOrThrow()

describe('asking', () => {
  test.each(['/raconter/rappel', '/en/tell/callback', '/ar/tell/callback'])(
    '%s is a form without account nor mail',
    async (path) => {
      const page = await (await anyone().get(path)).text()
      expect(page).toContain('name="phone"')
      expect(page).toContain('العربية')
      expect(page).not.toContain('type="email"')
    },
  )

  test('gives six digits, and says who calls and when', async () => {
    await town.desk.db
      .insertInto('shelf.relay')
      .values({
        person_id: karim.person_id,
        name: 'Karim',
        portrait: null,
        phone: null,
        languages: ['ar', 'tr'],
        presentation: '{}',
        position: 1,
      })
      .execute()
    const answer = await anyone().post('/raconter/rappel', fields())
    const page = await (await anyone().get(answer.headers.get('location') ?? '')).text()
    expect(page).toMatch(/<span class="code">\d{6}<\/span>/)
    expect(page).toContain('Karim vous appelle dans les trois jours, le matin.')
    expect(page).not.toContain('06 39 98 12 34')
  })

  test('sent twice, asked once', async () => {
    const once = fields()
    const first = await anyone().post('/raconter/rappel', once)
    const again = await anyone().post('/raconter/rappel', once)
    expect(again.headers.get('location')).toBe(first.headers.get('location'))
    expect(await town.desk.db.selectFrom('desk.callback').select('id').execute()).toHaveLength(1)
  })

  test.each([
    [{ phone: '12' }, 'Il manque des chiffres'],
    [{ name: ' ' }, 'Dites-nous comment vous appeler'],
    [{ moment: 'midnight' }, 'Choisissez un moment'],
    [{ language: 'not a language' }, 'Choisissez une langue dans la liste'],
    [{ website: 'https://spam.example' }, 'Une case cachée a été remplie'],
  ])('%o comes back with what was typed', async (wrong, words) => {
    const answer = await anyone().post('/raconter/rappel', fields({ district: 'Les Fontenelles', ...wrong }))
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(page).toContain(words)
    expect(page).toContain('value="Les Fontenelles"')
    expect(await town.desk.db.selectFrom('desk.callback').select('id').execute()).toHaveLength(0)
  })

  test('a flood is slowed', async () => {
    const other = await aTown(database)
    let last = 0
    for (let times = 0; times < 21; times++) last = (await other.as(visitor).post('/raconter/rappel', fields())).status
    expect(last).toBe(429)
  })
})

describe('following and cancelling', () => {
  test('tells where it stands and nothing about the person', async () => {
    const number = await ask({ name: 'Yamina Secrète' })
    for (const typed of [number, `${number.slice(0, 3)} ${number.slice(3)}`]) {
      const page = await (await anyone().get(`/raconter/rappel/suivi?numero=${encodeURIComponent(typed)}`)).text()
      expect(page).toContain('Quelqu’un va la prendre')
      expect(page).not.toMatch(/Yamina|06 39|Tilleuls/)
    }
    expect(await (await anyone().get('/raconter/rappel/suivi?numero=000000')).text()).toContain(
      'On ne connaît pas ce numéro',
    )
  })

  test('cancelling needs the last digits of the telephone, and forgets who asked', async () => {
    const number = await ask()
    const wrong = await anyone().post('/raconter/rappel/annuler', { number, digits: '0000' })
    expect(wrong.status).toBe(422)
    expect((await row(number)).state).toBe('waiting')
    expect((await anyone().post('/raconter/rappel/annuler', { number, digits: '1234' })).status).toBe(303)
    expect(await row(number)).toMatchObject({ state: 'cancelled', name: '', phone: '' })
    expect(await (await anyone().get(`/raconter/rappel/suivi?numero=${number}`)).text()).toContain(
      'Cette demande est annulée',
    )
    expect((await anyone().post('/raconter/rappel/annuler', { number, digits: '1234' })).status).toBe(422)
  })
})

describe('on the desk', () => {
  test('by language then district, what is late marked, the number hidden until it is taken', async () => {
    town.setNow(new Date('2026-11-20T09:00:00Z'))
    const late = await ask({ language: 'tr', district: 'Fontenelles' })
    town.setNow(new Date('2026-11-24T09:00:00Z'))
    await ask({ language: 'ar', district: 'Tilleuls' })
    const page = await (await ines().get('/bureau/rappels')).text()
    expect(page.indexOf('arabe')).toBeLessThan(page.indexOf('turc'))
    expect(page).toContain('class="late beside"')
    expect(page).toContain('4\u00a0jours')
    expect(page).not.toContain('06 39 98 12 34')
    expect(await (await ines().get(`/bureau/rappels/${late}`)).text()).not.toMatch(/06 39|Zohra/)
  })

  test('two facilitators press at once: one has it', async () => {
    const number = await ask()
    const answers = await Promise.all(
      [ines(), town.as(karim)].map((who) => who.post(`/bureau/rappels/${number}/prendre`)),
    )
    expect(answers.map((each) => each.status).toSorted()).toEqual([303, 409])
    const { taken_by } = await row(number)
    const [first, second] = taken_by === karim.person_id ? [town.as(karim), ines()] : [ines(), town.as(karim)]
    expect(await (await first.get(`/bureau/rappels/${number}`)).text()).toContain('06 39 98 12 34')
    expect(await (await second.get(`/bureau/rappels/${number}`)).text()).not.toContain('06 39 98 12 34')
    expect((await second.post(`/bureau/rappels/${number}`, { outcome: 'met', note: '' })).status).toBe(409)
    expect((await first.post(`/bureau/rappels/${number}/prendre`)).status).toBe(303)
  })

  test('nobody answers: it goes back to everyone, counted', async () => {
    const number = await ask()
    for (const who of [ines(), town.as(karim)]) {
      await who.post(`/bureau/rappels/${number}/prendre`)
      expect(
        (
          await who.post(`/bureau/rappels/${number}`, {
            outcome: 'no_answer',
            note: 'Rappeler après 18 h',
            submission_id: randomUUID(),
          })
        ).status,
      ).toBe(303)
    }
    expect(await row(number)).toMatchObject({ state: 'waiting', tries: 2, taken_by: null })
    expect(await (await ines().get('/bureau/rappels')).text()).toContain('2 appels sans réponse')
    expect(await (await anyone().get(`/raconter/rappel/suivi?numero=${number}`)).text()).toContain(
      'personne n’a répondu',
    )
  })

  test.each(['wrong_number', 'not_interested'])('%s closes it', async (outcome) => {
    const number = await ask()
    await ines().post(`/bureau/rappels/${number}/prendre`)
    expect((await ines().post(`/bureau/rappels/${number}`, { outcome, note: '' })).status).toBe(303)
    expect((await row(number)).state).toBe(outcome)
    expect((await row(number)).closed_at).not.toBeNull()
  })

  test('beginning a meeting opens one sheet, once', async () => {
    const number = await ask({ name: 'Madame Lê', language: 'vi' })
    await ines().post(`/bureau/rappels/${number}/prendre`)
    expect((await town.as(karim).post(`/bureau/rappels/${number}/rencontre`)).status).toBe(404)
    const first = await ines().post(`/bureau/rappels/${number}/rencontre`)
    const again = await ines().post(`/bureau/rappels/${number}/rencontre`)
    expect(first.headers.get('location')).toMatch(/\/bureau\/rencontres\/new\?temoin=/)
    expect(again.headers.get('location')).toBe(first.headers.get('location'))
    expect(await (await ines().get(first.headers.get('location') ?? '')).text()).toContain('Madame Lê')
    const sheets = await town.desk.db
      .selectFrom('desk.person')
      .select(['phone', 'languages', 'district'])
      .where('name', '=', 'Madame Lê')
      .execute()
    expect(sheets).toEqual([{ phone: '06 39 98 12 34', languages: ['vi'], district: 'Les Tilleuls' }])
  })

  test.each(['contributor', 'editor', 'scientist'] as const)('does not exist for a %s', async (role) => {
    const number = await ask()
    const member = town.as(town.members[role])
    expect((await member.get('/bureau/rappels')).status).toBe(404)
    for (const end of ['', '/prendre', '/rencontre'])
      expect((await member.post(`/bureau/rappels/${number}${end}`, { outcome: 'met', note: '' })).status).toBe(404)
    expect((await row(number)).state).toBe('waiting')
  })
})

describe('each morning', () => {
  test('one letter to each facilitator with an address when someone has waited too long, once a day', async () => {
    await town.desk.db
      .updateTable('desk.person')
      .set({ email: 'karim@valmorey.example' })
      .where('id', '=', karim.person_id)
      .execute()
    const letters = async () => await town.desk.db.selectFrom('desk.mail').selectAll().execute()
    town.setNow(new Date('2026-11-01T09:00:00Z'))
    await ask({ name: 'Yamina Secrète', language: 'tr' })
    expect(await remindFacilitators(town.desk)).toEqual({ letters: 0, forgotten: 0 })
    town.setNow(new Date('2026-11-05T09:00:00Z'))
    expect(await remindFacilitators(town.desk)).toEqual({ letters: 1, forgotten: 0 })
    expect(await remindFacilitators(town.desk)).toEqual({ letters: 1, forgotten: 0 })
    const [letter, ...others] = await letters()
    expect(others).toEqual([])
    expect(letter).toMatchObject({
      to_address: 'karim@valmorey.example',
      subject: 'Une personne attend qu’on l’appelle',
    })
    expect(letter?.body).toContain('turc')
    expect(letter?.body).not.toMatch(/Yamina|06 39/)
  })

  test('a request closed for a month forgets who asked', async () => {
    town.setNow(new Date('2026-12-01T09:00:00Z'))
    const number = await ask()
    await ines().post(`/bureau/rappels/${number}/prendre`)
    await ines().post(`/bureau/rappels/${number}`, { outcome: 'met', note: 'Parle de la mine' })
    town.setNow(new Date('2027-01-02T09:00:00Z'))
    expect((await remindFacilitators(town.desk)).forgotten).toBe(1)
    expect(await row(number)).toMatchObject({ state: 'met', name: '', phone: '', note: '', district: '' })
  })
})
