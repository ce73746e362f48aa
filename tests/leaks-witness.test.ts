// What a witness hides with her card is nowhere in public from the answer on: words planted in her voice, its
// translation, her text, its translation and its easy version; pressed on her own page; then looked for through every
// public door. The same crawl before finds them all.

import { expect, test } from 'vitest'
import { crawl } from '#tests/support/story-crawl.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aHeardStory, aPicture, aSound, cuesOf } from '#tests/support/heard.ts'
import { makeWaiting } from '#tests/support/made.ts'
import { aCardHolder, aTown } from '#tests/support/town.ts'

const database = await testDatabase()
const town = await aTown(database)

const planted = {
  said: 'zqvoix',
  translated: 'zqenglish',
  again: 'zqencore',
  written: 'zqtexte',
  version: 'zqversion',
  easy: 'zqfacile',
  alt: 'zqimage',
} as const

test('her voice, her words and her picture', async () => {
  const story = await aHeardStory(
    town,
    [
      aSound({
        transcripts: [
          {
            language: 'fr',
            form: 'original',
            machine: false,
            cues: cuesOf(['Bonjour à tous.', `Le patron disait ${planted.said} tous les matins.`, 'Merci à vous.']),
            chapters: [{ start: 10_000, title: `Chapitre ${planted.said}` }],
          },
          {
            language: 'en',
            form: 'translation',
            machine: false,
            cues: cuesOf(['Hello everyone.', `The boss said ${planted.translated} every morning.`, 'Thank you.']),
            chapters: [],
          },
        ],
      }),
      aPicture({ words: [{ language: 'fr', title: '', caption: '', alt: `On voit ${planted.alt}`, description: '' }] }),
    ],
    {
      body: [
        'Je suis venue en janvier.',
        `Je vous redis que le patron disait ${planted.said} tous les matins ${planted.again}.`,
        `Mon frère a vendu la maison de ${planted.written} sans rien dire.`,
      ].join('\n\n'),
      easy: `Mon frère a vendu la maison de ${planted.written} et ${planted.easy}.`,
      translation: {
        language: 'en',
        title: 'Her story',
        body: ['I came in January.', 'He said it.', `My brother sold ${planted.version} silently.`].join('\n\n'),
      },
    },
  )
  const words = Object.values(planted)
  expect([...(await crawl(town, story, words)).met.keys()].toSorted()).toEqual(words.toSorted())

  const card = town.as(aCardHolder(story.witness_id, story.witness_name, town.space_id))
  const here = `/ma-carte/recit/${story.code}/cacher`
  const html = await (await card.get(here)).text()
  const passage = (said: string) => {
    const [before = ''] = html.slice(html.indexOf(said)).split('</li>')
    return /name="passage" value="([^"]+)"/.exec(before)?.[1] ?? ''
  }
  for (const asked of [passage(planted.said), passage(`maison de ${planted.written}`), `f-${story.files[1]}`])
    expect((await card.post(here, { passage: asked })).status).toBe(303)

  // Before any new copy is made, and after.
  const left = async () => [...(await crawl(town, story, words)).met.keys()].toSorted()
  // Said near a passage and nowhere else: only what is shared goes by itself, the rest is for a person to read again.
  const told = [planted.again, planted.easy].toSorted()
  expect(await left()).toEqual(told)
  await makeWaiting(town.desk)
  const { met, pages } = await crawl(town, story, words)
  expect([...met.keys()].toSorted()).toEqual(told)
  expect(pages).toBeGreaterThan(50)
  const item = await town.desk.db
    .selectFrom('shelf.item')
    .select('media')
    .where('id', '=', story.id)
    .executeTakeFirstOrThrow()
  expect(item.media.map(({ nature, is_cut }) => [nature, is_cut])).toEqual([['sound', true]])
}, 240_000)
