// The witness with her card, and those who take back for her: what she takes back is gone in the next request.

import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { recordConsents } from '#core/consent/consents.ts'
import { change } from '#core/change.ts'
import { getContribution } from '#core/contribution/contributions.ts'
import { allow, yes } from '#core/people/can.ts'
import { visitor, type Machine } from '#core/people/roles.ts'
import { aStory, type StoryOptions, type TestStory } from '#tests/support/stories.ts'
import { aCardHolder, aTown, type Client, type Town } from '#tests/support/town.ts'
import { testDatabase } from '#tests/support/database.ts'

const database = await testDatabase()
let town: Town
beforeAll(async () => void (town = await aTown(database)))

const cardOf = (story: TestStory): Client => town.as(aCardHolder(story.witness_id, story.witness_name, town.space_id))
const reader = () => town.as(visitor)
/** Cached pages are dropped by a notice of the database; tests drop them by hand. */
const readPage = async (path: string) => {
  town.app.cache.clear()
  return await reader().get(path)
}
const publicPath = async (code: string) => {
  const { slug } = await town.desk.db
    .selectFrom('shelf.item')
    .select('slug')
    .where('code', '=', code)
    .executeTakeFirstOrThrow()
  return `/recits/${code}/${encodeURIComponent(slug)}`
}
const begun = async (options: StoryOptions = {}) => await aStory(town, options)
const agree = async (story: TestStory, use: 'print' | 'radio', form: 'text' | 'voice') => {
  const machine: Machine = { kind: 'machine', person_id: null, space_id: town.space_id }
  await change(town.desk, { action: 'test.agree', actor: machine }, async (work) => {
    const thing = allow(yes, machine, 'consent', await getContribution(work.tx, { id: story.id }))
    await recordConsents(
      work,
      thing,
      [
        {
          person_id: story.witness_id,
          use,
          form,
          answer: 'yes',
          capacity: 'self',
          said_by: '',
          method: 'spoken',
          in_front_of: null,
          wording_language: 'fr',
          wording: 'x',
          ends_on: null,
        },
      ],
      null,
    )
  })
}
const mandate = async (story: TestStory, scope: ('collect' | 'sign' | 'withdraw')[], ends_on: string) =>
  await town.desk.db
    .insertInto('desk.mandate')
    .values({
      person_id: story.witness_id,
      facilitator_id: town.members.facilitator.person_id,
      scope,
      evidence: 'paper',
      evidence_note: '',
      starts_on: '2020-01-01',
      ends_on,
      created_at: new Date(),
      created_by: town.members.facilitator.person_id,
      revoked_at: null,
      revoked_by: null,
    })
    .execute()

describe('her pages', () => {
  test('list her stories and no other, in plain words', async () => {
    const [hers, other] = [await begun({ title: 'La machine à coudre' }), await begun({ title: 'Le pont de fer' })]
    const page = await (await cardOf(hers).get('/ma-carte/recit')).text()
    expect(page).toContain('La machine à coudre')
    expect(page).toContain('Votre récit est sur le site')
    expect(page).not.toContain('Le pont de fer')
    // Closed by whoever opened it, from every page of hers.
    const closing = '<form id="fermer" class="stack sp-2" action="/ma-carte/fermer" method="post"'
    expect(page).toContain(closing)
    expect(await (await cardOf(hers).get(`/ma-carte/recit/${hers.code}`)).text()).toContain(closing)
    for (const end of ['', '/accords', '/reprendre'])
      expect((await cardOf(hers).get(`/ma-carte/recit/${other.code}${end}`)).status).toBe(404)
    for (const end of ['/relecture', '/accords', '/reprendre', '/remettre'])
      expect(
        (
          await cardOf(hers).post(`/ma-carte/recit/${other.code}${end}`, {
            step: 'confirm',
            scope: 'all',
            until: '',
            decision: 'approve',
            reason: '',
            revision_id: other.revision_id ?? '',
            wording_language: 'fr',
            ends_on: '',
            ends_shown: '',
            pseudonym: '',
            seal_id: other.id,
          })
        ).status,
      ).toBe(404)
  })

  test('show the exact text proposed, with its translation', async () => {
    const story = await begun({
      until: 'submitted',
      language: 'ar',
      title: 'آلة الخياطة',
      body: 'جئت في يناير.',
      translation: { language: 'fr', title: 'La machine', body: 'Je suis venue en janvier.' },
      stages: [{ place: 'Oran', words: { ar: 'كان البحر قريباً' }, when: '1969' }],
    })
    const page = await (await cardOf(story).get(`/ma-carte/recit/${story.code}`)).text()
    for (const words of [
      'جئت في يناير.',
      'Je suis venue en janvier.',
      'Oran',
      'كان البحر قريباً',
      'Est-ce bien ce que j’ai dit',
    ])
      expect(page).toContain(words)
  })

  test('are for cards: a visitor is asked for hers, a member has none', async () => {
    const story = await begun()
    expect((await reader().get(`/ma-carte/recit/${story.code}`)).headers.get('location')).toContain('/ma-carte?next=')
    expect(
      (
        await town
          .as(town.members.facilitator)
          .post(`/ma-carte/recit/${story.code}/reprendre`, { scope: 'all', until: '', step: 'confirm' })
      ).status,
    ).toBe(401)
  })
})

describe('saying yes', () => {
  const signoffs = async (story: TestStory) =>
    await town.desk.db
      .selectFrom('desk.signoff')
      .selectAll()
      .where('contribution_id', '=', story.id)
      .where('kind', '=', 'witness')
      .orderBy('id')
      .execute()

  test('by her card, on the revision she read', async () => {
    const story = await begun({ until: 'submitted' })
    const answer = await cardOf(story).post(`/ma-carte/recit/${story.code}/relecture`, {
      revision_id: story.revision_id ?? '',
      decision: 'approve',
      reason: '',
    })
    expect(answer.status).toBe(303)
    expect(
      (await signoffs(story)).map((each) => [each.person_id, each.method, each.decision, each.revision_id]),
    ).toEqual([[story.witness_id, 'card', 'approve', story.revision_id]])
  })

  test('wanting a change needs words; an old text is not signed', async () => {
    const story = await begun({ until: 'submitted' })
    const path = `/ma-carte/recit/${story.code}/relecture`
    const wrong = await cardOf(story).post(path, {
      revision_id: story.revision_id ?? '',
      decision: 'changes',
      reason: ' ',
    })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('ce qu’il faut changer')
    // Another language, or her card typed meanwhile, asks for the address of the form.
    const again = await cardOf(story).get(path)
    expect([again.status, (await again.text()).includes('id="relecture"')]).toEqual([200, true])
    const other = await begun({ until: 'submitted' })
    expect(
      (await cardOf(story).post(path, { revision_id: other.revision_id ?? '', decision: 'approve', reason: '' }))
        .status,
    ).toBe(409)
    expect(await signoffs(story)).toHaveLength(0)
    expect(
      (
        await cardOf(story).post(path, {
          revision_id: story.revision_id ?? '',
          decision: 'changes',
          reason: 'Pas le nom du contremaître',
        })
      ).status,
    ).toBe(303)
    expect((await signoffs(story))[0]?.reason).toBe('Pas le nom du contremaître')
  })

  test('through her facilitator, who says how, with a mandate that holds', async () => {
    const story = await begun({ until: 'submitted' })
    const ines = town.as(town.members.facilitator)
    const path = `/bureau/recits/${story.code}/relecture-temoin`
    const said = {
      person_id: story.witness_id,
      revision_id: story.revision_id ?? '',
      decision: 'approve',
      method: 'telephone',
      reason: '',
    }
    expect(await (await ines.get(path)).text()).toContain('Il vous faut un mandat en cours')
    expect((await ines.post(path, said)).status).toBe(403)
    await mandate(story, ['sign', 'withdraw'], '2020-12-31')
    expect((await ines.post(path, said)).status).toBe(403)
    await mandate(story, ['sign'], '2099-12-31')
    const page = await (await ines.get(path)).text()
    expect(page).toContain('Je suis venue en janvier.')
    expect((await ines.post(path, { ...said, method: '' })).status).toBe(422)
    expect((await ines.post(path, said)).status).toBe(303)
    expect((await signoffs(story)).map((each) => [each.method, each.recorded_by])).toEqual([
      ['telephone', town.members.facilitator.person_id],
    ])
  })

  test.each(['editor', 'scientist', 'administrator'] as const)('never by a %s', async (role) => {
    const story = await begun({ until: 'submitted' })
    const answer = await town.as(town.members[role]).post(`/bureau/recits/${story.code}/relecture-temoin`, {
      person_id: story.witness_id,
      revision_id: story.revision_id ?? '',
      decision: 'approve',
      method: 'reread',
      reason: '',
    })
    expect(answer.status).toBe(403)
    expect(await signoffs(story)).toHaveLength(0)
  })
})

describe('taking back with her card', () => {
  test('is asked twice, then the page answers 410 and nothing is left of it', async () => {
    const story = await begun({ title: 'Le manteau bleu', stages: [{ place: 'Valparaiso', when: '1973' }] })
    const path = await publicPath(story.code)
    expect((await readPage(path)).status).toBe(200)
    expect(await (await readPage('/recits')).text()).toContain('Le manteau bleu')
    const card = cardOf(story)
    const asked = `/ma-carte/recit/${story.code}/reprendre`
    expect(await (await card.post(asked, { scope: 'all', until: '', step: 'review' })).text()).toContain(
      'Reprendre tout votre récit',
    )
    expect((await readPage(path)).status).toBe(200)
    expect((await card.post(asked, { scope: 'all', until: '', step: 'confirm' })).status).toBe(303)
    const gone = await readPage(path)
    expect(gone.status).toBe(410)
    expect(await (await readPage(`/recits/${story.code}`)).text()).not.toMatch(/manteau|Zohra|Valparaiso/)
    expect(await (await readPage('/recits')).text()).not.toContain('Le manteau bleu')
    for (const table of ['shelf.item', 'shelf.text', 'shelf.place'] as const) {
      const { rows } = await sql`select * from ${sql.table(table)}`.execute(town.desk.db)
      expect(JSON.stringify(rows)).not.toMatch(/manteau|Valparaiso/)
    }
    const hers = await (await card.get(`/ma-carte/recit/${story.code}`)).text()
    expect(hers).toContain('Vous avez repris votre récit')
    const seal = /name="seal_id" value="([^"]+)"/.exec(hers)?.[1] ?? ''
    expect((await card.post(`/ma-carte/recit/${story.code}/remettre`, { seal_id: seal })).status).toBe(303)
    expect((await readPage(path)).status).toBe(200)
  })

  test('only the name: it is nowhere on the shelf any more, the story stays', async () => {
    const story = await begun({
      name: 'Esperanza Quiroga',
      title: 'Esperanza raconte',
      body: 'On m’appelait Quiroga au village.',
    })
    const path = await publicPath(story.code)
    expect(await (await readPage(path)).text()).toContain('Esperanza')
    expect(
      (
        await cardOf(story).post(`/ma-carte/recit/${story.code}/reprendre`, {
          scope: 'name',
          until: '',
          step: 'confirm',
        })
      ).status,
    ).toBe(303)
    const page = await (await readPage(await publicPath(story.code))).text()
    expect(page).not.toMatch(/Esperanza|Quiroga/)
    for (const table of ['shelf.item', 'shelf.text', 'shelf.place', 'shelf.gone'] as const) {
      const { rows } = await sql`select * from ${sql.table(table)}`.execute(town.desk.db)
      expect(JSON.stringify(rows)).not.toMatch(/esperanza|quiroga/i)
    }
  })

  test('until a date, which must be to come', async () => {
    const story = await begun()
    const path = await publicPath(story.code)
    const asked = `/ma-carte/recit/${story.code}/reprendre`
    expect((await cardOf(story).post(asked, { scope: 'all', until: '2020-01-01', step: 'confirm' })).status).toBe(422)
    expect((await cardOf(story).post(asked, { scope: 'all', until: '2099-01-01', step: 'confirm' })).status).toBe(303)
    expect((await readPage(path)).status).toBe(410)
    expect(await (await cardOf(story).get(`/ma-carte/recit/${story.code}`)).text()).toContain('1er janvier 2099')
  })
})

describe('taking back for her', () => {
  const ask = (story: TestStory, more: Record<string, string> = {}) => ({
    scope: 'all',
    until: '',
    asked_by: 'witness',
    person_id: '',
    step: 'confirm',
    ...more,
    code: story.code,
  })
  const path = (story: TestStory) => `/bureau/recits/${story.code}/reprendre`

  test('by her facilitator, even once the mandate has ended and someone else is in charge', async () => {
    const story = await begun({ facilitator_id: null })
    const ines = town.as(town.members.facilitator)
    expect((await ines.post(path(story), ask(story))).status).toBe(404)
    await mandate(story, ['collect', 'sign', 'withdraw'], '2020-12-31')
    expect((await ines.get(`/bureau/recits/${story.code}/relecture-temoin`)).status).toBe(404)
    expect(await (await ines.post(path(story), ask(story, { step: 'review' }))).text()).toContain(
      'Cacher tout le récit',
    )
    expect((await ines.post(path(story), ask(story))).status).toBe(303)
    expect(await town.desk.db.selectFrom('shelf.item').select('id').where('id', '=', story.id).execute()).toEqual([])
    // Showing again is publishing: the ended mandate does not allow it.
    const seal = await town.desk.db
      .selectFrom('desk.seal')
      .select('id')
      .where('contribution_id', '=', story.id)
      .executeTakeFirstOrThrow()
    expect((await ines.post(`/bureau/recits/${story.code}/remettre`, { seal_id: seal.id })).status).toBe(403)
    expect(
      (await town.as(town.members.administrator).post(`/bureau/recits/${story.code}/remettre`, { seal_id: seal.id }))
        .status,
    ).toBe(303)
  })

  test('tells what was done and what remains, and notes what people do', async () => {
    const story = await begun()
    await agree(story, 'print', 'text')
    await agree(story, 'radio', 'voice')
    const sophie = town.as(town.members.administrator)
    const after = `/bureau/recits/${story.code}/repris`
    expect(
      (await sophie.post(path(story), ask(story, { asked_by: 'administrator' }))).headers.get('location'),
    ).toContain(after)
    const page = await (await sophie.get(after)).text()
    for (const words of ['le récit n’est plus là', 'Livres et livrets', 'Radio', 'archive publique'])
      expect(page).toContain(words)
    expect(page).not.toContain('Exposition')
    expect((await sophie.post(after, { done: ['print', 'everything'] })).status).toBe(400)
    expect((await sophie.post(after, { done: ['print'] })).status).toBe(303)
    expect((await sophie.post(after, { done: ['print'] })).status).toBe(303)
    const noted = await town.desk.db
      .selectFrom('desk.event')
      .select(['actor_id', 'data'])
      .where('contribution_id', '=', story.id)
      .where('kind', '=', 'takeback.done')
      .execute()
    expect(noted.map((each) => [each.actor_id, each.data['task']])).toEqual([
      [town.members.administrator.person_id, 'print'],
    ])
    const left = await (await sophie.get(after)).text()
    expect(left).toContain('Encore une chose')
    expect(left).not.toContain('value="print"')
  })

  test('only one name needs to know whose', async () => {
    const story = await begun({ name: 'Ludmila Petrova', title: 'Ludmila' })
    const ines = town.as(town.members.facilitator)
    const other = await begun()
    expect((await ines.post(path(story), ask(story, { scope: 'name', person_id: other.witness_id }))).status).toBe(404)
    expect((await ines.post(path(story), ask(story, { scope: 'name' }))).status).toBe(303)
    const rows = await town.desk.db.selectFrom('shelf.item').selectAll().where('id', '=', story.id).execute()
    expect(rows).toHaveLength(1)
    expect(JSON.stringify(rows)).not.toMatch(/ludmila|petrova/i)
  })

  test.each(['editor', 'scientist'] as const)('not by a %s', async (role) => {
    const story = await begun()
    expect((await town.as(town.members[role]).post(path(story), ask(story))).status).toBe(403)
    expect((await town.as(town.members[role]).get(path(story))).status).toBe(403)
    expect(
      await town.desk.db.selectFrom('desk.seal').select('id').where('contribution_id', '=', story.id).execute(),
    ).toEqual([])
  })

  test('not by a contributor, a visitor, nor a facilitator in the administration’s name', async () => {
    const story = await begun()
    expect((await town.as(town.members.contributor).post(path(story), ask(story))).status).toBe(404)
    expect((await reader().post(path(story), ask(story))).status).toBe(401)
    expect(
      (await town.as(town.members.facilitator).post(path(story), ask(story, { asked_by: 'administrator' }))).status,
    ).toBe(403)
    expect(
      await town.desk.db.selectFrom('desk.seal').select('id').where('contribution_id', '=', story.id).execute(),
    ).toEqual([])
  })
})
