// A story as papers need it: who tells in it, what she agreed to, how that is kept.

import { listConsents } from '#core/consent/consents.ts'
import { agreementOf, isSealed } from '#core/consent/ledger.ts'
import { listSeals } from '#core/consent/consents.ts'
import { maySee, type Standing } from '#core/contribution/contribution.can.ts'
import { originalOf, voicesOf } from '#core/contribution/content.ts'
import { getContribution, type Contribution } from '#core/contribution/contributions.ts'
import { standingOn } from '#core/contribution/standing.ts'
import type { DeskDatabase, DeskTransaction } from '#core/desk.ts'
import { listEvidence } from '#core/media/evidence.ts'
import { allow, type Verdict } from '#core/people/can.ts'
import type { Actor } from '#core/people/roles.ts'
import type { AgreedRow } from './papers.sheets.ts'
import { listTellersAmong, type Teller } from '#core/contribution/tellers.ts'

type Db = DeskDatabase | DeskTransaction
type Rule = (actor: Actor, thing: Contribution, standing: Standing) => Verdict

export type { Teller }
export type StoryOfPapers = {
  thing: Contribution
  standing: Standing
  title: string
  tellers: readonly Teller[]
}

/** The story of this code if the rule lets this actor near it; `not_found` otherwise. */
export async function getStoryFor(
  db: Db,
  actor: Actor,
  code: string,
  now: Date,
  rule: Rule = maySee,
): Promise<StoryOfPapers> {
  const thing = await getContribution(db, { code })
  const standing = await standingOn(db, actor, thing, now)
  allow(rule(actor, thing, standing), actor, 'see', thing)
  return { thing, standing, title: originalOf(thing.draft).title, tellers: await listTellers(db, thing) }
}

/** Those whose words these are, and anyone who ever answered for herself here: her papers stay hers. */
export async function listTellers(db: Db, thing: Contribution): Promise<Teller[]> {
  const answered = await db
    .selectFrom('desk.consent')
    .select('person_id')
    .distinct()
    .where('contribution_id', '=', thing.id)
    .execute()
  const ids = [...new Set([...voicesOf(thing.draft), ...answered.map(({ person_id }) => person_id)])]
  return await listTellersAmong(db, thing.id, ids)
}

/** What one person answered, in the order of the ledger, and the name she is shown by ('' for none). */
export async function agreedBy(
  db: Db,
  thing: Contribution,
  teller: Teller,
  now: Date,
): Promise<{ rows: AgreedRow[]; shown: string }> {
  const ledger = (await listConsents(db, thing.id)).filter((row) => row.person_id === teller.person_id)
  const evidence = new Map((await listEvidence(db, thing.id)).map((each) => [each.id, each.nature]))
  const heard = [...new Set(ledger.flatMap((row) => row.in_front_of ?? []))]
  const names = heard.length
    ? await db.selectFrom('desk.person').select(['id', 'name']).where('id', 'in', heard).execute()
    : []
  const sealed = (await listSeals(db, thing.id)).some(
    (seal) => isSealed(seal, now) && seal.scope === 'name' && seal.person_id === teller.person_id,
  )
  const isNamed = !sealed && agreementOf(ledger, teller.person_id, 'site', 'name', now) !== undefined
  return {
    rows: ledger.map((row) => ({
      ...row,
      heard_by: names.find((each) => each.id === row.in_front_of)?.name ?? null,
      evidence: evidence.get(row.evidence_id ?? '') ?? null,
    })),
    shown: isNamed ? teller.name : (teller.pseudonym ?? ''),
  }
}
