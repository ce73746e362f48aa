// Hiding at HTTP level: who may, what is shown, and what leaves the shelf in the same answer.

import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { publishDue } from '#core/jobs.ts'
import { visitor } from '#core/people/roles.ts'
import { addDays, dayOf, startOfDay } from '#core/platform/clock.ts'
import { aHeardStory, aPicture, aSound, type HeardStory } from '#tests/support/heard.ts'
import { makeWaiting } from '#tests/support/made.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aMember, aTown } from '#tests/support/town.ts'
import { aStory } from '#tests/support/stories.ts'
import {
  aToldStory,
  hidingPath,
  hidingsOf,
  original,
  shelfFilesOf,
  shelfMediaOf,
  told,
} from '#tests/support/hidings.ts'

const database = await testDatabase()
const town = await aTown(database)
const { desk, members } = town
const editor = town.as(members.editor)
const facilitator = town.as(members.facilitator)
const other = town.as(await aMember(desk, town.space_id, 'Autre relais', 'facilitator'))
const another = town.as(await aMember(desk, town.space_id, 'Autre comité', 'editor'))

describe('a passage', () => {
  test('chosen by its lines leaves the shelf at once, comes back without it, and its words are proposed', async () => {
    const story = await aToldStory(town)
    expect((await shelfMediaOf(desk, story))[0]?.files).toHaveLength(1)
    const page = await (await editor.get(hidingPath(story))).text()
    expect(page).toContain('Mon oncle Karim vendait des tapis volés.')
    const sent = await editor.post(hidingPath(story), { part: 'span', cues: '10000-20000', asked_by: 'team' })
    expect([sent.status, sent.headers.get('location')]).toEqual([303, `${hidingPath(story)}?fait=hidden`])
    expect(await shelfMediaOf(desk, story)).toEqual([])
    expect(await shelfFilesOf(desk, story)).toEqual([])

    await makeWaiting(desk)
    const [medium] = await shelfMediaOf(desk, story)
    expect(medium?.is_cut).toBe(true)
    expect(medium?.transcripts.map(({ cues }) => cues.map(({ text }) => text))).toEqual([
      ['Je suis née à Oran.', '[…]', 'Puis je suis venue ici.'],
      ['I was born in Oran.', '[…]', 'Then I came here.'],
    ])
    const proposed = await (await editor.get(hidingPath(story))).text()
    const ticked = [...proposed.matchAll(/name="chosen" value="([^"]*)" checked/g)].map(([, value]) => value)
    expect(ticked).toEqual(['mon oncle Karim vendait des tapis volés', 'my uncle Karim sold stolen carpets'])
    // Karim is said in the passage and in the texts: his name is proposed too.
    expect(proposed).toContain(`/bureau/masquer/${story.code}?nom=Karim#personne`)

    expect(
      (await editor.post(hidingPath(story, 'masquer', false), { chosen: ticked as string[], asked_by: 'team' })).status,
    ).toBe(303)
    const read = await (await town.as(visitor).get(`/recits/${story.code}/elle-m-a-dessine-la-ville`)).text()
    expect(read).toContain('Ce qu’on ne disait pas')
    expect(read).not.toMatch(/tapis|carpet|oncle Karim/)
    expect(await (await editor.get(hidingPath(story))).text()).not.toContain('name="chosen"')
  })

  test('leaves the answer to who asks for it as it was, for the next one', async () => {
    const story = await aToldStory(town)
    const sent = await editor.post(hidingPath(story), { part: 'span', cues: '10000-20000', asked_by: 'witness' })
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
    const story = await aToldStory(town)
    expect((await editor.post(hidingPath(story), { part: 'span', ...typed })).status).toBe(303)
    expect(await hidingsOf(desk, story)).toMatchObject([
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
    const story = await aToldStory(town)
    const answer = await editor.post(hidingPath(story), { part: 'span', reason: 'la famille', ...typed })
    const page = await answer.text()
    expect(answer.status).toBe(422)
    expect(page).toContain(said)
    expect(page).toContain('value="la famille"')
    expect(await hidingsOf(desk, story)).toEqual([])
  })

  test('hidden until a day comes back that day, once its copy is made and not before', async () => {
    const story = await aToldStory(town)
    const until = addDays(dayOf(new Date()), 3)
    await editor.post(hidingPath(story), { part: 'span', cues: '10000-20000', until })
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
      expect((await shelfMediaOf(desk, story))[0]?.transcripts[0]?.cues[1]?.text).toBe(said)
    }
    await makeWaiting(desk)
    expect((await shelfMediaOf(desk, story))[0]?.transcripts[0]?.cues[1]?.text).toBe(told[1])
    expect((await shelfMediaOf(desk, story))[0]?.is_cut).toBe(false)
    town.setNow(new Date())
  })
})

describe('showing again', () => {
  const place = async (story: HeardStory, by: typeof editor, asked_by: string) => {
    await by.post(hidingPath(story), { part: 'span', cues: '10000-20000', asked_by })
    const [hiding] = await hidingsOf(desk, story)
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
    const story = await aToldStory(town)
    const hidden = await place(story, editor, asked_by)
    const answer = await who.post(`${hidingPath(story, 'masquer', false)}/montrer`, hidden)
    expect(answer.status).toBe(status)
    expect((await hidingsOf(desk, story))[0]?.lifted_at !== null).toBe(status === 303)
  })

  test('only what stands in this story', async () => {
    const [one, two] = [await aToldStory(town), await aToldStory(town)]
    const hidden = await place(one, editor, 'team')
    expect((await editor.post(`${hidingPath(two, 'masquer', false)}/montrer`, hidden)).status).toBe(404)
    expect((await editor.get(`/bureau/masquer/${two.code}/${one.files[0]}`)).status).toBe(404)
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
    const story = await aToldStory(town)
    const form = { phrases: 'tapis volés', submission_id: randomUUID() }
    for (let time = 0; time < 2; time++)
      expect((await editor.post(hidingPath(story, 'masquer', false), form)).status).toBe(303)
    expect(await hidingsOf(desk, story)).toHaveLength(1)
  })

  test.each(['fr', 'en', 'ar'])('every page opens in %s', async (locale) => {
    const story = await aHeardStory(town, [aSound({ transcripts: [original] }), aPicture({}, 'lent')])
    await editor.post(hidingPath(story), { part: 'span', cues: '10000-20000' })
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
