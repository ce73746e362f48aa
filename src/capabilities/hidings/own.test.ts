// A witness hides a part of her own story with her card: who may, what leaves, who is told, and that it all comes back.

import { describe, expect, test } from 'vitest'
import { visitor } from '#core/people/roles.ts'
import { aHeardStory, aPicture, aSound, cuesOf, type HeardStory } from '#tests/support/heard.ts'
import { makeWaiting } from '#tests/support/made.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aCardHolder, aMember, aTown } from '#tests/support/town.ts'

const database = await testDatabase()
const town = await aTown(database)
const { desk, members } = town
const facilitator = town.as(members.facilitator)
const told = ['Je suis née à Oran.', 'Mon oncle Karim vendait des tapis volés.', 'Puis je suis venue ici.']

const aTold = async () =>
  await aHeardStory(
    town,
    [
      aSound({
        transcripts: [{ language: 'fr', form: 'original', machine: false, cues: cuesOf(told), chapters: [] }],
      }),
      aPicture(),
    ],
    {
      body: 'Je suis venue en janvier.\n\nLa maison était froide, et mon père toussait.',
      translation: {
        language: 'en',
        title: 'Winter',
        body: 'I came in January.\n\nThe house was cold, and Father coughed.',
      },
    },
  )
const cardOf = (story: HeardStory) => town.as(aCardHolder(story.witness_id, story.witness_name, town.space_id))
const pathOf = (story: HeardStory) => `/ma-carte/recit/${story.code}/cacher`
const hidingsOf = async (story: HeardStory) =>
  await desk.db.selectFrom('desk.hiding').selectAll().where('contribution_id', '=', story.id).execute()
const shelved = async (story: HeardStory) => {
  const item = await desk.db.selectFrom('shelf.item').selectAll().where('id', '=', story.id).executeTakeFirstOrThrow()
  const texts = await desk.db.selectFrom('shelf.text').selectAll().where('item_id', '=', story.id).execute()
  return JSON.stringify([item.media, texts.map(({ language, body }) => [language, body]).toSorted()])
}
/** The buttons of the page: what each would hide, and what each would put back. */
const buttonsOf = (html: string, name: 'passage' | 'hiding_id') => [
  ...new Set([...html.matchAll(new RegExp(`name="${name}" value="([^"]+)"`, 'g'))].map(([, value = '']) => value)),
]
const pageOf = async (story: HeardStory) => await (await cardOf(story).get(pathOf(story))).text()

describe('who may', () => {
  test('she alone, with her card: for anyone else there is nothing there', async () => {
    const [hers, other] = [await aTold(), await aTold()]
    const passage = buttonsOf(await pageOf(hers), 'passage')[0] ?? ''
    expect(passage).not.toBe('')
    expect((await cardOf(other).get(pathOf(hers))).status).toBe(404)
    expect((await cardOf(other).post(pathOf(hers), { passage })).status).toBe(404)
    for (const who of [facilitator, town.as(members.administrator), town.as(visitor)]) {
      expect((await who.get(pathOf(hers))).headers.get('location')).toContain('/ma-carte?next=')
      await who.post(pathOf(hers), { passage })
    }
    expect(await hidingsOf(hers)).toEqual([])
  })

  test('no passage but those of her story: nothing is hidden, and the page says so', async () => {
    const [hers, other] = [await aTold(), await aTold()]
    for (const passage of [`f-${other.files[0]}`, 't-00000000000000000000', `${hers.files[0]}.1-2`, '../x', '']) {
      const answer = await cardOf(hers).post(pathOf(hers), { passage })
      expect([passage, answer.status]).toEqual([passage, 409])
      expect(await answer.text()).toContain('Ce passage a changé')
    }
    expect(await hidingsOf(hers)).toEqual([])
  })
})

describe('what she hides', () => {
  test('a passage of her voice leaves at once, with its words; twice is once', async () => {
    const story = await aTold()
    const passage = `${story.files[0]}.10000-20000`
    expect(buttonsOf(await pageOf(story), 'passage')).toContain(passage)
    const answer = await cardOf(story).post(pathOf(story), { passage })
    expect([answer.status, answer.headers.get('location')]).toEqual([303, `${pathOf(story)}?fait=cache#p-${passage}`])
    await cardOf(story).post(pathOf(story), { passage })
    expect(await hidingsOf(story)).toMatchObject([
      {
        kind: 'span',
        start_ms: 10_000,
        end_ms: 20_000,
        witness_id: story.witness_id,
        asked_by: 'witness',
        until: null,
      },
    ])
    expect(await shelved(story)).not.toMatch(/Karim|"nature":"sound"/)
    await makeWaiting(desk)
    expect(await shelved(story)).toMatch(/"nature":"sound"/)
    expect(await shelved(story)).not.toContain('Karim')
    const events = await desk.db
      .selectFrom('desk.event')
      .selectAll()
      .where('contribution_id', '=', story.id)
      .where('kind', '=', 'hiding.placed')
      .execute()
    expect(events.map(({ actor_id }) => actor_id)).toEqual([story.witness_id])
  })

  test('a passage of her text takes the same paragraph of the translation with it', async () => {
    const story = await aTold()
    const html = await pageOf(story)
    const [asked] = buttonsOf(html.slice(html.indexOf('La maison était froide')), 'passage')
    await cardOf(story).post(pathOf(story), { passage: asked ?? '' })
    const shown = await shelved(story)
    expect(shown).not.toMatch(/maison était froide|house was cold|Father/)
    expect(shown).toContain('I came in January.')
  })

  test('a picture is nowhere at once, and so are the words about it', async () => {
    const story = await aTold()
    await cardOf(story).post(pathOf(story), { passage: `f-${story.files[1]}` })
    expect(await shelved(story)).not.toContain('"nature":"picture"')
    const files = await desk.db.selectFrom('shelf.file').selectAll().where('item_id', '=', story.id).execute()
    expect(files.every(({ media_type }) => media_type.startsWith('audio/'))).toBe(true)
    expect(await pageOf(story)).toContain('Ce n’est plus sur le site')
  })

  test('whatever she hides, in whatever order, all comes back as it was', async () => {
    const story = await aTold()
    const card = cardOf(story)
    const whole = await shelved(story)
    let seed = 20_261_122
    const pick = <Item>(items: readonly Item[]): Item | undefined => {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648
      return items[seed % items.length]
    }
    const passages = buttonsOf(await pageOf(story), 'passage')
    expect(passages.length).toBeGreaterThan(6)
    for (let step = 0; step < 12; step++) {
      const hidden = buttonsOf(await pageOf(story), 'hiding_id')
      const goesBack = step % 3 === 2 && hidden.length > 0
      await card.post(pathOf(story), goesBack ? { hiding_id: pick(hidden) ?? '' } : { passage: pick(passages) ?? '' })
    }
    expect(await shelved(story)).not.toBe(whole)
    for (let [next] = buttonsOf(await pageOf(story), 'hiding_id'); next;) {
      expect((await card.post(pathOf(story), { hiding_id: next })).status).toBe(303)
      ;[next] = buttonsOf(await pageOf(story), 'hiding_id')
    }
    expect((await hidingsOf(story)).every(({ lifted_by }) => lifted_by === story.witness_id)).toBe(true)
    expect(await shelved(story)).toBe(whole)
  })
})

describe('hers and theirs', () => {
  const desked = (story: HeardStory) => `/bureau/masquer/${story.code}`

  test('what the desk hid is not hers to put back', async () => {
    const story = await aTold()
    await facilitator.post(`${desked(story)}/${story.files[0]}`, {
      part: 'span',
      cues: '10000-20000',
      asked_by: 'team',
    })
    const [hiding] = await hidingsOf(story)
    const html = await pageOf(story)
    expect(html).toContain('C’est caché par l’équipe')
    expect(buttonsOf(html, 'hiding_id')).toEqual([])
    expect((await cardOf(story).post(pathOf(story), { hiding_id: hiding?.id ?? '' })).status).toBe(403)
    expect((await hidingsOf(story))[0]?.lifted_at).toBeNull()
  })

  test('what she hid is shown again by the desk with a reason only, which she reads', async () => {
    const story = await aTold()
    await cardOf(story).post(pathOf(story), { passage: `${story.files[0]}.10000-20000` })
    const [hiding] = await hidingsOf(story)
    const asked = { what: 'hiding', id: hiding?.id ?? '' }
    expect(await (await facilitator.get(desked(story))).text()).toContain('l’a caché avec sa carte')
    for (const [who, status] of [
      [town.as(members.editor), 403],
      [town.as(await aMember(desk, town.space_id, 'Autre relais', 'facilitator')), 404],
      [town.as(members.scientist), 404],
    ] as const)
      expect((await who.post(`${desked(story)}/montrer`, { ...asked, lift_reason: 'parce que' })).status).toBe(status)
    const without = await facilitator.post(`${desked(story)}/montrer`, asked)
    expect(without.status).toBe(422)
    expect(await without.text()).toContain('Écrivez pourquoi')
    expect((await hidingsOf(story))[0]?.lifted_at).toBeNull()
    const reason = 'Elle me l’a demandé au téléphone'
    expect((await facilitator.post(`${desked(story)}/montrer`, { ...asked, lift_reason: reason })).status).toBe(303)
    expect(await hidingsOf(story)).toMatchObject([{ lifted_by: members.facilitator.person_id, lifted_reason: reason }])
    const html = await pageOf(story)
    expect(html).toContain(reason)
    expect(html).toContain(members.facilitator.name)
    const lifted = await desk.db
      .selectFrom('desk.event')
      .selectAll()
      .where('contribution_id', '=', story.id)
      .where('kind', '=', 'hiding.lifted')
      .executeTakeFirstOrThrow()
    expect([lifted.actor_id, lifted.for_person_id]).toEqual([members.facilitator.person_id, story.witness_id])
  })

  test('whoever is in charge is told once by letter, and on the desk until it is read', async () => {
    const story = await aTold()
    await desk.db
      .updateTable('desk.person')
      .set({ email: 'ines@example.org' })
      .where('id', '=', members.facilitator.person_id)
      .execute()
    const letters = async () =>
      (await desk.db.selectFrom('desk.mail').select('subject').execute()).filter(({ subject }) =>
        subject.includes(story.code),
      ).length
    for (const passage of [`f-${story.files[1]}`, `${story.files[0]}.0-10000`])
      await cardOf(story).post(pathOf(story), { passage })
    expect(await letters()).toBe(1)
    const list = async (who = facilitator) => await (await who.get('/bureau/masquer')).text()
    expect(await list()).toMatch(new RegExp(`name="code" value="${story.code}"[\\s\\S]*J’ai relu`))
    expect(await list(town.as(members.administrator))).toContain(story.code)
    const other = town.as(await aMember(desk, town.space_id, 'Un relais de plus', 'facilitator'))
    expect(await list(other)).not.toContain(story.code)
    expect((await other.post('/bureau/masquer', { code: story.code })).status).toBe(404)
    for (const role of ['editor', 'scientist', 'contributor'] as const)
      expect((await town.as(members[role]).post('/bureau/masquer', { code: story.code })).status).toBe(404)
    expect((await facilitator.post('/bureau/masquer', { code: story.code })).status).toBe(303)
    expect(await list()).not.toContain(story.code)
    await cardOf(story).post(pathOf(story), { passage: `${story.files[0]}.20000-30000` })
    expect(await letters()).toBe(2)
  })
})
