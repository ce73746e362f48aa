// Hearing and seeing what the public has or will have: the copy of this hour, for those who may see the story, before it
// is on the site too; never the original in its place.

import { describe, expect, test } from 'vitest'
import { visitor } from '#core/people/roles.ts'
import { aHeardStory, aPicture, aSound } from '#tests/support/heard.ts'
import { makeWaiting } from '#tests/support/made.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aCardHolder, aMember, aTown } from '#tests/support/town.ts'

const database = await testDatabase()
const town = await aTown(database)
const { desk, members } = town
const editor = town.as(members.editor)
const excuse = { reason: 'Bientôt', until: '2099-01-01' }

describe.each([
  ['a sound', () => aSound({ excuse }), { part: 'span', begin: '0:10', end: '0:12' }, '<audio'],
  ['a picture', () => aPicture(), { part: 'region', x: '0', y: '0', w: '50', h: '50' }, '<img'],
])('%s', (_, media, hidden, player) => {
  // Without her agreement to be heard and seen, it is on no page.
  test.each([[['voice', 'image'] as const], [[] as const]])('agreed to: %j', async (forms) => {
    const story = await aHeardStory(town, [media()], { forms: [...forms] })
    const [file = ''] = story.files
    const [page, bytes] = [`/bureau/masquer/${story.code}/${file}`, `/bureau/fichiers/${file}/public`]
    expect((await editor.post(page, hidden)).status).toBe(303)

    const waiting = await (await editor.get(page)).text()
    expect(waiting).toContain('La copie publique est en train de se faire')
    expect(waiting).not.toContain(bytes)
    expect((await editor.get(bytes)).status).toBe(404)

    await makeWaiting(desk)
    const done = await (await editor.get(page)).text()
    expect(done).toMatch(new RegExp(`${player}[^>]*src="${bytes}"`))
    const copy = await editor.get(bytes)
    expect(copy.status).toBe(200)
    const made = await desk.db.selectFrom('desk.derivation').selectAll().where('file_id', '=', file).execute()
    const ofThisHour = made.find((each) => each.hidings !== '1')?.results ?? []
    expect(ofThisHour.map(({ sha256 }) => `"${sha256}"`)).toContain(copy.headers.get('etag'))

    const card = aCardHolder(story.witness_id, story.witness_name, town.space_id)
    expect((await town.as(card).get(`/carte/fichiers/${file}/public`)).status).toBe(200)
    expect((await town.as(members.scientist).get(bytes)).status).toBe(200)
    const stranger = await aMember(desk, town.space_id, 'Autre relais', 'facilitator')
    expect((await town.as(stranger).get(bytes)).status).toBe(404)
    expect((await town.as(visitor).get(bytes)).status).toBe(303)
    for (const what of ['public-', 'public-original', 'public-x'])
      expect((await editor.get(`/bureau/fichiers/${file}/${what}`)).status).toBe(404)
  })
})
