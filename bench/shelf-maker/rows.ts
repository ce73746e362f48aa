// From a made story to its rows, desk and shelf. The shelf's come from shelve(), as publish() makes them.

import { testimonyKind } from '#capabilities/testimonies/testimonies.kind.ts'
import { consentHash } from '#core/consent/ledger.ts'
import { wordingVersion } from '#core/consent/uses.ts'
import { recipeOf } from '#core/media/hidings.ts'
import { canonicalJson, sha256 } from '#core/platform/identifiers.ts'
import type { FileFact } from '#core/media/derivations.ts'
import { shelfFormat } from '#core/shelf/publish.ts'
import { shelve, type Facts, type Outcome, type ShelvedItem } from '#core/shelf/shelve.ts'
import { silence } from './sound.ts'
import type { MadeStory } from './story.ts'

type Row = Record<string, unknown>
export type Rows = {
  /** In the order in which they refer to one another. */
  tables: Map<string, Row[]>
  items: ShelvedItem[]
}

export type Office = { space_id: string; editor_id: string }

/** The rows of some stories, each as if it had been told, agreed, sent, signed and published at its hour. */
export function rowsOf(stories: readonly MadeStory[], office: Office, now: Date): Rows {
  const tables = new Map<string, Row[]>()
  const add = (table: string, row: Row) => {
    const rows = tables.get(table)
    if (rows) rows.push(row)
    else tables.set(table, [row])
  }
  const items: ShelvedItem[] = []
  for (const story of stories) {
    const consents = consentsOf(story, office)
    const signoffs = signoffsOf(story, office)
    const facts: Facts = {
      id: story.id,
      code: story.code,
      kind: testimonyKind,
      required: ['editorial', 'witness'],
      revisions: [{ id: story.revision_id, number: 1, content: story.content, created_at: story.at }],
      signoffs,
      opinions: [],
      consents,
      seals: [],
      files: filesOf(story, now),
      hidings: [],
      third_persons: [],
      people: new Map(
        story.people.map((person) => [person.id, { ...person, other_names: [], portrait: null, credited_as: null }]),
      ),
      first_published_at: story.at,
    }
    const outcome = shelve(facts, now)
    deskRows(add, story, office, outcome)
    soundRows(add, story, office, now)
    for (const row of consents) add('desk.consent', row)
    for (const row of signoffs)
      add('desk.signoff', {
        ...row,
        contribution_id: story.id,
        reason: '',
        opinion: '',
        opinion_is_public: false,
        recorded_by: null,
      })
    if (!outcome.item) throw new Error(`story ${story.code} is not to be shown`)
    items.push(outcome.item)
    shelfRows(add, outcome.item)
  }
  return { tables, items }
}

function deskRows(add: (table: string, row: Row) => void, story: MadeStory, office: Office, outcome: Outcome): void {
  for (const { id, name, born } of story.people)
    add('desk.person', {
      id,
      name,
      other_names: [],
      born,
      languages: [story.content.language],
      notes: '',
      presentation: {},
      is_listed: false,
      locale: 'fr',
      created_at: story.at,
    })
  add('desk.contribution', {
    id: story.id,
    code: story.code,
    kind: testimonyKind.name,
    space_id: office.space_id,
    draft: story.content,
    draft_version: 1,
    draft_saved_at: story.at,
    notes: '',
    created_at: story.at,
    stage: outcome.stage,
    stage_since: story.at,
    work_stage: outcome.work_stage,
    due: outcome.due,
    first_published_at: story.at,
    next_change_at: outcome.next_change_at,
  })
  for (const { id, pseudonym } of story.people)
    add('desk.credit', { contribution_id: story.id, person_id: id, role: 'told', pseudonym })
  add('desk.revision', {
    id: story.revision_id,
    contribution_id: story.id,
    number: 1,
    content: story.content,
    content_hash: sha256(canonicalJson(story.content)),
    created_at: story.at,
  })
}

const file = { nature: 'sound' as const, media_type: 'audio/wav' }

/** Its sound as the desk knows it, its public copies made. */
function filesOf({ sound }: MadeStory, now: Date): FileFact[] {
  if (!sound) return []
  const { id, results, findings } = sound
  const { hidings } = recipeOf(file.nature, [], [], now)
  return [{ id, ...file, hidings: [], looked: false, pictured: [], derivations: [{ hidings, results, findings }] }]
}

function soundRows(
  add: (table: string, row: Row) => void,
  story: MadeStory,
  { space_id, editor_id }: Office,
  now: Date,
): void {
  if (!story.sound) return
  const { id, results, findings } = story.sound
  const { duration_ms } = findings
  add('desk.file', {
    id,
    space_id,
    contribution_id: story.id,
    purpose: 'media',
    sha256: silence.original.sha256,
    name: `${story.code}.wav`,
    ...file,
    facts: { duration_ms },
    received_at: story.at,
    received_by: editor_id,
  })
  add('desk.derivation', {
    id: story.sound.derivation_id,
    file_id: id,
    ...recipeOf(file.nature, [], [], now),
    state: 'done',
    progress: 100,
    attempts: 1,
    results,
    findings,
    wanted_at: story.at,
    done_at: story.at,
  })
}

function consentsOf(story: MadeStory, { editor_id }: Office) {
  let previous_hash = ''
  return story.people.flatMap((person) =>
    (['text', 'name', ...(story.sound ? (['voice'] as const) : [])] as const).map((form) => {
      const row = {
        contribution_id: story.id,
        person_id: person.id,
        use: 'site' as const,
        form,
        answer: form !== 'name' || person.isNamed ? ('yes' as const) : ('no' as const),
        capacity: 'self',
        said_by: '',
        method: 'spoken',
        in_front_of: editor_id,
        wording_language: 'fr',
        wording: 'Montrer mon récit sur le site',
        ends_on: form === 'name' ? null : story.ends_on,
        wording_version: wordingVersion,
        recorded_by: editor_id,
      }
      const hash = consentHash(previous_hash, { ...row, recorded_at: story.at.toISOString() })
      const chained = { ...row, recorded_at: story.at, previous_hash, hash }
      previous_hash = hash
      return chained
    }),
  )
}

function signoffsOf(story: MadeStory, { editor_id }: Office) {
  const sign = { revision_id: story.revision_id, decision: 'approve' as const, at: story.at }
  return [
    { ...sign, kind: 'editorial' as const, person_id: editor_id, method: 'screen' },
    ...story.people.map(({ id }) => ({ ...sign, kind: 'witness' as const, person_id: id, method: 'reread' })),
  ]
}

function shelfRows(add: (table: string, row: Row) => void, item: ShelvedItem): void {
  const { texts, themes, places, ...row } = item
  const { id: item_id, visible_until } = item
  add('shelf.item', { ...row, accent: null, format: shelfFormat })
  for (const text of texts) add('shelf.text', { ...text, item_id, visible_until })
  for (const { id, sha256, size, media_type } of item.media.flatMap(({ files }) => files))
    add('shelf.file', { id, item_id, sha256, size, media_type, visible_until })
  for (const theme_id of themes) add('shelf.item_theme', { item_id, theme_id, visible_until })
  for (const [position, place] of places.entries()) add('shelf.place', { item_id, position, ...place, visible_until })
}
