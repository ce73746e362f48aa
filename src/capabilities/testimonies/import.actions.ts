// Brings stories in through the same changes as people make: drafted, agreed, sent, signed. Doing it twice does it once.

import { change, type Work } from '#core/change.ts'
import { recordConsents, type ConsentAnswer } from '#core/consent/consents.ts'
import { questions, wordingOf, type QuestionId } from '#core/consent/questions.ts'
import type { Content } from '#core/contribution/content.ts'
import { mayEdit, mayRecordConsent, maySignAsWitness, noStanding } from '#core/contribution/contribution.can.ts'
import {
  choosePseudonym,
  createContribution,
  getContribution,
  submitDraft,
  type Contribution,
} from '#core/contribution/contributions.ts'
import { documentOf } from '#core/contribution/document.ts'
import type { Desk, DeskTransaction } from '#core/desk.ts'
import { allow } from '#core/people/can.ts'
import type { Machine, Role } from '#core/people/roles.ts'
import { mistakesOf, type FieldError } from '#core/platform/fields.ts'
import { sha256 } from '#core/platform/identifiers.ts'
import { recordSignoff } from '#core/review/reviews.ts'
import { ImportedStory, objectsOf, stagesOf } from './import.input.ts'
import { testimonyKind } from './testimonies.kind.ts'

/** `refused` names each wrong field and why; nothing of that story was kept. */
export type ImportResult =
  | { outcome: 'imported' | 'already'; code: string }
  | { outcome: 'refused'; mistakes: Record<string, FieldError | 'unknown_theme' | 'unknown_member' | 'unknown_column'> }

class Refused extends Error {
  readonly mistakes: Extract<ImportResult, { outcome: 'refused' }>['mistakes']
  constructor(mistakes: Refused['mistakes']) {
    super('refused')
    this.mistakes = mistakes
  }
}

/** Brings one story in, from an untrusted row. */
export async function importStory(desk: Desk, space_id: string, row: unknown): Promise<ImportResult> {
  const parsed = ImportedStory.safeParse(row)
  if (!parsed.success) {
    const unknown = parsed.error.issues.flatMap((issue) => (issue.code === 'unrecognized_keys' ? issue.keys : []))
    const { form: _, ...mistakes } = mistakesOf(parsed.error)
    return {
      outcome: 'refused',
      mistakes: {
        ...mistakes,
        ...Object.fromEntries(unknown.map((name) => [name.slice(0, 60), 'unknown_column' as const])),
      },
    }
  }
  const story = parsed.data
  const actor: Machine = { kind: 'machine', person_id: null, space_id }
  const submission_id = uuidOf(`import ${story.id}`)
  const before = await desk.db
    .selectFrom('desk.submission')
    .select('result')
    .where('id', '=', submission_id)
    .executeTakeFirst()
  if (before) return { outcome: 'already', code: (before.result as { code: string }).code }
  try {
    const { code } = await change(
      desk,
      { action: 'testimonies.import', actor, submission_id },
      async (work) => await bring(work, actor, story),
    )
    return { outcome: 'imported', code }
  } catch (error) {
    if (error instanceof Refused) return { outcome: 'refused', mistakes: error.mistakes }
    throw error
  }
}

async function bring(work: Work, actor: Machine, story: ImportedStory): Promise<{ code: string }> {
  const { tx } = work
  const collector = story.collected_by
    ? await memberByMail(tx, actor.space_id, story.collected_by, 'facilitator', 'collected_by')
    : null
  const teller = await newPerson(work, {
    name: story.told_by,
    born: story.told_by_born ? Number(story.told_by_born) : null,
    languages: [story.language],
    credited_as: null,
  })
  const credited = story.credit
    ? await newPerson(work, { name: story.credit, born: null, languages: [], credited_as: story.credit })
    : null
  const stages = stagesOf(story.places)
  if (!stages) throw new Refused({ places: 'bad_text' })
  const objects = objectsOf(story.objects)
  if (!objects) throw new Refused({ objects: 'too_long' })
  const themes = await themesOf(tx, story.themes)
  const content = contentOf(story, { teller, collector, credited, themes, stages, objects })
  const { id, code } = await createContribution(work, {
    kind: testimonyKind,
    space_id: actor.space_id,
    content,
    facilitator_id: collector,
    created_by: null,
    notes: story.notes,
  })
  work.touch(id)
  const thing = async (): Promise<Contribution> => await getContribution(tx, { id })
  await recordConsents(
    work,
    allow(mayRecordConsent(actor, await thing(), noStanding), actor, 'consent', await thing()),
    answersOf(story, teller, collector),
    collector,
  )
  if (story.shown_as)
    await choosePseudonym(
      work,
      allow(mayEdit(actor, await thing(), noStanding), actor, 'edit', await thing()),
      teller,
      story.shown_as,
    )
  if (story.send === 'no') return { code }

  const { revision_id } = await submitDraft(
    work,
    allow(mayEdit(actor, await thing(), noStanding), actor, 'edit', await thing()),
    collector,
  )
  const sign = {
    revision_id,
    decision: 'approve' as const,
    reason: '',
    opinion: '',
    opinion_is_public: false,
    recorded_by: collector,
  }
  const allowed = allow(maySignAsWitness(actor, await thing(), noStanding), actor, 'sign', await thing())
  for (const [kind, mail, role] of [
    ['editorial', story.signed_editorial_by, 'editor'],
    ['scientific', story.signed_scientific_by, 'scientist'],
  ] as const)
    if (mail)
      await recordSignoff(work, allowed, {
        ...sign,
        kind,
        person_id: await memberByMail(tx, actor.space_id, mail, role, `signed_${kind}_by`),
        method: 'screen',
      })
  if (story.signed_by_witness)
    await recordSignoff(work, allowed, { ...sign, kind: 'witness', person_id: teller, method: story.signed_by_witness })
  return { code }
}

async function newPerson(
  work: Work,
  person: { name: string; born: number | null; languages: string[]; credited_as: string | null },
): Promise<string> {
  const { id } = await work.tx
    .insertInto('desk.person')
    .values({
      ...person,
      other_names: [],
      portrait: null,
      district: null,
      phone: null,
      email: null,
      notes: '',
      presentation: '{}',
      is_listed: false,
      account_id: null,
      created_at: work.now,
      created_by: null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** The member with this mail and this role. An import never makes someone sign who has no such role here. */
async function memberByMail(
  tx: DeskTransaction,
  space_id: string,
  mail: string,
  role: Role,
  field: string,
): Promise<string> {
  const member = await tx
    .selectFrom('desk.person')
    .innerJoin('desk.role_grant', 'desk.role_grant.person_id', 'desk.person.id')
    .select('desk.person.id')
    .where('email', '=', mail)
    .where('role', '=', role)
    .where('space_id', '=', space_id)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
  if (!member) throw new Refused({ [field]: 'unknown_member' })
  return member.id
}

async function themesOf(tx: DeskTransaction, slugs: string): Promise<string[]> {
  const wanted = slugs
    .split(';')
    .map((slug) => slug.trim())
    .filter((slug) => slug !== '')
  if (wanted.length === 0) return []
  const found = await tx
    .selectFrom('desk.theme')
    .select(['id', 'slug'])
    .where('slug', 'in', wanted)
    .where('retired_at', 'is', null)
    .execute()
  if (found.length < new Set(wanted).size) throw new Refused({ themes: 'unknown_theme' })
  return found.map((theme) => theme.id)
}

type People = {
  teller: string
  collector: string | null
  credited: string | null
  themes: string[]
  stages: NonNullable<ReturnType<typeof stagesOf>>
  objects: string[]
}

function contentOf(story: ImportedStory, { teller, collector, credited, themes, stages, objects }: People): Content {
  const text = { lead: '', quote: '', machine: false }
  return {
    language: story.language,
    texts: [
      {
        ...text,
        language: story.language,
        form: 'original',
        title: story.title,
        lead: story.lead,
        quote: story.quote,
        body: documentOf(story.text),
      },
      ...(story.translation_text
        ? [
            {
              ...text,
              language: story.translation_language,
              form: 'translation' as const,
              title: story.translation_title,
              machine: story.translation_by_machine === 'yes',
              body: documentOf(story.translation_text),
            },
          ]
        : []),
      ...(story.easy_text
        ? [{ ...text, language: story.language, form: 'easy' as const, title: '', body: documentOf(story.easy_text) }]
        : []),
    ],
    period: story.period,
    themes,
    credits: [
      { role: 'told', person_id: teller },
      ...(collector ? [{ role: 'collected' as const, person_id: collector }] : []),
      ...(credited ? [{ role: 'transcribed' as const, person_id: credited }] : []),
    ],
    licence: story.licence,
    details: {
      stages,
      objects,
      collected_on: story.collected_on,
      collected_at: story.collected_at,
      medium: 'text',
    },
  }
}

function answersOf(story: ImportedStory, person_id: string, in_front_of: string | null): ConsentAnswer[] {
  const said = {
    person_id,
    capacity: 'self' as const,
    said_by: '',
    method: story.consent_how,
    in_front_of,
    wording_language: 'fr',
    ends_on: story.consent_ends_on,
  }
  const answers: Partial<Record<QuestionId, ConsentAnswer['answer']>> = {
    'site.text': story.consent_publish,
    'site.name': story.consent_name,
    'archive.text': story.consent_archive,
    'school.text': story.consent_school,
  }
  return questions.flatMap((question) => {
    const answer = answers[question.id]
    return answer
      ? [{ ...said, use: question.use, form: question.form, answer, wording: wordingOf(question, 'fr') }]
      : []
  })
}

/** A stable identifier in the form of a UUID, from any text. */
function uuidOf(text: string): string {
  const hex = sha256(text)
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  )
}
