// Sounds without their words and pictures with unknown people are not approved by the editorial board (A-14, P-16).

import { expect, test } from 'vitest'
import { change } from '#core/change.ts'
import { getContribution, submitDraft } from '#core/contribution/contributions.ts'
import { changeMedia } from '#core/contribution/media.ts'
import { allow, yes } from '#core/people/can.ts'
import { aHeardStory, aPicture, aSound, cuesOf } from '#tests/support/heard.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aDecision } from '#tests/support/review.ts'
import { aTown } from '#tests/support/town.ts'

const town = await aTown(await testDatabase())
const { desk, members } = town
const editor = town.as(members.editor)

/** The draft sent again, with these media changed. */
async function revise(id: string, edit: Parameters<typeof changeMedia>[2]): Promise<string> {
  const machine = { kind: 'machine', person_id: null, space_id: town.space_id } as const
  return await change(desk, { action: 'test.media', actor: machine }, async (work) => {
    const thing = allow(yes, machine, 'edit', await getContribution(work.tx, { id }))
    await changeMedia(work, thing, edit, null)
    return (await submitDraft(work, thing, null)).revision_id
  })
}

const spoken = { language: 'fr', form: 'original' as const, machine: false, cues: cuesOf(['Bonjour.']), chapters: [] }

test('approval waits for the words of a sound, and for who is in a picture; nothing else does', async () => {
  const story = await aHeardStory(town, [aSound(), aPicture()])
  const [sound, picture] = story.files
  const path = `/bureau/relecture/${story.code}`
  const revision_id = await revise(story.id, (media) => media.map((each) => ({ ...each, credit: 'Photo : la ville' })))
  await desk.db
    .deleteFrom('desk.picture')
    .where('file_id', '=', picture ?? '')
    .execute()
  const decided = async (more: Record<string, string> = {}) =>
    await editor.post(path, aDecision({ revision_id: more['revision_id'] ?? revision_id }, more))
  const signed = async () =>
    await desk.db.selectFrom('desk.signoff').select('id').where('revision_id', '=', revision_id).execute()

  const refused = await decided({ opinion: 'Très beau.' })
  const page = await refused.text()
  expect(refused.status).toBe(422)
  expect(page).toContain('Très beau.')
  expect(page).toContain(`/bureau/transcriptions/${story.code}/${sound}`)
  expect(page).toContain(`/bureau/personnes/${story.code}/${picture}`)
  expect(await signed()).toEqual([])

  // Sending back is always possible; and who writes is told, not stopped.
  expect((await decided({ decision: 'changes', reason: 'Le son attend ses mots.' })).status).toBe(303)
  expect(await (await town.as(members.facilitator).get(`/bureau/recits/${story.code}`)).text()).toContain(
    `/bureau/transcriptions/${story.code}/${sound}`,
  )

  const withWords = await revise(story.id, (media) =>
    media.map((each) => (each.nature === 'sound' ? { ...each, transcripts: [spoken] } : each)),
  )
  expect((await decided({ revision_id: withWords })).status).toBe(422)
  await desk.db
    .insertInto('desk.picture')
    .values({ file_id: picture ?? '', looked_by: null, looked_at: new Date() })
    .execute()
  expect((await decided({ revision_id: withWords })).status).toBe(303)
})

test('a reason and a day are enough for a sound without its words', async () => {
  const story = await aHeardStory(town, [aSound()])
  const revision_id = await revise(story.id, (media) =>
    media.map((each) => ({ ...each, excuse: { reason: 'La traductrice revient.', until: '2027-01-01' } })),
  )
  expect((await editor.post(`/bureau/relecture/${story.code}`, aDecision({ revision_id }))).status).toBe(303)
})
