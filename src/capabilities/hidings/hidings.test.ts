// Hiding at HTTP level: who may, what is shown, and what leaves the shelf in the same answer.

import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { publishDue } from '#core/jobs.ts'
import { visitor } from '#core/people/roles.ts'
import { addDays, dayOf, startOfDay } from '#core/platform/clock.ts'
import type { ShownMedia } from '#core/shelf/shelve-media.ts'
import { aHeardStory, aPicture, aSound, cuesOf, type HeardStory } from '#tests/support/heard.ts'
import { makeWaiting } from '#tests/support/made.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aMember, aTown } from '#tests/support/town.ts'
import { aStory } from '#tests/support/stories.ts'
import { tellGrown } from './majority.jobs.ts'

const database = await testDatabase()
const town = await aTown(database)
const { desk, members } = town
const editor = town.as(members.editor)
const facilitator = town.as(members.facilitator)
const other = town.as(await aMember(desk, town.space_id, 'Autre relais', 'facilitator'))
const another = town.as(await aMember(desk, town.space_id, 'Autre comité', 'editor'))

const transcript = (language: string, form: 'original' | 'translation', texts: string[]) => ({
  language,
  form,
  machine: false,
  cues: cuesOf(texts),
  chapters: [],
})
const told = ['Je suis née à Oran.', 'Mon oncle Karim vendait des tapis volés.', 'Puis je suis venue ici.']
const aTold = (options: Parameters<typeof aHeardStory>[2] = {}) =>
  aHeardStory(
    town,
    [
      aSound({
        transcripts: [
          transcript('fr', 'original', told),
          transcript('en', 'translation', [
            'I was born in Oran.',
            'My uncle Karim sold stolen carpets.',
            'Then I came here.',
          ]),
        ],
      }),
    ],
    {
      body: 'Je suis née à Oran.\n\nCe qu’on ne disait pas : mon oncle Karim vendait des tapis volés, la nuit.',
      translation: {
        language: 'en',
        title: 'Carpets',
        body: 'They say that my uncle Karim sold stolen carpets at night.',
      },
      ...options,
    },
  )
const pathOf = (story: HeardStory, page = 'masquer', file = true) =>
  `/bureau/${page}/${story.code}${file ? `/${story.files[0]}` : ''}`
const shelved = async (story: { id: string }): Promise<ShownMedia[]> =>
  (await desk.db.selectFrom('shelf.item').select('media').where('id', '=', story.id).executeTakeFirst())?.media ?? []
const shelfFiles = async (story: { id: string }) =>
  await desk.db.selectFrom('shelf.file').selectAll().where('item_id', '=', story.id).execute()
const hidingOf = async (story: { id: string }) =>
  await desk.db.selectFrom('desk.hiding').selectAll().where('contribution_id', '=', story.id).execute()

describe('a passage', () => {
  test('chosen by its lines leaves the shelf at once, comes back without it, and its words are proposed', async () => {
    const story = await aTold()
    expect((await shelved(story))[0]?.files).toHaveLength(1)
    const page = await (await editor.get(pathOf(story))).text()
    expect(page).toContain('Mon oncle Karim vendait des tapis volés.')
    const sent = await editor.post(pathOf(story), { part: 'span', cues: '10000-20000', asked_by: 'team' })
    expect([sent.status, sent.headers.get('location')]).toEqual([303, `${pathOf(story)}?fait=hidden`])
    expect(await shelved(story)).toEqual([])
    expect(await shelfFiles(story)).toEqual([])

    await makeWaiting(desk)
    const [medium] = await shelved(story)
    expect(medium?.is_cut).toBe(true)
    expect(medium?.transcripts.map(({ cues }) => cues.map(({ text }) => text))).toEqual([
      ['Je suis née à Oran.', '[…]', 'Puis je suis venue ici.'],
      ['I was born in Oran.', '[…]', 'Then I came here.'],
    ])
    const proposed = await (await editor.get(pathOf(story))).text()
    const ticked = [...proposed.matchAll(/name="chosen" value="([^"]*)" checked/g)].map(([, value]) => value)
    expect(ticked).toEqual(['mon oncle Karim vendait des tapis volés', 'my uncle Karim sold stolen carpets'])
    // Karim is said in the passage and in the texts: his name is proposed too.
    expect(proposed).toContain(`/bureau/masquer/${story.code}?nom=Karim#personne`)

    expect(
      (await editor.post(pathOf(story, 'masquer', false), { chosen: ticked as string[], asked_by: 'team' })).status,
    ).toBe(303)
    const read = await (await town.as(visitor).get(`/recits/${story.code}/elle-m-a-dessine-la-ville`)).text()
    expect(read).toContain('Ce qu’on ne disait pas')
    expect(read).not.toMatch(/tapis|carpet|oncle Karim/)
    expect(await (await editor.get(pathOf(story))).text()).not.toContain('name="chosen"')
  })

  test('leaves the answer to who asks for it as it was, for the next one', async () => {
    const story = await aTold()
    const sent = await editor.post(pathOf(story), { part: 'span', cues: '10000-20000', asked_by: 'witness' })
    const here = sent.headers.get('location') ?? ''
    const forms = (await (await editor.get(here)).text()).matchAll(/name="asked_by"[^>]*/g)
    expect([...forms].map(([field]) => field).filter((field) => field.includes('checked'))).toSatisfy(
      (all: string[]) => all.length > 0 && all.every((field) => field.includes('value="witness"')),
    )
  })

  test.each([
    [{ begin: '0:10', end: '0:12,5' }, [10_000, 12_500]],
    [{ begin: '١٠', end: '0:00:11' }, [10_000, 11_000]],
  ])('given by times: %j', async (typed, [start_ms, end_ms]) => {
    const story = await aTold()
    expect((await editor.post(pathOf(story), { part: 'span', ...typed })).status).toBe(303)
    expect(await hidingOf(story)).toMatchObject([
      { kind: 'span', start_ms, end_ms, placed_by: members.editor.person_id },
    ])
  })

  test.each([
    [{}, 'Cochez une ligne'],
    [{ begin: '0:12', end: '0:10' }, 'La fin vient après le début'],
    [{ begin: 'midi', end: '0:10' }, 'La fin vient après le début'],
    [{ begin: '0:10' }, 'La fin vient après le début'],
    [{ begin: '0:01', end: '0:02', until: '2020-01-01' }, 'Ce jour est déjà venu'],
  ])('that is none is refused in words, and nothing typed is lost: %j', async (typed, said) => {
    const story = await aTold()
    const answer = await editor.post(pathOf(story), { part: 'span', reason: 'la famille', ...typed })
    const page = await answer.text()
    expect(answer.status).toBe(422)
    expect(page).toContain(said)
    expect(page).toContain('value="la famille"')
    expect(await hidingOf(story)).toEqual([])
  })

  test('hidden until a day comes back that day, once its copy is made and not before', async () => {
    const story = await aTold()
    const until = addDays(dayOf(new Date()), 3)
    await editor.post(pathOf(story), { part: 'span', cues: '10000-20000', until })
    await makeWaiting(desk)
    // A copy of the whole is not there any more, as after a new way of making copies.
    const whole = await desk.db
      .deleteFrom('desk.derivation')
      .where('file_id', '=', story.files[0] ?? '')
      .where('hidings', '=', '1')
      .executeTakeFirst()
    expect(whole.numDeletedRows).toBe(1n)
    for (const [moment, said] of [
      [new Date(startOfDay(until).getTime() - 60_000), '[…]'],
      [startOfDay(until), undefined],
    ] as const) {
      town.setNow(moment)
      await publishDue(desk)
      expect((await shelved(story))[0]?.transcripts[0]?.cues[1]?.text).toBe(said)
    }
    await makeWaiting(desk)
    expect((await shelved(story))[0]?.transcripts[0]?.cues[1]?.text).toBe(told[1])
    expect((await shelved(story))[0]?.is_cut).toBe(false)
    town.setNow(new Date())
  })
})

describe('showing again', () => {
  const place = async (story: HeardStory, by: typeof editor, asked_by: string) => {
    await by.post(pathOf(story), { part: 'span', cues: '10000-20000', asked_by })
    const [hiding] = await hidingOf(story)
    return { what: 'hiding', id: hiding?.id ?? '' }
  }

  test.each([
    ['team', 'the editor who hid it', editor, 303],
    ['team', 'another editor', another, 403],
    ['team', 'a facilitator of other stories', other, 404],
    ['team', 'the facilitator in charge', facilitator, 303],
    ['team', 'an administrator', town.as(members.administrator), 303],
    ['team', 'a scientist', town.as(members.scientist), 404],
    ['team', 'someone else who writes', town.as(members.contributor), 404],
    ['witness', 'the editor who hid it', editor, 403],
    ['witness', 'the facilitator in charge', facilitator, 303],
    ['witness', 'an administrator', town.as(members.administrator), 303],
  ])('what the %s asked, by %s', async (asked_by, _, who, status) => {
    const story = await aTold()
    const hidden = await place(story, editor, asked_by)
    const answer = await who.post(`${pathOf(story, 'masquer', false)}/montrer`, hidden)
    expect(answer.status).toBe(status)
    expect((await hidingOf(story))[0]?.lifted_at !== null).toBe(status === 303)
  })

  test('only what stands in this story', async () => {
    const [one, two] = [await aTold(), await aTold()]
    const hidden = await place(one, editor, 'team')
    expect((await editor.post(`${pathOf(two, 'masquer', false)}/montrer`, hidden)).status).toBe(404)
    expect((await editor.get(`/bureau/masquer/${two.code}/${one.files[0]}`)).status).toBe(404)
  })
})

describe('people who are named', () => {
  test.each([
    ['keep', '', 'Mon oncle Karim'],
    ['initial', '', 'Mon oncle K.'],
    ['rename', 'Salim', 'Mon oncle Salim'],
    ['silence', '', 'Mon oncle […]'],
  ])('%s', async (treatment, alias, said) => {
    const story = await aTold()
    const answer = await facilitator.post(`${pathOf(story, 'masquer', false)}/personne`, {
      names: 'Karim\nكريم',
      treatment,
      alias,
    })
    expect(answer.status).toBe(303)
    expect((await shelved(story))[0]?.transcripts[0]?.cues[1]?.text).toContain(said)
    const read = await (await town.as(visitor).get(`/recits/${story.code}/elle-m-a-dessine-la-ville`)).text()
    expect(read.includes('Karim')).toBe(treatment === 'keep')
  })

  test('are asked for in words when something lacks', async () => {
    const story = await aTold()
    const answer = await facilitator.post(`${pathOf(story, 'masquer', false)}/personne`, {
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
    const [one, two] = [await aTold(), await aTold()]
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
    await facilitator.post(`${pathOf(one, 'masquer', false)}/personne`, { names: 'Karim', treatment: 'initial' })
    await facilitator.post(pathOf(two, 'masquer', false), { phrases: 'tapis volés' })
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
    expect((await editor.post(pathOf(story), { part: 'region', cells: ['0', '1', '6', '7', '23'] })).status).toBe(303)
    expect((await hidingOf(story)).map(({ x, y, w, h }) => [x, y, w, h])).toEqual(
      expect.arrayContaining([
        [0, 0, 2 / 6, 2 / 4],
        [5 / 6, 3 / 4, 1 / 6, 1 / 4],
      ]),
    )
    expect(await shelved(story)).toEqual([])
    await makeWaiting(desk)
    expect(await shelved(story)).toHaveLength(1)
  })

  test('waits for everyone in it, and leaves when one of them takes her word back', async () => {
    const story = await aSeen()
    const register = pathOf(story, 'personnes')
    const add = async (person: Record<string, string | string[]>) => (await facilitator.post(register, person)).status
    expect(await shelved(story)).toHaveLength(1)
    expect(await add({ status: 'unknown' })).toBe(303)
    expect(await shelved(story)).toEqual([])
    const [unknown] = await desk.db
      .selectFrom('desk.pictured')
      .selectAll()
      .where('file_id', '=', story.files[0] ?? '')
      .execute()
    await facilitator.post(`${register}/${unknown?.id}`, { do: 'remove' })
    expect(
      await add({ status: 'agreed', name: 'Lila Ould', agreed_by: 'Lila Ould', agreed_on: dayOf(new Date()) }),
    ).toBe(303)
    expect(await shelved(story)).toHaveLength(1)
    const person = await desk.db
      .selectFrom('desk.pictured')
      .select('id')
      .where('name', '=', 'Lila Ould')
      .executeTakeFirstOrThrow()
    expect((await facilitator.post(`${register}/${person.id}`, { do: 'takeBack' })).status).toBe(303)
    expect(await shelved(story)).toEqual([])
    expect(await shelfFiles(story)).toEqual([])
    await facilitator.post(`${register}/${person.id}`, { do: 'remove' })
    expect(await shelved(story)).toHaveLength(1)
    await facilitator.post(`${register}/vu`, { looked: 'no' })
    expect(await shelved(story)).toEqual([])
    await facilitator.post(`${register}/vu`, { looked: 'yes' })
    expect(await shelved(story)).toHaveLength(1)
    expect(await add({ status: 'blur', cells: ['3', '4'] })).toBe(303)
    expect(await shelved(story)).toEqual([])
    await makeWaiting(desk)
    expect(await shelved(story)).toHaveLength(1)
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
    const answer = await facilitator.post(pathOf(story, 'personnes'), typed)
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
    const status = await facilitator.post(pathOf(story, 'personnes'), {
      status: 'minor',
      name: 'Lina Ouldache',
      agreed_by: 'Sa mère',
      agreed_by_second: 'Son père',
      agreed_on: '2026-01-05',
      born_on: '2010-03-10',
    })
    expect(status.status).toBe(303)
    expect((await shelved(story))[0]?.credit).toBe('Photo : Lina O. et sa classe')
    expect(await tellGrown(desk)).toBe(0)
    const at = async (day: string) => {
      town.setNow(startOfDay(day))
      const told = await tellGrown(desk)
      await publishDue(desk)
      return [told, (await shelved(story)).length]
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

describe('who enters', () => {
  test('editors of a draft nobody sent, scientists and strangers find nothing', async () => {
    const draft = await aStory(town, { until: 'draft' })
    for (const who of [editor, town.as(members.scientist), town.as(members.contributor)])
      expect((await who.get(`/bureau/masquer/${draft.code}`)).status).toBe(404)
    expect((await facilitator.get(`/bureau/masquer/${draft.code}`)).status).toBe(200)
  })

  test('the same form twice hides once', async () => {
    const story = await aTold()
    const form = { phrases: 'tapis volés', submission_id: randomUUID() }
    for (let time = 0; time < 2; time++)
      expect((await editor.post(pathOf(story, 'masquer', false), form)).status).toBe(303)
    expect(await hidingOf(story)).toHaveLength(1)
  })

  test.each(['fr', 'en', 'ar'])('every page opens in %s', async (locale) => {
    const story = await aHeardStory(town, [
      aSound({ transcripts: [transcript('fr', 'original', told)] }),
      aPicture({}, 'lent'),
    ])
    await editor.post(pathOf(story), { part: 'span', cues: '10000-20000' })
    const prefix = locale === 'fr' ? '' : `/${locale}`
    for (const path of [
      `masquer/${story.code}`,
      `masquer/${story.code}/${story.files[0]}`,
      `masquer/${story.code}/${story.files[1]}`,
      `personnes/${story.code}/${story.files[1]}`,
      'personnes',
    ])
      expect([path, (await facilitator.get(`${prefix}/bureau/${path}`)).status]).toEqual([path, 200])
  })
})
