// A story as these screens need it: with its witnesses, for whoever asks. What she may not see does not exist.

import type { DeskDatabase, DeskTransaction } from '#core/desk.ts'
import { maySeal, maySee, type Standing } from '#core/contribution/contribution.can.ts'
import { originalOf, voicesOf } from '#core/contribution/content.ts'
import { getContribution, type Contribution } from '#core/contribution/contributions.ts'
import { standingOn } from '#core/contribution/standing.ts'
import { mayKeepPapers } from '#core/media/papers.can.ts'
import { allow, type Verdict } from '#core/people/can.ts'
import { type Actor } from '#core/people/roles.ts'
import { listTellersAmong, type Teller } from '#core/contribution/tellers.ts'

/** The screens about one story. */
export type StoryTab = 'story' | 'media' | 'consents' | 'papers' | 'reread' | 'review' | 'takeBack'

type Db = DeskDatabase | DeskTransaction

export type Witness = Teller
export type StorySeen = {
  thing: Contribution
  standing: Standing
  title: string
  witnesses: readonly Witness[]
  /** The screens of this story that this actor may open. */
  tabs: readonly StoryTab[]
}

type Rule = (actor: Actor, thing: Contribution, standing: Standing) => Verdict

/** The story of this code, if the rule lets this actor near it; `not_found` otherwise. */
export async function getStory(db: Db, actor: Actor, code: string, now: Date, rule: Rule = maySee): Promise<StorySeen> {
  const thing = await getContribution(db, { code })
  const standing = await standingOn(db, actor, thing, now)
  allow(rule(actor, thing, standing), actor, 'see', thing)
  return {
    thing,
    standing,
    title: originalOf(thing.draft).title,
    witnesses: await listWitnesses(db, thing),
    tabs: tabsFor(actor, thing, standing),
  }
}

/** An ended mandate shows the story no more, yet it still takes it back. What nobody sent has no review. */
function tabsFor(actor: Actor, thing: Contribution, standing: Standing): StoryTab[] {
  const isSent = thing.stage !== 'draft' && thing.stage !== 'withdrawn'
  const isSeen = maySee(actor, thing, standing).yes
  return [
    ...(isSeen ? (['story', 'media', 'consents', 'reread'] as const) : []),
    ...(mayKeepPapers(actor, thing, standing).yes ? (['papers'] as const) : []),
    ...(isSeen && isSent ? (['review'] as const) : []),
    ...(maySeal(actor, thing, standing).yes ? (['takeBack'] as const) : []),
  ]
}

/** Those whose words these are, with the name each chose instead of hers. */
async function listWitnesses(db: Db, thing: Contribution): Promise<Witness[]> {
  const voices = voicesOf(thing.draft)
  return await listTellersAmong(db, thing.id, voices)
}

/** Names of those who recorded, heard or placed something on a story one may see: the journal tells both names. */
export async function namesIn(db: Db, ids: readonly (string | null)[]): Promise<Map<string, string>> {
  const known = [...new Set(ids.filter((id) => id !== null))]
  if (known.length === 0) return new Map()
  const rows = await db.selectFrom('desk.person').select(['id', 'name']).where('id', 'in', known).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
