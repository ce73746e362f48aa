// Witnesses, mandates, cards and meetings, at HTTP level and by role.

import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { checkCard } from '#core/people/cards.ts'
import { authOf } from '#core/people/auth.ts'
import { visitor, type Member } from '#core/people/roles.ts'
import { aStory } from '#tests/support/stories.ts'
import { aMember, aTown, origin, type Town } from '#tests/support/town.ts'
import { testDatabase } from '#tests/support/database.ts'

const database = await testDatabase()
let town: Town
let karim: Member
beforeAll(async () => {
  town = await aTown(database)
  karim = await aMember(town.desk, town.space_id, 'Karim', 'facilitator')
})

const ines = () => town.as(town.members.facilitator)
const sheet = (more: Record<string, string | string[]> = {}) => ({
  submission_id: randomUUID(),
  name: 'Zohra Benali',
  other_names: 'زهرة بن علي\nZohra B.',
  languages: ['ar', 'fr'],
  district: 'Tilleuls',
  phone: '06 39 98 12 34',
  born: '1948',
  locale: 'ar',
  notes: 'Parle mieux le matin',
  ...more,
})
const added = async (more: Record<string, string | string[]> = {}, by = town.members.facilitator): Promise<string> => {
  const answer = await town.as(by).post('/bureau/temoins/nouveau', sheet(more))
  expect(answer.status).toBe(303)
  return /temoins\/([0-9a-f-]{36})/.exec(answer.headers.get('location') ?? '')?.[1] ?? ''
}
const person = async (id: string) =>
  await town.desk.db.selectFrom('desk.person').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const mandates = async (id: string) =>
  await town.desk.db.selectFrom('desk.mandate').selectAll().where('person_id', '=', id).orderBy('created_at').execute()
const mandateFields = (more: Record<string, string | string[]> = {}) => ({
  submission_id: randomUUID(),
  scope: ['collect', 'sign'],
  ends_on: '2099-12-31',
  evidence: 'spoken',
  evidence_note: 'Chez elle',
  ...more,
})

describe('a sheet', () => {
  test('is written with the name as she wants it, every spelling, and no field the browser may fill', async () => {
    const page = await (await ines().get('/bureau/temoins/nouveau')).text()
    expect(page).not.toMatch(/autocomplete="(?!off)/)
    const id = await added()
    expect(await person(id)).toMatchObject({
      name: 'Zohra Benali',
      other_names: ['زهرة بن علي', 'Zohra B.'],
      languages: ['ar', 'fr'],
      born: 1948,
      locale: 'ar',
      created_by: town.members.facilitator.person_id,
    })
    expect(await (await ines().get('/bureau/temoins')).text()).toContain('Zohra Benali')
    expect(await (await ines().get(`/bureau/temoins/${id}`)).text()).toContain('Parle mieux le matin')
  })

  test('comes back whole when something is wrong', async () => {
    const answer = await ines().post('/bureau/temoins/nouveau', sheet({ name: '', born: 'hier' }))
    expect(answer.status).toBe(422)
    const page = await answer.text()
    for (const words of [
      'Écrivez au moins un prénom',
      'Écrivez une année en quatre chiffres',
      'value="Tilleuls"',
      'Parle mieux le matin',
    ])
      expect(page).toContain(words)
    expect(page).toMatch(/value="ar" checked/)
  })

  test('is changed by her facilitator, not seen by another one nor by a board', async () => {
    const id = await added({ name: 'Amadou' })
    for (const other of [karim, town.members.editor, town.members.scientist, town.members.contributor]) {
      for (const end of ['', '/fiche', '/mandat'])
        expect((await town.as(other).get(`/bureau/temoins/${id}${end}`)).status).toBe(404)
      for (const end of ['/fiche', '/mandat', '/carte', '/confier'])
        expect(
          (
            await town.as(other).post(`/bureau/temoins/${id}${end}`, {
              ...sheet(),
              ...mandateFields(),
              from_id: town.members.facilitator.person_id,
              to_id: karim.person_id,
            })
          ).status,
        ).toBe(404)
    }
    expect(await (await town.as(karim).get('/bureau/temoins')).text()).not.toContain('Amadou')
    expect((await town.as(visitor).post(`/bureau/temoins/${id}/carte`)).status).toBe(401)
    expect(
      (await ines().post(`/bureau/temoins/${id}/fiche`, sheet({ name: 'Amadou Diallo', other_names: '' }))).status,
    ).toBe(303)
    // What hides her name hides the way it was written before, too.
    expect(await person(id)).toMatchObject({ name: 'Amadou Diallo', other_names: ['Amadou'] })
    expect((await town.as(town.members.administrator).get(`/bureau/temoins/${id}`)).status).toBe(200)
  })
})

describe('a mandate', () => {
  test('says what, until when, on what evidence; a year unless said otherwise; printed to be signed', async () => {
    const id = await added()
    const form = await (await ines().get(`/bureau/temoins/${id}/mandat`)).text()
    const next = new Date().getFullYear() + 1
    expect(form).toContain(`value="${next}-`)
    expect((await ines().post(`/bureau/temoins/${id}/mandat`, mandateFields())).status).toBe(303)
    const [mandate] = await mandates(id)
    expect(mandate).toMatchObject({
      scope: ['collect', 'sign'],
      ends_on: '2099-12-31',
      evidence: 'spoken',
      evidence_note: 'Chez elle',
      facilitator_id: town.members.facilitator.person_id,
    })
    const paper = await (await ines().get(`/bureau/temoins/${id}/mandats/${mandate?.id}?langue=ar`)).text()
    expect(paper).toContain('اسمي Zohra Benali')
    expect(paper).toContain('class="sign-line"')
    // Her sheet says Arabic: her paper is in Arabic unless another is asked.
    expect(await (await ines().get(`/bureau/temoins/${id}/mandats/${mandate?.id}`)).text()).toContain('اسمي')
  })

  test.each([
    [{ scope: [] as string[] }, 'Cochez au moins une ligne'],
    [{ ends_on: '2001-01-01' }, 'Choisissez un jour à venir'],
    [{ evidence: 'dream' }, 'Choisissez comment la personne l’a dit'],
  ])('%o is refused in words', async (wrong, words) => {
    const id = await added()
    const answer = await ines().post(`/bureau/temoins/${id}/mandat`, mandateFields(wrong))
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(words)
    expect(await mandates(id)).toEqual([])
  })

  test('is given to oneself; an administrator may give it to a facilitator, to nobody else', async () => {
    const id = await added()
    expect(
      (await ines().post(`/bureau/temoins/${id}/mandat`, mandateFields({ facilitator_id: karim.person_id }))).status,
    ).toBe(403)
    const sophie = town.as(town.members.administrator)
    expect(
      (
        await sophie.post(
          `/bureau/temoins/${id}/mandat`,
          mandateFields({ facilitator_id: town.members.editor.person_id }),
        )
      ).status,
    ).toBe(400)
    expect(
      (await sophie.post(`/bureau/temoins/${id}/mandat`, mandateFields({ facilitator_id: karim.person_id }))).status,
    ).toBe(303)
    expect((await town.as(karim).get(`/bureau/temoins/${id}`)).status).toBe(200)
  })

  test('stops at once and stays written; another person’s mandate is not found', async () => {
    const [id, other] = [await added(), await added({ name: 'Aldo' })]
    await ines().post(`/bureau/temoins/${id}/mandat`, mandateFields())
    const [mandate] = await mandates(id)
    expect((await ines().post(`/bureau/temoins/${other}/mandats/${mandate?.id}/arreter`)).status).toBe(404)
    await town
      .as(town.members.administrator)
      .post(`/bureau/temoins/${id}/mandat`, mandateFields({ facilitator_id: karim.person_id }))
    expect((await town.as(karim).post(`/bureau/temoins/${id}/mandats/${mandate?.id}/arreter`)).status).toBe(404)
    expect((await ines().post(`/bureau/temoins/${id}/mandats/${mandate?.id}/arreter`)).status).toBe(303)
    expect((await mandates(id))[0]?.revoked_by).toBe(town.members.facilitator.person_id)
    expect((await ines().post(`/bureau/temoins/${id}/mandats/${mandate?.id}/arreter`)).status).toBe(404)
  })

  test('passes to another facilitator with the stories; its history stays', async () => {
    const story = await aStory(town, { name: 'Maria da Luz' })
    await ines().post(`/bureau/temoins/${story.witness_id}/mandat`, mandateFields())
    const me = town.members.facilitator.person_id
    const entrust = (to_id: string) =>
      ines().post(`/bureau/temoins/${story.witness_id}/confier`, { submission_id: randomUUID(), from_id: me, to_id })
    expect((await entrust(me)).status).toBe(422)
    expect((await entrust(town.members.editor.person_id)).status).toBe(400)
    expect((await entrust(karim.person_id)).status).toBe(303)
    expect(
      (await mandates(story.witness_id)).map((each) => [each.facilitator_id, each.revoked_at === null]).toSorted(),
    ).toEqual(
      [
        [me, false],
        [karim.person_id, true],
      ].toSorted(),
    )
    const { facilitator_id } = await town.desk.db
      .selectFrom('desk.contribution')
      .select('facilitator_id')
      .where('id', '=', story.id)
      .executeTakeFirstOrThrow()
    expect(facilitator_id).toBe(karim.person_id)
  })
})

describe('a card', () => {
  const codeIn = (page: string) =>
    [...page.matchAll(/<span class="code">([\d ]+)<\/span>/g)].map((each) => (each[1] ?? '').replace(' ', ''))
  const secret = () => authOf(town.desk, { origin, data_dir: '.cache/tests' }).secret

  test('tells its code once, in three languages; sent twice it is the same; a new one replaces it', async () => {
    const id = await added()
    const once = { submission_id: randomUUID() }
    const page = await (await ines().post(`/bureau/temoins/${id}/carte`, once)).text()
    expect(page).toMatch(/lang="ar" dir="rtl"/)
    const [number = '', code = ''] = codeIn(page)
    expect(await checkCard(town.desk.db, secret(), number, code)).toMatchObject({ person_id: id })
    expect(codeIn(await (await ines().post(`/bureau/temoins/${id}/carte`, once)).text()).slice(0, 2)).toEqual([
      number,
      code,
    ])
    const kept = JSON.stringify([
      await town.desk.db.selectFrom('desk.submission').selectAll().execute(),
      await town.desk.db.selectFrom('desk.event').selectAll().execute(),
      await town.desk.db.selectFrom('desk.card').selectAll().execute(),
    ])
    expect(kept).not.toContain(code)
    expect(await (await ines().get(`/bureau/temoins/${id}`)).text()).toContain(number)
    await ines().post(`/bureau/temoins/${id}/carte`, { submission_id: randomUUID() })
    expect(await checkCard(town.desk.db, secret(), number, code)).toBeUndefined()
    expect(
      await town.desk.db
        .selectFrom('desk.card')
        .select('id')
        .where('person_id', '=', id)
        .where('revoked_at', 'is', null)
        .execute(),
    ).toHaveLength(1)
  })

  test('is stopped by her facilitator', async () => {
    const id = await added()
    const [number = '', code = ''] = codeIn(await (await ines().post(`/bureau/temoins/${id}/carte`)).text())
    const card = await town.desk.db
      .selectFrom('desk.card')
      .select('id')
      .where('number', '=', number)
      .executeTakeFirstOrThrow()
    expect((await town.as(karim).post(`/bureau/temoins/${id}/carte/${card.id}/arreter`)).status).toBe(404)
    expect((await ines().post(`/bureau/temoins/${id}/carte/${card.id}/arreter`)).status).toBe(303)
    expect(await checkCard(town.desk.db, secret(), number, code)).toBeUndefined()
  })
})

describe('a meeting', () => {
  const meeting = (witnesses: string[], more: Record<string, string> = {}) => ({
    submission_id: randomUUID(),
    witnesses,
    held_on: '2026-03-12',
    place: 'Bibliothèque',
    language: 'ar',
    story: '',
    ...more,
  })
  const begin = async (fields: ReturnType<typeof meeting>): Promise<string> => {
    const answer = await ines().post('/bureau/rencontres/new', fields)
    expect(answer.status).toBe(303)
    return /rencontres\/([0-9a-f-]{36})/.exec(answer.headers.get('location') ?? '')?.[1] ?? ''
  }
  const storyOf = async (id: string) =>
    await town.desk.db
      .selectFrom('desk.interview as i')
      .innerJoin('desk.contribution as c', 'c.id', 'i.contribution_id')
      .select(['c.id', 'c.code', 'c.draft', 'c.kind', 'c.facilitator_id'])
      .where('i.id', '=', id)
      .executeTakeFirstOrThrow()

  test('with several witnesses begins one story that both tell', async () => {
    const [zohra, aldo] = [await added(), await added({ name: 'Aldo' })]
    const fields = meeting([zohra, aldo])
    const id = await begin(fields)
    expect(await begin(fields)).toBe(id)
    const story = await storyOf(id)
    expect(story).toMatchObject({ kind: 'testimony', facilitator_id: town.members.facilitator.person_id })
    expect(story.draft.credits).toEqual([
      { role: 'told', person_id: zohra },
      { role: 'told', person_id: aldo },
      { role: 'collected', person_id: town.members.facilitator.person_id },
    ])
    const page = await (await ines().get(`/bureau/rencontres/${id}`)).text()
    for (const words of [
      'Accord',
      'Récit',
      'Notes',
      'Fin',
      'Aldo',
      `/bureau/recits/${story.code}/accords?temoin=${zohra}`,
      `href="/bureau/recits/${story.code}"`,
    ])
      expect(page).toContain(words)
  })

  test('goes on with a story already begun', async () => {
    const zohra = await added()
    const { code } = await storyOf(await begin(meeting([zohra])))
    const aldo = await added({ name: 'Aldo' })
    const again = await storyOf(await begin(meeting([aldo], { story: code })))
    expect(again.code).toBe(code)
    expect(again.draft.credits.filter((each) => each.role === 'told').map((each) => each.person_id)).toEqual([
      zohra,
      aldo,
    ])
  })

  test('is not begun with someone one does not accompany, nor on a story one does not see', async () => {
    const theirs = await added({ name: 'Derya' }, karim)
    expect((await ines().post('/bureau/rencontres/new', meeting([theirs]))).status).toBe(404)
    const other = await aStory(town, { facilitator_id: karim.person_id, until: 'draft' })
    const mine = await added()
    expect((await ines().post('/bureau/rencontres/new', meeting([mine], { story: other.code }))).status).toBe(404)
    for (const held_on of ['2026-99-99', '2026-02-30', ''])
      expect((await ines().post('/bureau/rencontres/new', meeting([mine], { held_on }))).status).toBe(422)
    const wrong = await ines().post('/bureau/rencontres/new', meeting([], { held_on: 'hier' }))
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('Cochez au moins une personne')
  })

  test('keeps notes as they are typed; two tabs never erase each other; nobody else reads them', async () => {
    const id = await begin(meeting([await added()]))
    const path = `/bureau/rencontres/${id}/notes`
    const saved = await ines().post(
      path,
      { notes: 'Vérifier le nom du contremaître', version: '1' },
      { 'x-autosave': '1' },
    )
    expect(saved.status).toBe(200)
    expect(await saved.json()).toMatchObject({ version: 2, fields: { version: 2 } })
    expect((await ines().post(path, { notes: 'Autre', version: '1' }, { 'x-autosave': '1' })).status).toBe(409)
    const conflict = await ines().post(path, { notes: 'Autre', version: '1' })
    expect(conflict.status).toBe(409)
    const page = await conflict.text()
    expect(page).toContain('Vérifier le nom du contremaître')
    expect(page).toContain('>Autre</textarea>')
    expect((await ines().post(path, { notes: 'Les deux', version: '2' })).status).toBe(303)
    for (const other of [karim, town.members.administrator, town.members.editor]) {
      expect((await town.as(other).get(`/bureau/rencontres/${id}`)).status).toBe(404)
      expect((await town.as(other).post(path, { notes: 'x', version: '3' })).status).toBe(404)
    }
    expect((await ines().post(`/bureau/rencontres/${id}/fin`)).status).toBe(303)
    expect(await (await ines().get(`/bureau/rencontres/${id}`)).text()).toContain('La rencontre est terminée')
    expect((await ines().get('/bureau/rencontres/not-an-id')).status).toBe(404)
  })
})
