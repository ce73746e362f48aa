// A story's page with sounds and pictures, as it is without script: what is heard is said first, its words are beside,
// what is hidden or missing is said, and nothing is there that was not agreed to.

import { sql, type Kysely } from 'kysely'
import { expect, test } from 'vitest'
import { publishOlderFormats } from '#core/jobs.ts'
import { visitor } from '#core/people/roles.ts'
import { shelfMigrations } from '#core/shelf/migrations.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aHeardStory, aPicture, aSound, cuesOf, type HeardStory } from '#tests/support/heard.ts'
import { aStory } from '#tests/support/stories.ts'
import { aTown } from '#tests/support/town.ts'

const town = await aTown(await testDatabase())
const anyone = town.as(visitor)
async function read(path: string): Promise<string> {
  const response = await anyone.get(path)
  if (response.status === 301 || response.status === 302) return await read(response.headers.get('location') ?? '')
  return await response.text()
}

const arabic = { language: 'ar', form: 'original' as const, machine: false, chapters: [] }
const french = { language: 'fr', form: 'translation' as const, machine: true, chapters: [] }
const spoken = {
  transcripts: [
    {
      ...arabic,
      cues: cuesOf(['اسمي زهرة.', 'ركبت الباخرة.'], 'z'),
      chapters: [{ start: 10_000, title: 'الباخرة' }],
    },
    { ...french, cues: cuesOf(['Je m’appelle Zohra.', 'J’ai pris le bateau.'], 'z') },
  ],
  speakers: [{ key: 'z', person_id: null, name: 'Zohra' }],
}

test('says what is heard, gives the browser’s own player, and the words in both languages', async () => {
  const { code, files } = await aHeardStory(town, [aSound(spoken)], { name: 'Zohra', language: 'ar' })
  const html = await read(`/${code}`)
  const [file] = await town.desk.db.selectFrom('shelf.file').selectAll().execute()
  const player = html.indexOf('<audio controls preload="none"')
  expect(html.indexOf('Écouter Zohra, 78 ans')).toBeGreaterThan(0)
  expect(html.indexOf('Écouter Zohra, 78 ans')).toBeLessThan(player)
  expect(html).toMatch(/40\ssecondes/)
  expect(html).toContain(`<source src="/fichiers/${file?.id}/`)
  // Each passage leads to its second in the sound itself.
  expect(html).toMatch(
    new RegExp(`<li id="t=10" data-t="10"><a class="cue-t" href="/fichiers/${file?.id}/[^"]+#t=10">`),
  )
  expect(html).toMatch(/<p class="side-a" lang="ar" dir="rtl">.*?اسمي زهرة\./)
  expect(html).toMatch(/<p class="side-b">.*?Je m’appelle Zohra\./)
  expect(html).toContain('href="#t=10" data-seek="10"')
  expect(html).toContain('ont été écrits par une machine')
  expect(html).toContain(`href="/transcriptions/${code}/${files[0]}/ar.vtt" download`)
  expect(html).not.toMatch(/ style="|autoplay/)
  // Its own sheet and script come with it.
  expect(html).toMatch(/<link rel="stylesheet" href="\/assets\/listen/)
})

test('the choice of a translation of the words has a name of its own, beside that of the text', async () => {
  const english = { ...french, language: 'en', cues: cuesOf(['My name is Zohra.', 'I took the boat.'], 'z') }
  const transcripts = [...spoken.transcripts, english]
  const { code } = await aHeardStory(town, [aSound({ ...spoken, transcripts })], { language: 'ar' })
  const html = await read(`/${code}`)
  expect(html).toContain('aria-label="Choisir la traduction des paroles"')
  const names = [...html.matchAll(/<nav[^>]*aria-label="([^"]+)"/g)].map(([, name]) => name)
  expect(names).toEqual([...new Set(names)])
})

test('a story that is only read asks for nothing more than before', async () => {
  const { code } = await aStory(town)
  const html = await read(`/${code}`)
  expect(html).not.toMatch(/assets\/listen|<audio|class="player/)
})

test('without agreement to be heard, the story is read and nothing tells that there is a sound', async () => {
  const { code } = await aHeardStory(town, [aSound(spoken)], { forms: [] })
  const html = await read(`/${code}`)
  expect(html).toContain('Je suis venue en janvier')
  expect(html).not.toMatch(/<audio|fichiers|J’ai pris le bateau|ركبت/)
})

test('a sound whose words are not written says why and until when, on its page and in the statement', async () => {
  const { code } = await aHeardStory(
    town,
    [aSound({ excuse: { reason: 'On cherche quelqu’un qui parle shikomori.', until: '2027-03-01' } })],
    { title: 'La mer' },
  )
  expect(await read(`/${code}`)).toMatch(/On les attend pour le 1er mars 2027\. .*On cherche quelqu’un/)
  const statement = await read('/accessibilite')
  expect(statement).toContain(`/recits/${code}/la-mer`)
  expect(statement).toContain('On cherche quelqu’un qui parle shikomori.')
  expect(statement).toContain('1er mars 2027')
})

test('pictures have their words, their sizes, their rights and a line to copy', async () => {
  const words = [
    {
      language: 'fr',
      title: 'Le carton',
      caption: 'Un fond de boîte.',
      alt: 'Un poisson dessiné.',
      description: 'À gauche, un trois.',
    },
  ]
  const { code } = await aHeardStory(town, [
    aPicture({ words, credit: 'Photo : Inès', licence: 'CC-BY-4.0', taken: '1969', place: 'Valmorey' }),
    aPicture({ rights: 'NKC' }, 'lent'),
    aPicture({}),
  ])
  const html = await read(`/${code}`)
  expect(html).toMatch(
    /<source type="image\/avif" srcset="\/fichiers\/[^ ]+ 480w, \/fichiers\/[^ ]+ 1600w" sizes="[^"]+"/,
  )
  expect(html).toMatch(/<img src="[^"]+" [^>]*width="1600" height="1200" alt="Un poisson dessiné\." loading="lazy"/)
  expect(html).toMatch(new RegExp(`«\\sLe carton\\s» · Photo : Inès · CC BY 4\\.0 · localhost:3000/${code}<`))
  expect(html).toContain('href="http://rightsstatements.org/vocab/NKC/1.0/"')
  expect(html).toMatch(
    /<a href="https:\/\/creativecommons.org\/licenses\/by\/4.0\/deed.fr" rel="license"><bdi>CC BY 4.0<\/bdi><\/a>/,
  )
  expect(html).toContain('id="images"')
  expect(html.match(/<figure/g)).toHaveLength(3)
})

test('a word said in the second sound only leads to that sound, at its second; in the first, as ever', async () => {
  const said = (text: string) => ({
    transcripts: [{ ...arabic, language: 'fr', cues: cuesOf(['Bonjour.', text]) }],
  })
  const { code } = await aHeardStory(town, [
    aSound(said('La batteuse tournait.')),
    aSound(said('Le rémouleur passait.')),
  ])
  const found = async (word: string) =>
    new RegExp(`href="([^"]*/${code}/[^"]*)"`).exec(await read(`/recits?q=${word}`))?.[1]
  expect(await found('rémouleur')).toMatch(/#s2-t=10$/)
  expect(await found('batteuse')).toMatch(/#t=10$/)
  const html = await read(`/${code}`)
  // Both addresses are places of the page, each in the words of its own sound, after its own player.
  expect(html).toMatch(/id="t=10"[^]*La batteuse[^]*data-mark="s2-"[^]*id="s2-t=(0|10)"[^]*Le rémouleur/)
  expect(html).toContain('id="s2-t=10"')
})

test('guessed times are said to be so', async () => {
  const told = (estimated: boolean) => ({
    transcripts: [{ ...arabic, cues: cuesOf(['مرحبا.']), ...(estimated && { estimated }) }],
  })
  const guessed = await aHeardStory(town, [aSound(told(true))])
  const timed = await aHeardStory(town, [aSound(told(false))])
  expect(await read(`/${guessed.code}`)).toContain('elles sont devinées')
  expect(await read(`/${timed.code}`)).not.toContain('devinées')
})

test('guessed times are said of what was published before the shelf was told of them; nothing else is published again', async () => {
  const told = (estimated: boolean) => ({
    transcripts: [{ ...arabic, cues: cuesOf(['مرحبا.']), ...(estimated && { estimated }) }],
  })
  const guessed = await aHeardStory(town, [aSound(told(true))])
  const timed = await aHeardStory(town, [aSound(told(false))])
  const { db } = town.desk
  // As they stood on the shelf of an older version.
  await sql`update shelf.item set media = media #- '{0,transcripts,0,estimated}' where id = ${guessed.id}`.execute(db)
  const shelved = async ({ id }: HeardStory) =>
    await db.selectFrom('shelf.item').select(['ordinal', 'media']).where('id', '=', id).executeTakeFirstOrThrow()
  const before = await shelved(timed)
  expect((await shelved(guessed)).media[0]?.transcripts[0]?.estimated).toBeUndefined()
  const again = async () => {
    await shelfMigrations['2026-11-26-g-guessed-times'].up(db as unknown as Kysely<unknown>)
    return await publishOlderFormats(town.desk)
  }
  expect(await again()).toBe(1)
  expect(await read(`/${guessed.code}`)).toContain('elles sont devinées')
  expect(await shelved(timed)).toEqual(before)
  expect(await again()).toBe(0)
})

test('cards say how long one listens', async () => {
  const { code } = await aHeardStory(town, [aSound(spoken, 130)], { title: 'Deux minutes' })
  expect(await read('/recits?forme=sound')).toContain('À écouter, 2 min')
  expect(await read(`/ar/stories?q=Deux`)).toContain('للاستماع، دقيقتان')
  expect(code).toHaveLength(6)
})
