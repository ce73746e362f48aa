// No hidden name in what editors write themselves (P-21): presentations of themes, threads of the home, a link between
// two stories, a page that brings stories together. Names are planted there in all the ways people type them, before
// they are hidden; a visitor then opens every public address. The same crawl before finds them all.

import { expect, test } from 'vitest'
import { visitor } from '#core/people/roles.ts'
import { locales } from '#core/platform/i18n.ts'
import { pathsOf, readThrough } from '#tests/support/crawl.ts'
import { testDatabase } from '#tests/support/database.ts'
import { theme as themeFields } from '#tests/support/desk-forms.ts'
import { aStory } from '#tests/support/stories.ts'
import { aTown } from '#tests/support/town.ts'
import { deedsOf } from './safety/deeds.ts'

const town = await aTown(await testDatabase())
const { desk } = town
const editor = town.as(town.members.editor)
const admin = town.as(town.members.administrator)
const anyone = town.as(visitor)
const deeds = deedsOf(desk, town.space_id)

/** Who told, under her own name at first; how it was spelled before; and someone she names. */
const hers = 'Zélindra Motchevski'
const former = 'Quorbelle'
const third = 'Ouldélkader'
const arabic = 'زليندرا'
/** What editors wrote of them, the second time carelessly. */
const places = {
  theme: [`Zélindra, ${former} et ${third}`, `zelindra, ${former.toLowerCase()}, ouldelkader`],
  threadOfTheme: ['MOTCHEVSKI', 'motchevski'],
  threadOfAll: [hers, hers.toLowerCase()],
  threadOfStories: [third.toUpperCase(), third.toLowerCase()],
  link: [`Zelindra et ${third}`, 'zélindra'],
  gathering: [hers.toUpperCase(), former.toUpperCase()],
} as const
const secrets = ['zélindra', 'zelindra', 'motchevski', 'quorbelle', 'ouldélkader', 'ouldelkader', arabic]

const post = async (who: typeof editor, path: string, fields: Record<string, string>) => {
  const { status, headers } = await who.post(path, fields)
  expect([path, status]).toEqual([path, 303])
  return headers.get('location') ?? ''
}

await post(admin, '/bureau/themes/nouveau', {
  ...themeFields,
  presentation_fr: places.theme.join(' ; '),
  presentation_ar: `مع ${arabic}`,
})
const { id: theme } = await desk.db
  .selectFrom('desk.theme')
  .select('id')
  .where('slug', '=', 'voisins')
  .executeTakeFirstOrThrow()
const body = `Avec ${third}, on attendait.`
const story = await aStory(town, { name: hers, named: true, themes: [theme], body, title: 'Le quai', period: '1962' })
const other = await aStory(town, { name: 'Voisine Ordinaire', named: true, title: 'Le pont', themes: [theme] })
await desk.db
  .updateTable('desk.person')
  .set({ other_names: [former, arabic] })
  .where('id', '=', story.witness_id)
  .execute()

const thread = {
  title_fr: '',
  title_en: '',
  title_ar: '',
  words_fr: '',
  words_en: '',
  words_ar: '',
  from: 'theme',
  theme_id: theme,
  language: '',
  decade: '',
}
const threads = '/bureau/accueil/fils'
const [ofTheme, ofAll, ofStories] = [places.threadOfTheme, places.threadOfAll, places.threadOfStories]
await post(editor, `${threads}/nouveau`, { ...thread, title_fr: ofTheme[0], words_fr: ofTheme[1] })
await post(editor, `${threads}/nouveau`, {
  ...thread,
  from: 'choice',
  theme_id: '',
  decade: '1960',
  title_fr: ofAll[0],
  words_fr: ofAll[1],
})
const chosen = await post(editor, `${threads}/nouveau`, {
  ...thread,
  from: 'stories',
  theme_id: '',
  title_fr: ofStories[0],
  words_fr: ofStories[1],
})
const chosenId = /[0-9a-f-]{36}/.exec(chosen)?.[0] ?? ''
for (const { code } of [story, other]) await post(editor, `${threads}/${chosenId}/recits`, { code })
const { value } = await desk.db
  .selectFrom('desk.setting')
  .select('value')
  .where('name', '=', 'home')
  .executeTakeFirstOrThrow()
await post(editor, '/bureau/accueil/publier', { version: String((value as { version: number }).version) })
await post(editor, `/bureau/recits/${story.code}/croisements/lien`, {
  link: 'same_event',
  other: other.code,
  words_fr: places.link.join(' ; '),
})
await post(editor, '/bureau/croisements/nouveau', {
  title_fr: places.gathering[0],
  kind: 'event',
  presentation_fr: places.gathering[1],
  story_1: story.code,
  story_2: other.code,
  version: '1',
})

const open = town.app.doors.filter((door) => door.method === 'get' && door.who === 'anyone')

/** Where each of these words is read. */
async function crawl(words: readonly string[] = secrets): Promise<Map<string, string[]>> {
  const { slug } = await desk.db.selectFrom('shelf.gathering').select('slug').executeTakeFirstOrThrow()
  const values = {
    code: [story.code, other.code],
    slug: ['x', 'voisins', slug],
    theme: ['voisins'],
    page: ['mentions'],
  }
  const met = new Map<string, string[]>()
  for (const path of new Set(locales.flatMap((locale) => open.flatMap((door) => pathsOf(door, locale, values))))) {
    const { all } = await readThrough(anyone, path)
    for (const word of words) if (all.includes(word)) met.set(word, [...(met.get(word) ?? []), path])
  }
  return met
}

test('a name is hidden in every word of editors as soon as it is in the story, and comes back with her agreement', async () => {
  const written = [...secrets, ...Object.values(places).flatMap((words) => words.map((each) => each.toLowerCase()))]
  const before = await crawl(written)
  expect(written.filter((each) => !before.has(each))).toEqual([])
  const everywhere = [...before.values()].flat()
  for (const page of ['/', '/themes', '/themes/voisins', '/ar/themes/voisins', '/croisements'])
    expect(everywhere, page).toContain(page)

  await deeds.answer(story.id, { person_id: story.witness_id, form: 'name', answer: 'no' })
  expect([...(await crawl()).keys()].toSorted()).toEqual(['ouldelkader', 'ouldélkader'])

  await post(editor, `/bureau/masquer/${story.code}/personne`, { names: third, treatment: 'initial' })
  expect([...(await crawl())]).toEqual([])
  const { all } = await readThrough(anyone, '/themes/voisins')
  expect(all).toContain('[…], […] et o. ; […], […], o.')

  await deeds.answer(story.id, { person_id: story.witness_id, form: 'name', answer: 'yes' })
  expect((await readThrough(anyone, '/themes/voisins')).all).toContain('zélindra')
  expect((await readThrough(anyone, '/')).all).toContain('motchevski')

  await deeds.seal(story.id)
  expect([...(await crawl())]).toEqual([])
}, 120_000)

test('words written after the name was hidden hide it too', async () => {
  await post(admin, `/bureau/themes/${theme}`, { ...themeFields, presentation_fr: `Merci, ${hers.toLowerCase()} !` })
  const { all } = await readThrough(anyone, '/themes/voisins')
  expect(all).toContain('merci, […]')
  expect(all).not.toContain('motchevski')
})
