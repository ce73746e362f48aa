// A paper whose pages are shown asks one question first: are there people to be seen in them (P-16)?

import { expect, test } from 'vitest'
import { aHeardStory, type TestMedia } from '#tests/support/heard.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aTown } from '#tests/support/town.ts'

const database = await testDatabase()
const town = await aTown(database)
const { desk, members } = town
const facilitator = town.as(members.facilitator)

const aPaper: TestMedia = {
  nature: 'document',
  use: 'lent',
  copies: [{ name: 'jpeg-960', media_type: 'image/jpeg', bytes: new Uint8Array([1, 2, 3]) }],
}

test.each([
  ['nobody', [{}], true],
  ['a crowd', [{ status: 'crowd' }, {}], true],
  ['someone unknown', [{ status: 'unknown' }, {}], false],
] as const)('%s', async (_, answers, isShown) => {
  const story = await aHeardStory(town, [aPaper])
  const [file = ''] = story.files
  const register = `/bureau/personnes/${story.code}/${file}`
  // As it is when it has just come.
  await facilitator.post(`${register}/vu`, { looked: 'no' })
  const shown = async () =>
    (await desk.db.selectFrom('shelf.item').select('media').where('id', '=', story.id).executeTakeFirstOrThrow()).media
      .length
  expect(await shown()).toBe(0)
  expect(await (await facilitator.get(register)).text()).toContain('Voit-on des personnes dans ces pages')
  expect(await (await facilitator.get(`/bureau/masquer/${story.code}`)).text()).toContain(register)
  for (const answer of answers) {
    const isListed = 'status' in answer
    const sent = await facilitator.post(isListed ? register : `${register}/vu`, isListed ? answer : { looked: 'yes' })
    expect(sent.status).toBe(303)
  }
  expect(await shown()).toBe(isShown ? 1 : 0)
  expect(await (await facilitator.get(register)).text()).not.toContain('Voit-on des personnes dans ces pages')
})
