// Everything one page of review shows, gathered and put in order: sides, remarks, agreements, decisions.

import { agreementOf } from '#core/consent/ledger.ts'
import { listConsents } from '#core/consent/consents.ts'
import type { Form } from '#core/consent/uses.ts'
import { mediaOf, originalOf, voicesOf, type Content } from '#core/contribution/content.ts'
import { mayEdit, type Standing } from '#core/contribution/contribution.can.ts'
import { listRevisions, type Contribution } from '#core/contribution/contributions.ts'
import { plainTextOf } from '#core/contribution/document.ts'
import type { Kind } from '#core/contribution/kind.ts'
import type { Desk } from '#core/desk.ts'
import { listLacks } from '#core/media/lacks.ts'
import { formsOf } from '#core/media/needs.ts'
import type { Member } from '#core/people/roles.ts'
import { notFound } from '#core/platform/errors.ts'
import type { Locale } from '#core/platform/i18n.ts'
import { listRemarks, listSignoffs } from '#core/review/reviews.ts'
import { approvedAmong, dueOn } from '#core/review/signoffs.ts'
import { themeNameIn } from '#core/shelf/browse.ts'
import { formatPeriod } from '#ui/periods.ts'
import { placeRemarks } from './anchors.rules.ts'
import { afterSide, beforeSide, differencesBetween, type Piece } from '#core/contribution/differences.ts'
import { layOut, wordsOfDetails } from './differences.rules.ts'
import { boardsOf, isOwn, mayReadNotes, mayReadOpinions } from './review.can.ts'
import { listPeople, listRequired, listThemeNames, type PersonShown } from './review.queries.ts'
import { chooseSides, sortedTexts, textName, type Checks, type Chosen } from './review.rules.ts'
import { texts } from './texts.ts'

export type SidesAsked = { text: string; before: string; after: string; locale: Locale }
export type Review = Awaited<ReturnType<typeof readReview>>

export async function readReview(
  desk: Desk,
  actor: Member,
  contribution: Contribution,
  standing: Standing,
  asked: SidesAsked,
) {
  const { db } = desk
  const now = desk.now()
  const kind = desk.kinds.get(contribution.kind)
  const revisions = (await listRevisions(db, contribution.id)).map((each) => ({
    ...each,
    voices: voicesOf(each.content),
  }))
  const signoffs = await listSignoffs(db, contribution.id)
  const required = (await listRequired(db, contribution.space_id)).filter(
    (each) => each !== 'witness' || kind?.needsConsent,
  )
  const approved = approvedAmong(revisions, signoffs, required)
  const newest = revisions.at(-1)
  const chosen = chooseSides(revisions, approved, asked)
  // What nobody sent yet is not for review.
  if (!newest || !chosen || !kind) throw notFound()

  const remarks = await listRemarks(db, contribution.id)
  const consents = kind.needsConsent ? await listConsents(db, contribution.id) : []
  const people = await listPeople(db, [
    ...newest.content.credits.map((each) => each.person_id),
    ...revisions.flatMap((each) => each.created_by ?? []),
    ...signoffs.map((each) => each.person_id),
    ...remarks.flatMap((each) => [each.author_id, each.settled_by ?? each.author_id]),
    ...(contribution.facilitator_id ? [contribution.facilitator_id] : []),
  ])
  const nameOf = (id: string | null) => (id && people.get(id)?.name) || ''
  const mine = remarks.filter((each) => `${each.language}.${each.form}` === textName(chosen.text))
  const plain = plainTextOf(chosen.text.body)
  const placed = placeRemarks(plain, mine)
  const formsAsked = [...new Set(mediaOf(newest.content).flatMap((each) => formsOf(each, newest.voices)))]
  const agreements = newest.voices.map((voice) => ({
    name: nameOf(voice),
    text: answerOf(consents, voice, 'text', now),
    shownName: answerOf(consents, voice, 'name', now),
    // What its sounds and pictures ask for beside.
    shown: formsAsked.map((form) => ({ form, answer: answerOf(consents, voice, form, now) })),
  }))
  const themes = await listThemeNames(db, [
    ...new Set([
      ...chosen.proposed.content.themes,
      ...(chosen.against.kind === 'revision' ? chosen.against.revision.content.themes : []),
    ]),
  ])
  const due = dueOn(newest, signoffs, required)
  const checks: Checks = {
    consents: kind.needsConsent ? agreements.length > 0 && agreements.every((each) => each.text.given_at) : null,
    remarks: remarks.every((each) => each.settled_at !== null),
    dates: newest.content.period !== '',
    words: originalOf(newest.content).title !== '' && plainTextOf(originalOf(newest.content).body) !== '',
    witness: required.includes('witness') ? !due.includes('witness') : null,
  }
  const opinions = mayReadOpinions(actor, contribution)
  return {
    contribution: {
      code: contribution.code,
      stage: contribution.stage,
      work_stage: contribution.work_stage,
      stage_since: contribution.stage_since,
    },
    needsConsent: kind.needsConsent,
    revisions: revisions.map(({ id, number, created_at, created_by }) => ({
      id,
      number,
      created_at,
      by: nameOf(created_by),
      isApproved: id === approved?.id,
    })),
    newest: { id: newest.id, number: newest.number },
    chosen,
    texts: sortedTexts(chosen.proposed.content).map((each) => ({
      language: each.language,
      form: each.form,
      remarks: remarks.filter((one) => `${one.language}.${one.form}` === textName(each) && !one.settled_at).length,
    })),
    title: originalOf(newest.content).title,
    language: newest.content.language,
    told: peopleOf(newest.content, people, ['told', 'wrote']),
    collected: peopleOf(newest.content, people, ['collected']),
    facilitator: nameOf(contribution.facilitator_id),
    sides: sidesOf(chosen, placed),
    around: aroundOf(
      chosen,
      kind,
      themes.map(({ id, names }) => ({ id, name: themeNameIn(names, asked.locale).text })),
      people,
      asked.locale,
    ),
    remarks: placed.map(({ thing, number, passage }) => ({
      ...thing,
      number,
      isPlaced: passage !== undefined,
      by: nameOf(thing.author_id),
      settledBy: nameOf(thing.settled_by),
    })),
    agreements,
    workshop: mayEdit(actor, contribution, standing).yes ? kind.workshop(contribution.code) : undefined,
    notes: mayReadNotes(actor, contribution, standing) ? contribution.notes : '',
    decisions: signoffs.map((each) => ({
      ...each,
      by: nameOf(each.person_id),
      number: revisions.find((revision) => revision.id === each.revision_id)?.number ?? 0,
      opinion: each.opinion_is_public || opinions ? each.opinion : '',
    })),
    required,
    due,
    media: mediaOf(newest.content).length,
    lacks: await listLacks(db, contribution.id, newest.content, now),
    checks,
    boards: boardsOf(actor, contribution),
    isOwn: isOwn(actor, contribution),
    now,
  }
}

type Consents = Awaited<ReturnType<typeof listConsents>>

function answerOf(consents: Consents, person_id: string, form: Form, now: Date) {
  const last = consents.findLast((row) => row.person_id === person_id && row.use === 'site' && row.form === form)
  const agreement = agreementOf(consents, person_id, 'site', form, now)
  const answer: 'yes' | 'no' | 'later' | 'ended' | 'none' = !last
    ? 'none'
    : last.answer !== 'yes'
      ? last.answer
      : agreement
        ? 'yes'
        : 'ended'
  return { answer, given_at: agreement?.given_at ?? null, ends_on: answer === 'yes' ? (last?.ends_on ?? null) : null }
}

const peopleOf = (
  content: Content,
  people: ReadonlyMap<string, PersonShown>,
  roles: readonly string[],
): PersonShown[] => {
  const ids = new Set(content.credits.filter(({ role }) => roles.includes(role)).map(({ person_id }) => person_id))
  return [...ids].flatMap((id) => people.get(id) ?? [])
}

function sidesOf(
  chosen: Chosen<{ id: string; number: number; content: Content }>,
  placed: ReturnType<typeof placeRemarks>,
) {
  const { text, against } = chosen
  const after = plainTextOf(text.body)
  const whole = (words: string): Piece[] => (words === '' ? [] : [{ kind: 'same', text: words }])
  if (against.kind === 'revision' && against.text) {
    const pieces = differencesBetween(plainTextOf(against.text.body), after, text.language)
    return { left: layOut(against.text.body, beforeSide(pieces)), right: layOut(text.body, afterSide(pieces), placed) }
  }
  const left =
    against.kind === 'original' ? layOut(against.text.body, whole(plainTextOf(against.text.body))) : undefined
  return { left, right: layOut(text.body, whole(after), placed) }
}

/** What is signed together with the text: its title and lead, its period, themes, credits, places. */
function aroundOf(
  chosen: Chosen<{ content: Content }>,
  kind: Kind,
  themes: readonly { id: string; name: string }[],
  people: ReadonlyMap<string, PersonShown>,
  locale: Locale,
) {
  const { text, against, proposed } = chosen
  const old = against.kind === 'revision' ? against : undefined
  const language = text.language
  const compare = (before: string | undefined, after: string) => differencesBetween(before ?? after, after, language)
  const themeNames = (content: Content) =>
    content.themes
      .map((id) => themes.find((theme) => theme.id === id)?.name ?? '')
      .filter(Boolean)
      .join(' · ')
  const places = (content: Content) =>
    kind
      .placesOf(content)
      .map((place) => [place.name, formatPeriod(place.when, locale)].filter(Boolean).join(', '))
      .join(' · ')
  const credits = (content: Content) =>
    [...new Set(content.credits.map(({ person_id }) => people.get(person_id)?.name ?? '…'))].join(' · ')
  const details = (content: Content) => {
    const named = new Set(kind.placesOf(content).map((place) => place.name))
    return wordsOfDetails(kind.publicDetails(content.details))
      .filter((words) => !named.has(words))
      .join('\n')
  }
  const before = old?.revision.content
  const facts = {
    period: (content: Content) => formatPeriod(content.period, locale),
    themes: themeNames,
    places,
    credits,
    // The other licences are known by their short name; this one is a sentence.
    licence: ({ licence }: Content) =>
      licence === 'all-rights-reserved' ? texts.in(locale)('around.readOnly') : licence,
    details,
  }
  return {
    language,
    words: (['title', 'lead', 'quote'] as const).map((name) => ({
      name,
      pieces: compare(old ? (old.text?.[name] ?? '') : undefined, text[name]),
    })),
    facts: Object.entries(facts).map(([name, of]) => ({
      name: name as keyof typeof facts,
      pieces: compare(before && of(before), of(proposed.content)),
    })),
  }
}
