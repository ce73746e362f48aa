// No sealed word through any public door (P-21): words planted in everything that goes with a sound and a picture, then
// sealed by the real screens; a visitor opens every public address, in three languages, follows every link she finds,
// and searches for each. The same crawl before finds them all: it does look where they are.

import { describe, expect, test } from 'vitest'
import { crawl } from '#tests/support/story-crawl.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aFilm, aHeardStory, aPicture, aSound } from '#tests/support/heard.ts'
import { makeWaiting } from '#tests/support/made.ts'
import { aTown } from '#tests/support/town.ts'

const database = await testDatabase()
const town = await aTown(database)
const { desk, members } = town
const editor = town.as(members.editor)

/** Each is said in one place only, so that a leak tells where it comes from. */
const planted = {
  cue: 'zqsous',
  translated: 'zqtrad',
  arabic: 'زقزوق',
  chapter: 'zqchap',
  caption: 'zqlegende',
  alt: 'zqalt',
  description: 'zqdescr',
  credit: 'zqcredit',
  place: 'zqlieu',
  title: 'zqtitre',
  body: 'zqcorps',
  easy: 'zqfacile',
  translation: 'zqversion',
  stage: 'zqetape',
  object: 'zqobjet',
  sight: 'zqvue',
  seen: 'zqregard',
} as const
const secret = (name: keyof typeof planted) => `le secret ${planted[name]}`
/** Someone named everywhere, who did not tell. */
const third = 'Ouldelkader'

const cue = (second: number, text: string) => ({ start: second * 1000, end: (second + 1) * 1000, speaker: 'k', text })
const story = await aHeardStory(
  town,
  [
    aSound({
      credit: secret('credit'),
      speakers: [{ key: 'k', person_id: null, name: third }],
      words: [
        { language: 'fr', title: 'Au micro', caption: secret('caption'), alt: '', description: secret('description') },
      ],
      transcripts: [
        {
          language: 'fr',
          form: 'original',
          machine: false,
          cues: [cue(0, 'Bonjour à tous.'), cue(1, secret('cue')), cue(2, `Merci ${third}.`)],
          chapters: [{ start: 1000, title: secret('chapter') }],
        },
        {
          language: 'en',
          form: 'translation',
          machine: true,
          cues: [cue(0, 'Hello everyone.'), cue(1, secret('translated')), cue(2, 'Thank you.')],
          chapters: [],
        },
        {
          language: 'ar',
          form: 'translation',
          machine: false,
          cues: [cue(0, 'مرحبا'), cue(1, planted.arabic)],
          chapters: [],
        },
      ],
    }),
    aPicture(
      {
        credit: third,
        place: secret('place'),
        words: [{ language: 'fr', title: '', caption: `Avec ${third}`, alt: secret('alt'), description: '' }],
      },
      'lent',
    ),
    aFilm({
      excuse: { reason: 'On écrit ce qui est dit.', until: '2027-03-01' },
      descriptions: [
        {
          language: 'fr',
          form: 'original',
          machine: false,
          cues: [
            { start: 0, end: 1000, speaker: '', text: `${third} entre, ${secret('sight')}.` },
            { start: 1000, end: 2000, speaker: '', text: planted.seen },
          ],
          chapters: [],
        },
      ],
    }),
  ],
  {
    title: `Le récit de ${third}, ${secret('title')}`,
    body: `On disait ${third}.\n\nPuis le\nsecret ${planted.body}, partout.`,
    easy: `C’est ${secret('easy')}.`,
    translation: { language: 'en', title: 'Her story', body: `They said ${third}, and ${secret('translation')}.` },
    stages: [{ place: `Chez ${third}`, country: 'FR', lat: 47.5101, lon: 6.7998, words: { fr: secret('stage') } }],
    objects: [secret('object')],
  },
)
await desk.db
  .updateTable('desk.contribution')
  .set({ facilitator_id: members.facilitator.person_id })
  .where('id', '=', story.id)
  .execute()

const [sound = '', , film = ''] = story.files
const words = [...Object.values(planted), third]

describe('what was sealed', () => {
  test('is first found everywhere it stands', async () => {
    const { met } = await crawl(town, story, words)
    const unseen = Object.entries(planted).filter(([, word]) => !met.has(word.toLowerCase()))
    expect(unseen).toEqual([])
    expect(met.has(third.toLowerCase())).toBe(true)
    expect(met.get(planted.cue)?.some((path) => path.startsWith('/transcriptions/'))).toBe(true)
  }, 120_000)

  test('is then nowhere: span, phrases and names', async () => {
    const here = `/bureau/masquer/${story.code}`
    const sealed = [
      await editor.post(`${here}/${sound}`, { part: 'span', cues: '1000-2000', asked_by: 'witness' }),
      await editor.post(`${here}/${film}`, {
        part: 'span',
        from: '0:01',
        to: '0:02',
        begin: '0:01',
        end: '0:02',
        asked_by: 'witness',
      }),
      await editor.post(here, { phrases: 'LE SECRET zq*' }),
      await editor.post(`${here}/personne`, { names: third, treatment: 'silence' }),
    ]
    expect(sealed.map(({ status }) => status)).toEqual([303, 303, 303, 303])
    await makeWaiting(desk)
    const { met, pages } = await crawl(town, story, words)
    expect([...met]).toEqual([])
    expect(pages).toBeGreaterThan(80)

    const item = await desk.db.selectFrom('shelf.item').selectAll().where('id', '=', story.id).executeTakeFirstOrThrow()
    expect(item.media.map(({ nature }) => nature)).toEqual(['sound', 'picture', 'video'])
    expect(item.slug).not.toContain(third.toLowerCase())
    // Files are named after what may be said, never after what they were called.
    for (const { files } of item.media)
      for (const file of files)
        expect(file.address).toMatch(new RegExp(`^/fichiers/${file.id}/${encodeURIComponent(item.slug)}\\.`))
    const place = await desk.db
      .selectFrom('shelf.place')
      .selectAll()
      .where('item_id', '=', story.id)
      .executeTakeFirstOrThrow()
    expect([place.name, place.lat, place.lon]).toEqual(['Chez […]', null, null])
  }, 120_000)
})
