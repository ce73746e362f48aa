// Stories one can hear and see, for tests: files in the vault, their public copies as a worker leaves them, agreements to
// be heard and seen, and the story shown through the same changes as people make.

import { writeFile } from 'node:fs/promises'
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { change } from '#core/change.ts'
import type { Desk } from '#core/desk.ts'
import { getContribution } from '#core/contribution/contributions.ts'
import { changeMedia } from '#core/contribution/media.ts'
import { emptyMedia, type Cue, type Media, type MediaNature, type MediaUse } from '#core/contribution/media.content.ts'
import type { Form } from '#core/consent/uses.ts'
import { addFile } from '#core/media/files.ts'
import { recipeOf } from '#core/media/hidings.ts'
import { mayShowPeople } from '#core/media/needs.ts'
import type { Derived, Findings } from '#core/media/media.tables.ts'
import { allow, yes } from '#core/people/can.ts'
import type { Machine } from '#core/people/roles.ts'
import type { Vault } from '#core/platform/vault/vault.ts'
import { agree, send, sign } from './signing.ts'
import { aStory, type Office, type StoryOptions, type TestStory } from './stories.ts'

export type TestCopy = { name: string; media_type: string; bytes: Uint8Array; width?: number; height?: number }
export type TestMedia = {
  nature: MediaNature
  use?: MediaUse
  copies: TestCopy[]
  findings?: Findings
  /** Whatever the revision says of it. */
  about?: Partial<Omit<Media, 'file_id' | 'nature' | 'use'>>
}

/** A sound that any browser plays: a tone of `seconds`, in one channel. */
export function aTone(seconds: number, frequency = 440): Uint8Array {
  const rate = 8000
  const samples = rate * seconds
  const bytes = Buffer.alloc(44 + samples * 2)
  bytes.write('RIFF', 0)
  bytes.writeUInt32LE(36 + samples * 2, 4)
  bytes.write('WAVEfmt ', 8)
  for (const [at, value] of [
    [16, 16],
    [24, rate],
    [28, rate * 2],
  ] as const)
    bytes.writeUInt32LE(value, at)
  for (const [at, value] of [
    [20, 1],
    [22, 1],
    [32, 2],
    [34, 16],
  ] as const)
    bytes.writeUInt16LE(value, at)
  bytes.write('data', 36)
  bytes.writeUInt32LE(samples * 2, 40)
  for (let at = 0; at < samples; at += 1)
    bytes.writeInt16LE(Math.round(8000 * Math.sin((2 * Math.PI * frequency * at) / rate)), 44 + at * 2)
  return new Uint8Array(bytes)
}

/** Captions of ten seconds each, from the beginning. */
export const cuesOf = (texts: readonly string[], speaker = ''): Cue[] =>
  texts.map((text, at) => ({ start: at * 10_000, end: (at + 1) * 10_000, speaker, text }))

export const aSound = (about: TestMedia['about'] = {}, seconds = 40, use: MediaUse = 'story'): TestMedia => ({
  nature: 'sound',
  use,
  copies: [{ name: 'wav', media_type: 'audio/wav', bytes: aTone(seconds) }],
  findings: { duration_ms: seconds * 1000, waveform: Array.from({ length: 100 }, (_, at) => at) },
  about,
})

/** A film; without `copies`, bytes that no browser plays. */
export const aFilm = (about: TestMedia['about'] = {}, seconds = 40, copies?: TestCopy[]): TestMedia => ({
  nature: 'video',
  use: 'story',
  copies: copies ?? [{ name: 'vp9', media_type: 'video/webm', bytes: new TextEncoder().encode('a film') }],
  findings: { duration_ms: seconds * 1000, width: 320, height: 180 },
  about,
})

// A dot of one pixel: pages tell its size from the rows.
const dot = Buffer.from('R0lGODlhAQABAIAAAAAAAP///ywAAAAAAQABAAACAUwAOw==', 'base64')
export const aPicture = (about: TestMedia['about'] = {}, use: MediaUse = 'made'): TestMedia => ({
  nature: 'picture',
  use,
  copies: (['avif', 'webp', 'jpeg'] as const).flatMap((kind) =>
    [480, 1600].map((width) => ({
      name: `${kind}-${width}`,
      media_type: `image/${kind}`,
      bytes: new Uint8Array(Buffer.concat([dot, Buffer.from(`${kind} ${width}`)])),
      width,
      height: (width * 3) / 4,
    })),
  ),
  findings: { width: 1600, height: 1200 },
  about,
})

async function kept(vault: Vault, area: 'originals' | 'derived', bytes: Uint8Array) {
  const file = path.join(vault.work, randomUUID())
  await writeFile(file, bytes)
  return await vault.keep(area, file)
}

/** The members of a town really served, whoever they are. */
export async function officeOf(desk: Desk): Promise<Office> {
  const grants = await desk.db.selectFrom('desk.role_grant').select(['person_id', 'space_id', 'role']).execute()
  const who = (role: string) => {
    const grant = grants.find((each) => each.role === role)
    if (!grant) throw new Error(`nobody is ${role}`)
    return { person_id: grant.person_id }
  }
  return {
    desk,
    space_id: grants[0]?.space_id ?? '',
    members: { editor: who('editor'), facilitator: who('facilitator') },
  }
}

export type HeardStory = TestStory & { files: string[] }

/** A story shown with these media, in this order. `forms`: what she agreed to beside text. */
export async function aHeardStory(
  town: Office,
  media: readonly TestMedia[],
  options: StoryOptions & { forms?: Form[] } = {},
): Promise<HeardStory> {
  const { desk, space_id, members } = town
  const { vault } = desk
  if (!vault) throw new Error('this town has no vault')
  const story = await aStory(town, { ...options, until: 'draft' })
  const machine: Machine = { kind: 'machine', person_id: null, space_id }
  const originals = await Promise.all(
    media.map(async ({ copies }, at) =>
      kept(vault, 'originals', Buffer.concat([copies[0]?.bytes ?? new Uint8Array(), Buffer.from(`${story.id} ${at}`)])),
    ),
  )
  const results = await Promise.all(
    media.map(
      async ({ copies }) =>
        await Promise.all(
          copies.map(async ({ bytes, ...copy }): Promise<Derived> => ({
            id: randomUUID(),
            ...copy,
            ...(await kept(vault, 'derived', bytes)),
          })),
        ),
    ),
  )
  const files = await change(desk, { action: 'test.media', actor: machine }, async (work) => {
    const thing = async () => await getContribution(work.tx, { id: story.id })
    const ids: string[] = []
    for (const [at, each] of media.entries()) {
      const bytes = originals[at]
      if (!bytes) continue
      const id = await addFile(work, allow(yes, machine, 'edit', await thing()), {
        ...bytes,
        name: 'prise.wav',
        media_type: each.copies[0]?.media_type ?? '',
        nature: each.nature,
        purpose: 'media',
        facts: {},
        received_by: null,
      })
      ids.push(id)
      await work.tx
        .insertInto('desk.derivation')
        .values({
          file_id: id,
          hidings: recipeOf(each.nature, [], [], work.now).hidings,
          recipe: JSON.stringify(recipeOf(each.nature, [], [], work.now).recipe),
          state: 'done',
          claimed_until: null,
          trouble: null,
          results: JSON.stringify(results[at]),
          findings: JSON.stringify(each.findings ?? {}),
          wanted_at: work.now,
          done_at: work.now,
        })
        .execute()
      if (mayShowPeople(each.nature))
        await work.tx.insertInto('desk.picture').values({ file_id: id, looked_by: null, looked_at: work.now }).execute()
    }
    await changeMedia(
      work,
      allow(yes, machine, 'edit', await thing()),
      () =>
        media.map(({ nature, use = 'story', about }, at) => ({
          ...emptyMedia(ids[at] ?? '', nature, use),
          ...(nature === 'picture'
            ? { words: [{ language: 'fr', title: '', caption: '', alt: 'Une image', description: '' }] }
            : {}),
          ...about,
        })),
      null,
    )
    const by = { actor: machine }
    const revision_id = await send(work, by, story)
    const forms: Form[] = [
      'text',
      ...(options.named === false ? [] : (['name'] as const)),
      ...(options.forms ?? ['voice', 'image', 'lent']),
    ]
    await agree(work, by, story, Object.fromEntries(forms.map((form) => [form, 'yes' as const])))
    await sign(work, by, story, revision_id, members.editor.person_id)
    work.touch(story.id)
    return ids
  })
  return { ...story, files }
}

/** Four seconds of her voice, which people are told why they cannot read, and her portrait. */
export const aStoryToHear = async (town: Office): Promise<HeardStory> =>
  await aHeardStory(
    town,
    [aSound({ excuse: { reason: 'Bientôt', until: '2099-01-01' } }, 4), aPicture({}, 'portrait')],
    { named: true },
  )

/** Where its files are served now; none when it is not on the shelf. */
export async function addressesOf(desk: Desk, id: string): Promise<string[]> {
  const item = await desk.db.selectFrom('shelf.item').select('media').where('id', '=', id).executeTakeFirst()
  return (item?.media ?? []).flatMap(({ files }) => files.map(({ address }) => address))
}
