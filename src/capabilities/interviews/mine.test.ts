// The witness with her card: her stories, the text proposed, and her yes.

import { beforeAll, describe, expect, test } from 'vitest'
import { visitor } from '#core/people/roles.ts'
import { aStory, type StoryOptions, type TestStory } from '#tests/support/stories.ts'
import { aCardHolder, aTown, type Client, type Town } from '#tests/support/town.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aMandate } from '#tests/support/mandates.ts'

const database = await testDatabase()
let town: Town
beforeAll(async () => void (town = await aTown(database)))

const cardOf = (story: TestStory): Client => town.as(aCardHolder(story.witness_id, story.witness_name, town.space_id))
const reader = () => town.as(visitor)
const begun = async (options: StoryOptions = {}) => await aStory(town, options)

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
    await aMandate(town, story, ['sign', 'withdraw'], '2020-12-31')
    expect((await ines.post(path, said)).status).toBe(403)
    await aMandate(town, story, ['sign'], '2099-12-31')
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
