// Stories for tests, brought through the same changes as people make: drafted, agreed, sent, signed.

import { testimonyKind, emptyTestimonyDetails } from '#capabilities/testimonies/testimonies.kind.ts'
import { change } from '#core/change.ts'
import type { Content } from '#core/contribution/content.ts'
import { createContribution } from '#core/contribution/contributions.ts'
import { documentOf } from '#core/contribution/document.ts'
import type { PlaceNature } from '#core/contribution/kind.ts'
import type { Machine } from '#core/people/roles.ts'
import { agree, send, sign } from './signing.ts'
import { aPerson, type Town } from './town.ts'

export type StoryOptions = {
  /** Where it stands: drafted, sent to the boards, or shown. Shown by default. */
  until?: 'draft' | 'submitted' | 'published'
  title?: string
  body?: string
  language?: string
  translation?: { language: string; title: string; body: string }
  easy?: string
  name?: string
  /** She agreed to be named. */
  named?: boolean
  period?: string
  stages?: Partial<{
    place: string
    country: string
    lat: number
    lon: number
    when: string
    words: Record<string, string>
    travel: boolean
    nature: PlaceNature
  }>[]
  objects?: string[]
  themes?: string[]
  facilitator_id?: string | null
}

export type TestStory = {
  id: string
  code: string
  witness_id: string
  witness_name: string
  revision_id: string | null
}

let count = 0

/** What a story needs of its town. */
export type Office = Pick<Town, 'desk' | 'space_id'> & {
  members: Record<'editor' | 'facilitator', { person_id: string }>
}

export async function aStory(town: Office, options: StoryOptions = {}): Promise<TestStory> {
  const { desk, space_id, members } = town
  const until = options.until ?? 'published'
  const machine: Machine = { kind: 'machine', person_id: null, space_id }
  const witness_name = options.name ?? `Zohra ${(count += 1)}`
  const witness_id = await aPerson(desk, witness_name, { born: 1948 })
  const facilitator_id = options.facilitator_id === undefined ? members.facilitator.person_id : options.facilitator_id
  return await change(desk, { action: 'test.story', actor: machine }, async (work): Promise<TestStory> => {
    const { id, code } = await createContribution(work, {
      kind: testimonyKind,
      space_id,
      content: contentOf(options, witness_id),
      facilitator_id,
      created_by: facilitator_id,
    })
    work.touch(id)
    const story = { id, code, witness_id, witness_name, revision_id: null }
    if (until === 'draft') return story
    const by = { actor: machine, person_id: facilitator_id }
    const revision_id = await send(work, by, story)
    if (until === 'submitted') return { ...story, revision_id }
    await agree(work, by, story, { text: 'yes', name: options.named === false ? 'no' : 'yes' })
    await sign(work, by, story, revision_id, members.editor.person_id, ['editorial', 'witness'])
    return { ...story, revision_id }
  })
}

function contentOf(options: StoryOptions, witness_id: string): Content {
  const language = options.language ?? 'fr'
  const text = (more: {
    language: string
    form: 'original' | 'translation' | 'easy'
    title: string
    body: string
  }) => ({ lead: '', quote: '', machine: false, ...more, body: documentOf(more.body) })
  const { translation, easy } = options
  return {
    language,
    texts: [
      text({
        language,
        form: 'original',
        title: options.title ?? 'Elle m’a dessiné la ville',
        body: options.body ?? 'Je suis venue en janvier.\n\nIl neigeait.',
      }),
      ...(translation ? [text({ ...translation, form: 'translation' })] : []),
      ...(easy ? [text({ language: 'fr', form: 'easy', title: '', body: easy })] : []),
    ],
    period: options.period ?? '1969',
    themes: options.themes ?? [],
    credits: [{ role: 'told', person_id: witness_id }],
    licence: 'CC-BY-SA-4.0',
    details: {
      ...emptyTestimonyDetails,
      stages: (options.stages ?? []).map((stage) => ({
        place: stage.place ?? 'Oran',
        country: stage.country ?? '',
        lat: stage.lat ?? null,
        lon: stage.lon ?? null,
        when: stage.when ?? '',
        words: stage.words ?? {},
        travel: stage.travel ?? false,
        nature: stage.nature ?? '',
      })),
      objects: options.objects ?? [],
    },
  }
}
