// People hidden: names in words, those who are in a picture, and what editors write beside.

import { describe, expect, test } from 'vitest'
import { publishDue } from '#core/jobs.ts'
import { visitor } from '#core/people/roles.ts'
import { dayOf, startOfDay } from '#core/platform/clock.ts'
import { aHeardStory, aPicture } from '#tests/support/heard.ts'
import { makeWaiting } from '#tests/support/made.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aMember, aTown } from '#tests/support/town.ts'
import { aStory } from '#tests/support/stories.ts'
import { tellGrown } from './majority.jobs.ts'
import { aToldStory, hidingPath, hidingsOf, shelfFilesOf, shelfMediaOf } from '#tests/support/hidings.ts'

const database = await testDatabase()
const town = await aTown(database)
const { desk, members } = town
const editor = town.as(members.editor)
const facilitator = town.as(members.facilitator)

describe('people who are named', () => {
  test.each([
    ['keep', '', 'Mon oncle Karim'],
    ['initial', '', 'Mon oncle K.'],
    ['rename', 'Salim', 'Mon oncle Salim'],
    ['silence', '', 'Mon oncle […]'],
  ])('%s', async (treatment, alias, said) => {
    const story = await aToldStory(town)
    const answer = await facilitator.post(`${hidingPath(story, 'masquer', false)}/personne`, {
      names: 'Karim\nكريم',
      treatment,
      alias,
    })
    expect(answer.status).toBe(303)
    expect((await shelfMediaOf(desk, story))[0]?.transcripts[0]?.cues[1]?.text).toContain(said)
    const read = await (await town.as(visitor).get(`/recits/${story.code}/elle-m-a-dessine-la-ville`)).text()
    expect(read.includes('Karim')).toBe(treatment === 'keep')
  })

  test('are asked for in words when something lacks', async () => {
    const story = await aToldStory(town)
    const answer = await facilitator.post(`${hidingPath(story, 'masquer', false)}/personne`, {
      names: 'Karim',
      treatment: 'rename',
      alias: '',
    })
    expect([answer.status, (await answer.text()).includes('Quel autre nom')]).toEqual([422, true])
  })

  test('are found in the texts, but for who tells and where', async () => {
    const story = await aStory(town, {
      name: 'Zohra Benali',
      body: 'Un jour Karim Ould est venu avec Zohra, à Oran.',
      stages: [{ place: 'Oran' }],
    })
    const page = await (await facilitator.get(`/bureau/masquer/${story.code}`)).text()
    expect([...page.matchAll(/\?nom=([^#]+)#/g)].map(([, name]) => decodeURIComponent(name ?? ''))).toEqual([
      'Karim Ould',
    ])
  })
})

describe('what editors say of two stories', () => {
  test('does not say whom one of them silences, nor what is sealed in it', async () => {
    const [one, two] = [await aToldStory(town), await aToldStory(town)]
    const [first, last] = [one.id, two.id].toSorted()
    const gathering = await desk.db
      .insertInto('desk.gathering')
      .values({
        space_id: town.space_id,
        slug: 'les-tapis-voles-de-karim',
        kind: 'event',
        titles: JSON.stringify({ fr: 'Les tapis volés de Karim' }),
        presentations: '{}',
        saved_by: null,
        saved_at: new Date(),
        retired_at: null,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    for (const [position, { id }] of [one, two].entries())
      await desk.db
        .insertInto('desk.gathering_item')
        .values({ gathering_id: gathering.id, contribution_id: id, position, extract: '' })
        .execute()
    await desk.db
      .insertInto('desk.crossing')
      .values({
        one_id: first ?? '',
        two_id: last ?? '',
        verdict: null,
        link: 'same_family',
        from_id: null,
        words: JSON.stringify({ fr: 'Karim vendait à la sœur des tapis volés.' }),
        decided_by: null,
        decided_at: new Date(),
      })
      .execute()
    await facilitator.post(`${hidingPath(one, 'masquer', false)}/personne`, { names: 'Karim', treatment: 'initial' })
    await facilitator.post(hidingPath(two, 'masquer', false), { phrases: 'tapis volés' })
    const crossing = await desk.db
      .selectFrom('shelf.crossing')
      .selectAll()
      .where('one_id', '=', first ?? '')
      .executeTakeFirstOrThrow()
    expect(crossing.words).toEqual({ fr: 'K. vendait à la sœur des […].' })
    const shown = await desk.db
      .selectFrom('shelf.gathering')
      .selectAll()
      .where('id', '=', gathering.id)
      .executeTakeFirstOrThrow()
    expect(shown.titles).toEqual({ fr: 'Les […] de K.' })
    expect(shown.slug).toBe(`ensemble-${gathering.id.slice(0, 8)}`)
  })
})

describe('a picture', () => {
  const aSeen = () => aHeardStory(town, [aPicture({}, 'lent')])

  test('is hidden by squares, as few rectangles', async () => {
    const story = await aSeen()
    expect((await editor.post(hidingPath(story), { part: 'region', cells: ['0', '1', '6', '7', '23'] })).status).toBe(
      303,
    )
    expect((await hidingsOf(desk, story)).map(({ x, y, w, h }) => [x, y, w, h])).toEqual(
      expect.arrayContaining([
        [0, 0, 2 / 6, 2 / 4],
        [5 / 6, 3 / 4, 1 / 6, 1 / 4],
      ]),
    )
    expect(await shelfMediaOf(desk, story)).toEqual([])
    await makeWaiting(desk)
    expect(await shelfMediaOf(desk, story)).toHaveLength(1)
  })

  test('waits for everyone in it, and leaves when one of them takes her word back', async () => {
    const story = await aSeen()
    const register = hidingPath(story, 'personnes')
    const add = async (person: Record<string, string | string[]>) => (await facilitator.post(register, person)).status
    expect(await shelfMediaOf(desk, story)).toHaveLength(1)
    expect(await add({ status: 'unknown' })).toBe(303)
    expect(await shelfMediaOf(desk, story)).toEqual([])
    const [unknown] = await desk.db
      .selectFrom('desk.pictured')
      .selectAll()
      .where('file_id', '=', story.files[0] ?? '')
      .execute()
    await facilitator.post(`${register}/${unknown?.id}`, { do: 'remove' })
    expect(
      await add({ status: 'agreed', name: 'Lila Ould', agreed_by: 'Lila Ould', agreed_on: dayOf(new Date()) }),
    ).toBe(303)
    expect(await shelfMediaOf(desk, story)).toHaveLength(1)
    const person = await desk.db
      .selectFrom('desk.pictured')
      .select('id')
      .where('name', '=', 'Lila Ould')
      .executeTakeFirstOrThrow()
    expect((await facilitator.post(`${register}/${person.id}`, { do: 'takeBack' })).status).toBe(303)
    expect(await shelfMediaOf(desk, story)).toEqual([])
    expect(await shelfFilesOf(desk, story)).toEqual([])
    await facilitator.post(`${register}/${person.id}`, { do: 'remove' })
    expect(await shelfMediaOf(desk, story)).toHaveLength(1)
    await facilitator.post(`${register}/vu`, { looked: 'no' })
    expect(await shelfMediaOf(desk, story)).toEqual([])
    await facilitator.post(`${register}/vu`, { looked: 'yes' })
    expect(await shelfMediaOf(desk, story)).toHaveLength(1)
    expect(await add({ status: 'blur', cells: ['3', '4'] })).toBe(303)
    expect(await shelfMediaOf(desk, story)).toEqual([])
    await makeWaiting(desk)
    expect(await shelfMediaOf(desk, story)).toHaveLength(1)
  })

  test.each([
    [{ status: 'agreed', name: 'Lila' }, 'Quel jour'],
    [{ status: 'agreed', name: 'Lila', agreed_by: 'Lila', agreed_on: '2999-01-01' }, 'pas encore venu'],
    [
      { status: 'minor', name: 'Lila', agreed_by: 'Sa mère', agreed_on: '2026-01-01', born_on: '2015-01-01' },
      'is-wrong',
    ],
    [{ status: 'blur' }, 'Où est son visage'],
    [{ status: 'crowd', x: '90', y: '0', w: '20', h: '10' }, 'restent'],
    [{}, 'is-wrong'],
  ])('asks for what it needs: %j', async (typed, said) => {
    const story = await aSeen()
    const answer = await facilitator.post(hidingPath(story, 'personnes'), typed)
    expect(answer.status).toBe(422)
    expect(await answer.text()).toContain(said === 'restent' ? 'de 0 à 100' : said)
  })

  test('of a minor: her surname becomes an initial everywhere, and at 18 someone is told', async () => {
    const story = await aHeardStory(town, [aPicture({ credit: 'Photo : Lina Ouldache et sa classe' }, 'lent')])
    await desk.db
      .updateTable('desk.person')
      .set({ email: 'ines@example.org' })
      .where('id', '=', members.facilitator.person_id)
      .execute()
    const status = await facilitator.post(hidingPath(story, 'personnes'), {
      status: 'minor',
      name: 'Lina Ouldache',
      agreed_by: 'Sa mère',
      agreed_by_second: 'Son père',
      agreed_on: '2026-01-05',
      born_on: '2010-03-10',
    })
    expect(status.status).toBe(303)
    expect((await shelfMediaOf(desk, story))[0]?.credit).toBe('Photo : Lina O. et sa classe')
    expect(await tellGrown(desk)).toBe(0)
    const at = async (day: string) => {
      town.setNow(startOfDay(day))
      const told = await tellGrown(desk)
      await publishDue(desk)
      return [told, (await shelfMediaOf(desk, story)).length]
    }
    expect(await at('2028-03-09')).toEqual([0, 1])
    expect(await at('2028-03-10')).toEqual([1, 1])
    expect(await at('2028-03-10')).toEqual([0, 1])
    expect(await (await facilitator.get('/bureau/personnes')).text()).toContain('Lina Ouldache')
    expect(
      await (
        await town.as(await aMember(desk, town.space_id, 'Un autre', 'facilitator')).get('/bureau/personnes')
      ).text(),
    ).not.toContain('Lina')
    const letter = await desk.db
      .selectFrom('desk.mail')
      .selectAll()
      .where('to_address', '=', 'ines@example.org')
      .executeTakeFirstOrThrow()
    expect(letter.body).toContain(story.code)
    // Its two months end in May, in town.
    expect(await at('2028-05-08')).toEqual([0, 1])
    expect(await at('2028-05-09')).toEqual([0, 0])
    town.setNow(new Date())
  })
})
