// The demonstration town: loaded through the same changes as people make, with work waiting at every stage, and whole
// or not at all.

import { describe, expect, test } from 'vitest'
import { readHome } from '#capabilities/territory/composition.queries.ts'
import { ensureTown } from '#capabilities/territory/town.ts'
import { capabilities } from '#capabilities/index.ts'
import { isChainIntact } from '#core/consent/consents.ts'
import type { Desk } from '#core/desk.ts'
import { dayOf } from '#core/platform/clock.ts'
import { readConfig } from '#core/platform/config.ts'
import { testDatabase } from '#tests/support/database.ts'
import { isEmptyTown, leaveDemonstration, loadDemonstration } from '../src/demonstration/load.ts'
import { testVault } from '#tests/support/vault.ts'
import { readDemoMedia } from '../src/demonstration/media.data.ts'

const database = await testDatabase()
const kinds = new Map(capabilities.flatMap((each) => each.kinds ?? []).map((kind) => [kind.name, kind]))
const desk: Desk = { db: database.desk, kinds, now: () => new Date(), vault: await testVault() }
const config = readConfig({ DATA_DIR: '.cache/tests' })

describe('the demonstration town', () => {
  test('starts again from nothing when its loading was cut short', async () => {
    await ensureTown(desk)
    expect(await isEmptyTown(desk)).toBe(true)
    // As a kill would leave it: some people in, and no end.
    await desk.db
      .insertInto('desk.setting')
      .values({ name: 'demo', value: JSON.stringify('loading'), changed_at: new Date() })
      .execute()
    await desk.db
      .insertInto('desk.person')
      .values({
        name: 'À moitié',
        other_names: [],
        born: null,
        portrait: null,
        languages: [],
        district: null,
        phone: null,
        email: null,
        notes: '',
        credited_as: null,
        presentation: '{}',
        is_listed: false,
        account_id: null,
        created_at: new Date(),
        created_by: null,
      })
      .execute()
    expect(await isEmptyTown(desk)).toBe(true)
    expect(await desk.db.selectFrom('desk.person').select('id').execute()).toEqual([])
  })

  test(
    'has forty stories and more in eight languages and more, and work at every stage',
    { timeout: 60_000 },
    async () => {
      await loadDemonstration({ desk, config })
      expect(await isEmptyTown(desk)).toBe(false)
      const contributions = await desk.db
        .selectFrom('desk.contribution')
        .select(['id', 'stage', 'work_stage', 'draft', 'kind'])
        .execute()
      const stories = contributions.filter((each) => each.kind === 'testimony')
      expect(stories.length).toBeGreaterThanOrEqual(40)
      expect(new Set(stories.map((each) => each.draft.language)).size).toBeGreaterThanOrEqual(8)
      const stages = new Set(stories.flatMap((each) => [each.stage, each.work_stage]))
      for (const stage of [
        'draft',
        'review',
        'changes',
        'witness',
        'consent',
        'published',
        'hidden',
        'refused',
        'withdrawn',
      ])
        expect(stages, stage).toContain(stage)
      const shown = await database.reader
        .selectFrom('shelf.item')
        .select('id')
        .where('kind', '=', 'testimony')
        .execute()
      expect(shown.length).toBe(stories.filter((each) => each.stage === 'published').length)
      for (const { id } of contributions) expect(await isChainIntact(desk.db, id)).toBe(true)
      // Everything brought is shown, from copies made beforehand: nothing waits for a worker.
      const media = await database.reader.selectFrom('shelf.item').select(['slug', 'media']).execute()
      const brought = await readDemoMedia()
      expect(media.flatMap((each) => each.media).length).toBe(brought.length)
      const waiting = await desk.db.selectFrom('desk.derivation').select('id').where('state', '!=', 'done').execute()
      expect(waiting).toEqual([])
      const sealed = brought.find((each) => each.sealed)?.sealed?.sentence ?? 'none'
      const texts = await database.reader.selectFrom('shelf.text').select('body').execute()
      expect(JSON.stringify(media) + JSON.stringify(texts)).not.toContain(sealed)
      expect(media.flatMap((each) => each.media).filter((each) => each.is_cut)).toHaveLength(1)
      // A film says what one sees in it, and that it is a drawing.
      const films = media.flatMap((each) => each.media).filter(({ nature }) => nature === 'video')
      expect(films.map(({ descriptions }) => descriptions?.map(({ language }) => language))).toEqual([
        ['fr', 'pt', 'en', 'ar'],
      ])
      const [film] = films
      expect(film?.descriptions?.[0]?.cues[0]?.text).toContain('Un dessin fait pour la démonstration.')
      for (const { cues } of film?.descriptions ?? [])
        expect(cues.at(-1)?.end).toBeLessThanOrEqual(film?.duration_ms ?? 0)
    },
  )

  test('opens with a thread that its editors hung, and themes with the stories they chose', async () => {
    const { threads } = await readHome(database.reader)
    expect(threads.map(({ title }) => title.fr)).toEqual(['Ce qu’on a emporté'])
    const picks = threads.flatMap(({ source }) => (source.from === 'stories' ? source.picks : []))
    expect(picks).toHaveLength(3)
    const shown = await database.reader.selectFrom('shelf.item').select('id').where('id', 'in', picks).execute()
    expect(shown).toHaveLength(3)
    const first = await desk.db.selectFrom('desk.theme_pick').select('contribution_id').execute()
    expect(first).toHaveLength(5)
  })

  test('keeps what families lent, late, here and given back, and a yes said aloud', async () => {
    const loans = await desk.db.selectFrom('desk.loan').select(['return_by', 'returned_on']).execute()
    const today = dayOf(desk.now())
    const states = loans.map(({ return_by, returned_on }) =>
      returned_on ? 'given back' : return_by < today ? 'late' : 'here',
    )
    expect(states.toSorted()).toEqual(['given back', 'here', 'late'])
    const [evidence, ...others] = await desk.db.selectFrom('desk.evidence').selectAll().execute()
    expect([evidence?.nature, others]).toEqual(['spoken', []])
    const shown = await desk.db
      .selectFrom('desk.consent')
      .select(['form', 'answer', 'evidence_id'])
      .where('evidence_id', 'is not', null)
      .orderBy('form')
      .execute()
    expect(shown.map(({ form, answer }) => `${form} ${answer}`)).toEqual(['name yes', 'text yes', 'voice yes'])
    expect(shown.every(({ evidence_id }) => evidence_id === evidence?.id)).toBe(true)
  })

  test('never shows the name that its witness keeps', async () => {
    const texts =
      JSON.stringify(await database.reader.selectFrom('shelf.text').selectAll().execute()) +
      JSON.stringify(await database.reader.selectFrom('shelf.item').selectAll().execute())
    expect(texts).not.toContain('Colette')
    expect(texts).toContain('Zohra')
  })

  test('is not loaded a second time, and leaves for good when the town begins its own', async () => {
    expect(await isEmptyTown(desk)).toBe(false)
    expect(await leaveDemonstration(desk)).toBe(true)
    expect(await desk.db.selectFrom('desk.contribution').select('id').execute()).toEqual([])
    expect(await database.reader.selectFrom('shelf.item').select('id').execute()).toEqual([])
    expect(await isEmptyTown(desk)).toBe(false)
    // A real town is never emptied by this command.
    expect(await leaveDemonstration(desk)).toBe(false)
  })
})
