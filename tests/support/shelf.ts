// Rows put on the shelf by hand, to test what readers see without telling how it came to be allowed.

import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { documentOf } from '#core/contribution/document.ts'
import type { DeskDatabase } from '#core/desk.ts'
import { boundsOf } from '#core/platform/edtf.ts'
import { slugOf } from '#core/platform/identifiers.ts'
import { searchable } from '#core/shelf/searchable.ts'
import type { ShownCredit, ShownNote } from '#core/shelf/shelf.tables.ts'
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
  period?: string
  themes?: string[]
  notes?: ShownNote[]
  licence?: Licence
  portrait?: string | null
  published_at?: Date
  visible_until?: Date | null
}
export type ShelvedStory = { id: string; code: string; slug: string }

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
    ...stage,
  }))
  await db
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
      credits: JSON.stringify(options.credits ?? [{ role: 'told', name: 'Zohra', age: 77 }]),
      details: JSON.stringify({
        stages,
        collected_on: '2026-03-12',
        collected_at: 'Bibliothèque des Tilleuls',
        medium: options.medium ?? 'text',
      }),
      notes: JSON.stringify(options.notes ?? []),
      revision_number: 1,
      agreed_on: '2026-03-12',
      witness_signed_on: '2026-04-09',
      reviewed_on: '2026-04-02',
      published_at,
      updated_at: published_at,
      visible_until,
    })
    .execute()
  const told: ShelvedTextOptions = {
    language,
    form: 'original',
    title,
    lead: options.lead ?? '',
    quote: options.quote ?? '',
    body: options.body ?? 'Il neigeait.\n\nJ’ai vu la gare.',
  }
  for (const text of [told, ...(options.texts ?? [])]) {
    const words = [text.title, text.lead, text.quote, text.body].join('\n')
    await sql`
      insert into shelf.text (item_id, language, form, title, lead, quote, body, machine, minutes, search, visible_until)
      values (${id}, ${text.language}, ${text.form ?? 'translation'}, ${text.title ?? ''}, ${text.lead ?? ''}, ${text.quote ?? ''}, ${JSON.stringify(documentOf(text.body ?? ''))}::jsonb,
              ${text.machine ?? false}, 3, to_tsvector('simple', ${searchable(words, text.language)}), ${visible_until})`.execute(
      db,
    )
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
        period: stage.when,
        period_start: when?.start ?? null,
        period_end: when?.end ?? null,
        visible_until,
      })
      .execute()
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
