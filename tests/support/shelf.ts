// Rows put on the shelf by hand, to test what readers see without telling how it came to be allowed.

import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { documentOf } from '#core/contribution/document.ts'
import type { DeskDatabase, DeskTransaction } from '#core/desk.ts'
import { boundsOf } from '#core/platform/edtf.ts'
import { slugOf } from '#core/platform/identifiers.ts'
import { crossItems, uncrossItems } from '#core/shelf/crossings/cross.ts'
import { shelveWords } from '#core/shelf/search/shelve-words.ts'
import type { ShownCredit, ShownNote } from '#core/shelf/shelf.tables.ts'
import type { ShownMedia } from '#core/shelf/shelve-media.ts'
import type { Licence, TextForm } from '#core/contribution/content.ts'

export type ShelvedTextOptions = {
  language: string
  form?: TextForm
  title?: string
  lead?: string
  quote?: string
  body?: string
  machine?: boolean
}
export type ShelvedStoryOptions = {
  kind?: string
  code?: string
  language?: string
  title?: string
  body?: string
  lead?: string
  quote?: string
  /** Beside the one told. */
  texts?: ShelvedTextOptions[]
  credits?: ShownCredit[]
  stages?: Record<string, unknown>[]
  medium?: string
  objects?: string[]
  period?: string
  themes?: string[]
  notes?: ShownNote[]
  licence?: Licence
  portrait?: string | null
  published_at?: Date
  visible_until?: Date | null
  media?: Partial<ShownMedia>[]
  /** Search does not know it: for a transaction left open, which would hold back whoever counts the same words. */
  isUnsearched?: boolean
}
export type ShelvedStory = { id: string; code: string; slug: string }

/** A sound of which nothing is told. */
const heardSound: ShownMedia = {
  id: '00000000-0000-4000-8000-000000000001',
  nature: 'sound',
  use: 'story',
  words: [],
  credit: '',
  licence: 'all-rights-reserved',
  rights: '',
  taken: '',
  place: '',
  duration_ms: 120_000,
  width: null,
  height: null,
  waveform: [],
  files: [],
  transcripts: [],
  excuse: null,
  is_cut: false,
}

let count = 0

/** `const story = await shelveStory(desk.db, { title: 'La neige', stages: [{ place: 'Oran', when: '1969' }] })` */
export async function shelveStory(db: DeskDatabase, options: ShelvedStoryOptions = {}): Promise<ShelvedStory> {
  count += 1
  const id = randomUUID()
  const code = options.code ?? String(200_000 + count)
  const { language = 'fr', title = `Récit ${count}`, visible_until = null, period = '' } = options
  const slug = slugOf(title)
  const published_at = options.published_at ?? new Date(Date.UTC(2026, 0, 1, 0, count))
  const bounds = boundsOf(period)
  const stages = (options.stages ?? []).map((stage) => ({
    place: 'Oran',
    country: '',
    lat: null,
    lon: null,
    when: '',
    words: {},
    travel: false,
    nature: '',
    ...stage,
  }))
  const credits = options.credits ?? [{ role: 'told' as const, name: 'Zohra', age: 77 }]
  const media = (options.media ?? []).map((each) => ({ ...heardSound, ...each }))
  const { ordinal } = await db
    .insertInto('shelf.item')
    .values({
      id,
      kind: options.kind ?? 'testimony',
      code,
      language,
      slug,
      portrait: options.portrait ?? null,
      accent: null,
      licence: options.licence ?? 'CC-BY-NC-ND-4.0',
      period,
      period_start: bounds?.start ?? null,
      period_end: bounds?.end ?? null,
      credits: JSON.stringify(credits),
      details: JSON.stringify({
        stages,
        collected_on: '2026-03-12',
        collected_at: 'Bibliothèque des Tilleuls',
        medium: options.medium ?? 'text',
        objects: options.objects ?? [],
      }),
      notes: JSON.stringify(options.notes ?? []),
      revision_number: 1,
      duration_ms: null,
      media: JSON.stringify(media),
      agreed_on: '2026-03-12',
      witness_signed_on: '2026-04-09',
      reviewed_on: '2026-04-02',
      published_at,
      updated_at: published_at,
      visible_until,
    })
    .returning('ordinal')
    .executeTakeFirstOrThrow()
  const told: ShelvedTextOptions = {
    language,
    form: 'original',
    title,
    lead: options.lead ?? '',
    quote: options.quote ?? '',
    body: options.body ?? 'Il neigeait.\n\nJ’ai vu la gare.',
  }
  for (const text of [told, ...(options.texts ?? [])]) {
    await sql`
      insert into shelf.text (item_id, language, form, title, lead, quote, body, machine, minutes, visible_until)
      values (${id}, ${text.language}, ${text.form ?? 'translation'}, ${text.title ?? ''}, ${text.lead ?? ''}, ${text.quote ?? ''}, ${JSON.stringify(documentOf(text.body ?? ''))}::jsonb,
              ${text.machine ?? false}, 3, ${visible_until})`.execute(db)
  }
  for (const theme_id of options.themes ?? [])
    await db.insertInto('shelf.item_theme').values({ item_id: id, theme_id, visible_until }).execute()
  for (const [position, stage] of stages.entries()) {
    const when = boundsOf(stage.when)
    await db
      .insertInto('shelf.place')
      .values({
        item_id: id,
        position,
        name: stage.place,
        country: stage.country,
        lat: stage.lat,
        lon: stage.lon,
        nature: stage.nature,
        words: stage.words,
        period: stage.when,
        period_start: when?.start ?? null,
        period_end: when?.end ?? null,
        visible_until,
      })
      .execute()
  }
  if (!options.isUnsearched) {
    const texts = [told, ...(options.texts ?? [])].map((text) => ({
      language: text.language,
      title: text.title ?? '',
      lead: text.lead ?? '',
      quote: text.quote ?? '',
      body: documentOf(text.body ?? ''),
    }))
    const places = stages.map(({ place: name, country }) => ({ name, country }))
    const item = { id, language, texts, credits, places, themes: options.themes ?? [], media, visible_until }
    const write = (tx: DeskTransaction) => shelveWords(tx, item, ordinal)
    await (db.isTransaction ? write(db as DeskTransaction) : db.transaction().execute(write))
  }
  return { id, code, slug }
}

/** A theme on the shelf. Gives its id. */
export async function shelveTheme(
  db: DeskDatabase,
  slug: string,
  names: Record<string, string>,
  parent_id: string | null = null,
): Promise<string> {
  const id = randomUUID()
  await db
    .insertInto('shelf.theme')
    .values({
      id,
      parent_id,
      slug,
      names: JSON.stringify(names),
      presentation: '{}',
      accent: 'canard',
      position: (count += 1),
    })
    .execute()
  return id
}

/** Finds the crossings of these stories, as their publication would have. */
export async function crossShelved(db: DeskDatabase, ids: readonly string[]): Promise<void> {
  await db.transaction().execute(async (tx) => {
    await crossItems(tx, new Map(), { ids, left: await uncrossItems(tx, ids), now: new Date() })
  })
}
