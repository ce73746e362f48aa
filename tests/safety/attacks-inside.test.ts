// Attacks tried from inside the house: what a member or a witness could do with another one's story, and must not get.

import { beforeAll, describe, expect, test } from 'vitest'
import { change } from '#core/change.ts'
import { recordConsents } from '#core/consent/consents.ts'
import { getContribution } from '#core/contribution/contributions.ts'
import { allow, yes } from '#core/people/can.ts'
import { grantMandate } from '#core/people/mandates.ts'
import { visitor, type Machine, type Member } from '#core/people/roles.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aStory } from '#tests/support/stories.ts'
import { aCardHolder, aMember, aPerson, aTown, type Town } from '#tests/support/town.ts'

const database = await testDatabase()
let town: Town
let other: Member
let machine: Machine
beforeAll(async () => {
  town = await aTown(database)
  other = await aMember(town.desk, town.space_id, 'Karim', 'facilitator')
  machine = { kind: 'machine', person_id: null, space_id: town.space_id }
})

const id = () => crypto.randomUUID()
const reader = () => town.as(visitor)
const shownAt = async (code: string) => (await reader().get(`/${code}`)).status
const mandate = async (
  person_id: string,
  facilitator_id: string,
  scope: ('collect' | 'sign' | 'withdraw')[] = ['collect', 'sign', 'withdraw'],
) =>
  await change(
    town.desk,
    { action: 'test.mandate', actor: machine },
    async (work) =>
      await grantMandate(
        work,
        person_id,
        facilitator_id,
        { scope, evidence: 'paper', evidence_note: '', starts_on: '2020-01-01', ends_on: '2099-01-01' },
        facilitator_id,
      ),
  )
const consentsOf = async (contribution_id: string) =>
  await town.desk.db.selectFrom('desk.consent').selectAll().where('contribution_id', '=', contribution_id).execute()
const sayYes = {
  step: 'confirm',
  method: 'spoken',
  capacity: 'self',
  said_by: '',
  wording_language: 'fr',
  ends_on: '',
  ends_shown: '',
  pseudonym: '',
  'answer.site.text': 'yes',
}

describe('a member', () => {
  test('cannot open a colleague’s sheet, act for her or make her card by crediting her in a story', async () => {
    const { contributor, facilitator } = town.members
    const hers = await aStory(town, { until: 'draft', facilitator_id: null })
    await town.desk.db
      .updateTable('desk.contribution')
      .set({ created_by: contributor.person_id })
      .where('id', '=', hers.id)
      .execute()
    const him = town.as(other)
    const begun = await him.post('/bureau/recits/nouveau', {
      language: 'fr',
      witnesses: contributor.person_id,
      submission_id: id(),
    })
    expect(begun.status).toBe(303)
    const sheet = `/bureau/temoins/${contributor.person_id}`
    expect((await him.get(sheet)).status).toBe(404)
    expect((await him.get(`${sheet}/fiche`)).status).toBe(404)
    const paper = {
      scope: ['collect', 'sign'],
      evidence: 'spoken',
      evidence_note: '',
      ends_on: '2099-01-01',
      submission_id: id(),
    }
    expect((await him.post(`${sheet}/mandat`, paper)).status).toBe(404)
    expect((await him.post(`${sheet}/carte`, { submission_id: id() })).status).toBe(404)
    expect((await him.get(`/bureau/recits/${hers.code}`)).status).toBe(404)
    // Those without account stay his witnesses.
    const witness = await aStory(town, { facilitator_id: facilitator.person_id })
    expect((await town.as(facilitator).get(`/bureau/temoins/${witness.witness_id}`)).status).toBe(200)
    expect((await him.get(`/bureau/temoins/${witness.witness_id}`)).status).toBe(404)
  })

  test('cannot answer for a colleague whose words he claims to write', async () => {
    const { contributor, editor } = town.members
    const him = town.as(contributor)
    const begun = await him.post('/bureau/recits/nouveau', {
      language: 'fr',
      witnesses: [editor.person_id, contributor.person_id],
      submission_id: id(),
    })
    const code = /(\d{6})/.exec(begun.headers.get('location') ?? '')?.[1] ?? ''
    const answer = (person_id: string) =>
      him.post(`/bureau/recits/${code}/accords`, {
        ...sayYes,
        person_id,
        in_front_of: contributor.person_id,
        submission_id: id(),
      })
    expect((await answer(editor.person_id)).status).toBe(403)
    expect((await answer(contributor.person_id)).status).toBe(303)
    const { id: story_id } = await getContribution(town.desk.db, { code })
    expect((await consentsOf(story_id)).map((row) => row.person_id)).toEqual([contributor.person_id])
  })

  test('of another circle reaches nothing of a story by swapping numbers', async () => {
    const [mine, hers] = [await aStory(town, { facilitator_id: other.person_id }), await aStory(town)]
    const his = await mandate(hers.witness_id, town.members.facilitator.person_id)
    const him = town.as(other)
    const before = await consentsOf(hers.id)
    const refused = [
      await him.get(`/bureau/recits/${hers.code}`),
      await him.get(`/bureau/relecture/${hers.code}`),
      await him.get(`/bureau/recits/${hers.code}/historique`),
      await him.post(`/bureau/recits/${hers.code}/texte`, {
        language: 'fr',
        title: 'x',
        lead: '',
        quote: '',
        body: 'x',
        version: '1',
      }),
      await him.post(`/bureau/recits/${hers.code}/accords`, {
        ...sayYes,
        person_id: hers.witness_id,
        in_front_of: other.person_id,
      }),
      // Her witness, on his own story.
      await him.post(`/bureau/recits/${mine.code}/accords`, {
        ...sayYes,
        person_id: hers.witness_id,
        in_front_of: other.person_id,
      }),
      await him.post(`/bureau/recits/${hers.code}/reprendre`, {
        step: 'confirm',
        scope: 'all',
        until: '',
        asked_by: 'witness',
      }),
      await him.post(`/bureau/recits/${mine.code}/reprendre`, {
        step: 'confirm',
        scope: 'name',
        until: '',
        asked_by: 'witness',
        person_id: hers.witness_id,
      }),
      await him.post(`/bureau/temoins/${mine.witness_id}/mandats/${his}/arreter`),
      await him.post(`/bureau/temoins/${hers.witness_id}/mandats/${his}/arreter`),
      await him.post(`/bureau/temoins/${hers.witness_id}/carte`, { submission_id: id() }),
      await him.post(`/bureau/relecture/${hers.code}/remarques`, {
        revision_id: hers.revision_id ?? '',
        text: 'fr.original',
        quote: 'janvier',
        body: 'x',
      }),
    ]
    expect(refused.map((each) => each.status)).toEqual(refused.map(() => 404))
    expect(await consentsOf(hers.id)).toEqual(before)
    expect(await shownAt(hers.code)).toBe(302)
    // Without a mandate, being in charge is not enough to say yes for her.
    const sign = {
      person_id: mine.witness_id,
      revision_id: mine.revision_id ?? '',
      decision: 'approve',
      reason: '',
      method: 'reread',
    }
    expect((await him.post(`/bureau/recits/${mine.code}/relecture-temoin`, sign)).status).toBe(403)
    // The right story, and another one's revision.
    await mandate(mine.witness_id, other.person_id)
    const swapped = await him.post(`/bureau/recits/${mine.code}/relecture-temoin`, {
      ...sign,
      revision_id: hers.revision_id ?? '',
    })
    expect(swapped.status).toBeGreaterThanOrEqual(400)
  })

  test('does not get what another one’s form gave by sending it again', async () => {
    const form = { language: 'fr', witnesses: town.members.editor.person_id, submission_id: id() }
    const first = await town.as(town.members.editor).post('/bureau/recits/nouveau', form)
    expect(first.status).toBe(303)
    const again = await town.as(town.members.administrator).post('/bureau/recits/nouveau', form)
    expect([again.status, again.headers.get('location')]).toEqual([409, null])
  })

  test('cannot show again an article that the administration took off', async () => {
    const { contributor, administrator } = town.members
    const him = town.as(contributor)
    const begun = await him.post('/bureau/articles/nouveau', {
      language: 'fr',
      title: 'Un article',
      lead: '',
      body: 'Des mots.',
      version: '0',
      then: 'keep',
      submission_id: id(),
    })
    const code = /(\d{6})/.exec(begun.headers.get('location') ?? '')?.[1] ?? ''
    const act = (who: Member, then: string) =>
      town.as(who).post(`/bureau/articles/${code}/reprendre`, { then, submission_id: id() })
    expect((await act(administrator, 'away')).status).toBe(303)
    expect((await act(contributor, 'back')).status).toBe(403)
    expect((await act(administrator, 'back')).status).toBe(303)
    expect((await act(contributor, 'away')).status).toBe(303)
    expect((await act(contributor, 'back')).status).toBe(303)
  })
})

describe('a witness', () => {
  test('taken off the draft still reaches her words and takes them back', async () => {
    const story = await aStory(town)
    const stranger = await aStory(town)
    const gone = await town.as(town.members.editor).post(`/bureau/recits/${story.code}/personnes`, {
      remove: `told ${story.witness_id}`,
      submission_id: id(),
    })
    expect(gone.status).toBe(303)
    expect(await shownAt(story.code)).toBe(302)
    const her = town.as(aCardHolder(story.witness_id, story.witness_name, town.space_id))
    const someone = town.as(aCardHolder(stranger.witness_id, stranger.witness_name, town.space_id))
    expect(await (await her.get('/ma-carte/recit')).text()).toContain(story.code)
    expect((await her.get(`/ma-carte/recit/${story.code}`)).status).toBe(200)
    expect((await someone.get(`/ma-carte/recit/${story.code}`)).status).toBe(404)
    const back = { step: 'confirm', scope: 'all', until: '' }
    expect(
      (await someone.post(`/ma-carte/recit/${story.code}/reprendre`, { ...back, submission_id: id() })).status,
    ).toBe(404)
    expect((await her.post(`/ma-carte/recit/${story.code}/reprendre`, { ...back, submission_id: id() })).status).toBe(
      303,
    )
    town.app.cache.clear()
    expect(await shownAt(story.code)).toBe(410)
  })

  test('is not shown again by someone who speaks for another one, nor by an editor', async () => {
    const story = await aStory(town)
    const second = await aPerson(town.desk, 'Maria')
    const { draft } = await getContribution(town.desk.db, { id: story.id })
    await town.desk.db
      .updateTable('desk.contribution')
      .set({ draft: JSON.stringify({ ...draft, credits: [...draft.credits, { role: 'told', person_id: second }] }) })
      .where('id', '=', story.id)
      .execute()
    const { facilitator, editor, scientist } = town.members
    await mandate(second, facilitator.person_id)
    await mandate(story.witness_id, facilitator.person_id, ['collect', 'withdraw'])
    const her = town.as(aCardHolder(story.witness_id, story.witness_name, town.space_id))
    await her.post(`/ma-carte/recit/${story.code}/reprendre`, {
      step: 'confirm',
      scope: 'all',
      until: '',
      submission_id: id(),
    })
    const { id: seal_id } = await town.desk.db
      .selectFrom('desk.seal')
      .select('id')
      .where('contribution_id', '=', story.id)
      .executeTakeFirstOrThrow()
    const lift = async (who: Member) =>
      (await town.as(who).post(`/bureau/recits/${story.code}/remettre`, { seal_id, submission_id: id() })).status
    expect([await lift(editor), await lift(scientist), await lift(facilitator)]).toEqual([403, 403, 403])
    const stranger = aCardHolder(second, 'Maria', town.space_id)
    expect(
      (await town.as(stranger).post(`/ma-carte/recit/${story.code}/remettre`, { seal_id, submission_id: id() })).status,
    ).toBe(403)
    expect(await shownAt(story.code)).toBe(410)
    await mandate(story.witness_id, facilitator.person_id, ['sign'])
    expect(await lift(facilitator)).toBe(303)
  })

  test('who says no is gone from every door in the same instant', async () => {
    const story = await aStory(town, { title: 'Zinzolinade', body: 'Zinzolinade.', easy: 'Zinzolinade facile.' })
    const { slug } = await town.desk.db
      .selectFrom('shelf.item')
      .select('slug')
      .where('id', '=', story.id)
      .executeTakeFirstOrThrow()
    const paths = [
      '/',
      '/recits',
      '/recits?q=zinzolinade',
      '/en/stories',
      '/ar/stories',
      '/sitemap.xml',
      '/themes',
      `/${story.code}`,
    ]
    for (const locale of ['/recits', '/en/stories', '/ar/stories'])
      for (const end of ['', '?facile=1', '?texte=a']) paths.push(`${locale}/${story.code}/${slug}${end}`)
    expect(await (await reader().get('/recits')).text()).toContain('Zinzolinade')
    for (const path of paths) await reader().get(path)
    await change(town.desk, { action: 'test.no', actor: machine }, async (work) => {
      const thing = allow(yes, machine, 'consent', await getContribution(work.tx, { id: story.id }))
      const said = { use: 'site', form: 'text', answer: 'no', capacity: 'self', said_by: '', method: 'spoken' } as const
      const row = {
        ...said,
        person_id: story.witness_id,
        in_front_of: null,
        wording_language: 'fr',
        wording: 'x',
        ends_on: null,
      }
      await recordConsents(work, thing, [row], null)
    })
    for (const path of paths) {
      const response = await reader().get(path)
      // What one typed in the search box is one's own.
      const html = (await response.text()).replaceAll(/(value|href)="[^"]*q?=?zinzolinade"/g, '')
      const isItsOwn = path.includes(story.code)
      expect([path, response.status, html.includes('Zinzolinade')]).toEqual([path, isItsOwn ? 410 : 200, false])
      if (!isItsOwn) expect([path, html.includes(story.code)]).toEqual([path, false])
    }
  })
})
