// No leak through any public door (P-07, P-12, SEC-03): random histories of a story with planted secrets, played through
// the real changes in the real database; after each, a visitor opens every public address, in French and in Arabic, and
// searches for every secret. What should be read is compared with the rules written as a child would.

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Door } from '#core/doors.ts'
import { publishDue } from '#core/jobs.ts'
import { visitor } from '#core/people/roles.ts'
import { addDays, dayOf } from '#core/platform/clock.ts'
import type { Locale } from '#core/platform/i18n.ts'
import { incoherences } from '#tests/support/coherence.ts'
import { pathsOf, readThrough } from '#tests/support/crawl.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aStory } from '#tests/support/stories.ts'
import { aTown } from '#tests/support/town.ts'
import { deedsOf } from './safety/deeds.ts'
import { allowed, cast, historiesOf, opening, secretsOf, step, type Who, type World } from './safety/histories.ts'

const runs = Number(process.env['RUNS'] ?? 60)

const database = await testDatabase()
const town = await aTown(database)
const { desk } = town
const deeds = deedsOf(desk, town.space_id)
const anyone = town.as(visitor)
const theme = await desk.db
  .insertInto('desk.theme')
  .values({
    parent_id: null,
    slug: 'exil',
    names: JSON.stringify({ fr: 'Exil', en: 'Exile', ar: 'منفى' }),
    presentation: '{}',
    accent: 'terre',
    position: 1,
    retired_at: null,
  })
  .returning('id')
  .executeTakeFirstOrThrow()
await database.desk
  .insertInto('shelf.theme')
  .values({
    id: theme.id,
    parent_id: null,
    slug: 'exil',
    names: JSON.stringify({ fr: 'Exil', en: 'Exile', ar: 'منفى' }),
    presentation: '{}',
    accent: 'terre',
    position: 1,
  })
  .execute()
await database.desk.insertInto('shelf.theme_address').values({ slug: 'exil', theme_id: theme.id }).execute()
/** A story that crosses the other one by place, time and theme: its page must not tell of it either. */
const neighbour = await aStory(town, {
  title: 'La voisine',
  period: '1969',
  themes: [theme.id],
  stages: [{ place: 'Oranville', when: '1969' }],
  named: true,
  name: 'Voisine Ordinaire',
})
const { begin, play } = await historiesOf(town, theme.id)

// Every public reading door, whatever capability opened it; sometimes also the pages of forms that anyone may open.
const open = town.app.doors.filter((door) => door.method === 'get' && door.who === 'anyone')
const doors = open.filter((door) => door.connection === 'reader')
const addressesOf = (door: Door, world: World, locale: Locale): string[] =>
  pathsOf(door, locale, {
    code: [world.story.code, neighbour.code],
    slug: ['x', 'exil'],
    theme: ['exil'],
    page: ['mentions'],
    language: ['fr', 'ar'],
    number: ['123456'],
  })

const read = async (path: string) => await readThrough(anyone, path)

async function crawl(world: World, isWhole = true): Promise<{ leaks: string[]; pages: number; seen: Set<string> }> {
  const { shown } = allowed(world)
  const secrets = secretsOf(world)
  const { code } = world.story
  // A whole crawl opens everything; a quick one, every door that leads to a story or a theme and half of the others.
  const opened = isWhole ? open : doors.filter((door) => door.address.fr.includes(':') || Math.random() < 0.5)
  const paths = (['fr', 'ar'] as const).flatMap((locale) => opened.flatMap((door) => addressesOf(door, world, locale)))
  const more = [
    '/recits?theme=exil',
    '/recits?langue=fr',
    '/recits?forme=text',
    `/recits/${code}/x?texte=ar`,
    `/recits/${code}/x?facile=1`,
    `/recits/${code}/x?traduction=non`,
    `/en/stories/${code}`,
  ]
  const leaks: string[] = []
  const seen = new Set<string>()
  for (const path of new Set([...paths, ...more])) {
    const { all } = await read(path)
    if (shown && all.includes(shown.mark)) seen.add(path)
    for (const secret of secrets) if (all.includes(secret)) leaks.push(`${path} tells "${secret}"`)
    // What is hidden does not even seem to exist elsewhere than at its own address.
    if (!shown && !path.includes(code) && all.includes(code)) leaks.push(`${path} tells of ${code}`)
  }
  // The box shows what was typed: only what is found must be nothing. As typed: a word that is told may be written nearly
  // the same.
  for (const secret of isWhole ? secrets : secrets.toSorted(() => Math.random() - 0.5).slice(0, 5)) {
    const { all } = await read(`/recits?q=${encodeURIComponent(secret)}&mots=exacts`)
    if (all.includes(code)) leaks.push(`searching "${secret}" finds ${code}`)
  }
  return { leaks, pages: paths.length + more.length + secrets.length, seen }
}

describe('what a visitor may read', () => {
  test(`is what the rules allow and no planted secret, through ${runs} random histories`, async () => {
    const totals = { shown: 0, hidden: 0, named: 0, unnamed: 0, pages: 0 }
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(0, 3, 3, 4, 4),
        fc.array(step, { minLength: 1, maxLength: 10 }),
        async (opened, steps) => {
          const world = await begin()
          for (const each of [...opening.slice(0, opened), ...steps]) await play(world, each)
          const { shown, names } = allowed(world)

          const held = await desk.db
            .selectFrom('shelf.text')
            .selectAll()
            .where('item_id', '=', world.story.id)
            .execute()
          expect(new Set(held.map((text) => /marque[a-j]+zz/.exec(JSON.stringify(text.body))?.[0]))).toEqual(
            new Set(shown ? [shown.mark] : []),
          )
          const item = await desk.db
            .selectFrom('shelf.item')
            .selectAll()
            .where('id', '=', world.story.id)
            .executeTakeFirst()
          const told = item?.credits.filter((credit) => credit.role === 'told').map((credit) => credit.name)
          expect(told).toEqual(
            shown?.voices.map((_, index) =>
              names[index as Who]
                ? cast[index as Who].name
                : world.chosen[index as Who]
                  ? cast[index as Who].chosen
                  : null,
            ),
          )
          expect(await incoherences(desk, [world.story.id])).toEqual([])

          const { leaks, pages, seen } = await crawl(world, false)
          expect(leaks).toEqual([])
          totals.pages += pages
          if (shown) {
            // The crawl does open the doors: what may be read is read, in the list, on its page, beside its neighbour.
            for (const path of [
              `/recits/${world.story.code}/x`,
              `/ar/stories/${world.story.code}/x`,
              '/recits?theme=exil',
            ])
              expect([...seen]).toContain(path)
            totals.shown += 1
            totals[names[0] ? 'named' : 'unnamed'] += 1
            expect((await read(`/recits?q=${shown.mark}`)).all).toContain(world.story.code)
          } else totals.hidden += 1
          // Leaves the town as it was, so that the next history is alone on the first page.
          await deeds.seal(world.story.id)
          town.setNow(new Date())
        },
      ),
      { numRuns: runs, endOnFailure: true },
    )
    // A property that never meets each case would prove nothing.
    for (const total of Object.values(totals)) expect(total).toBeGreaterThanOrEqual(Math.min(5, Math.floor(runs / 10)))
  }, 180_000)

  test('is nothing more of what ended, though no job ran', async () => {
    const world = await begin()
    for (const each of opening.slice(0, 3)) await play(world, each)
    expect((await crawl(world)).seen.size).toBeGreaterThan(3)
    // Her agreement ended yesterday, said the day before: the database’s own clock is past it.
    town.setNow(new Date(Date.now() - 2 * 86_400_000))
    await deeds.answer(world.story.id, {
      person_id: world.story.witness_id,
      form: 'text',
      answer: 'yes',
      ends_on: addDays(dayOf(new Date()), -1),
    })
    world.answers.push({ person: world.story.witness_id, form: 'text', answer: 'no', ends_on: null })
    expect(await desk.db.selectFrom('shelf.item').select('id').where('id', '=', world.story.id).execute()).toHaveLength(
      1,
    )
    for (const table of ['shelf.item', 'shelf.text', 'shelf.item_theme', 'shelf.place'] as const)
      expect(
        await database.reader
          .selectFrom(table)
          .selectAll()
          .where(table === 'shelf.item' ? 'shelf.item.id' : ('item_id' as never), '=', world.story.id)
          .execute(),
      ).toEqual([])
    expect((await crawl(world)).leaks).toEqual([])
  })

  test('opens on every reading door of the application', () => {
    expect(doors.length).toBeGreaterThanOrEqual(3)
    expect(
      town.app.doors.filter((door) => door.connection === 'reader' && (door.who !== 'anyone' || door.method !== 'get')),
    ).toEqual([])
  })

  test(
    'is the same after the hands of the clock were moved, on the two strange Sundays',
    { timeout: 60_000 },
    async () => {
      // Each spans a change of hour in town: the last minute of an agreement and the first after it.
      for (const [ends_on, last, first] of [
        ['2027-03-28', '2027-03-28T21:59:30Z', '2027-03-28T22:00:00Z'],
        ['2027-10-31', '2027-10-31T22:59:30Z', '2027-10-31T23:00:00Z'],
      ] as const) {
        const world = await begin()
        for (const each of opening.slice(0, 3)) await play(world, each)
        await deeds.answer(world.story.id, { person_id: world.story.witness_id, form: 'text', answer: 'yes', ends_on })
        world.answers.push({ person: world.story.witness_id, form: 'text', answer: 'yes', ends_on })
        for (const [moment, isRead] of [
          [last, true],
          [first, false],
        ] as const) {
          world.now = new Date(moment)
          town.setNow(world.now)
          await publishDue(desk)
          const { leaks, seen } = await crawl(world)
          expect([moment, leaks, seen.size > 3]).toEqual([moment, [], isRead])
        }
      }
    },
  )
})

test('the town asks for the editorial and the witness’s sign-offs, as the naive rules do', async () => {
  const { settings } = await desk.db.selectFrom('desk.space').select('settings').executeTakeFirstOrThrow()
  expect(settings.required_signoffs.toSorted()).toEqual(['editorial', 'witness'])
})
