// Permissions as pure functions, and the proof that one was asked: `Allowed<Thing, 'edit'>` can only come from `allow()`.

import { AppError } from '../platform/errors.ts'
import type { Actor } from './roles.ts'

/** yes, or no with the key of the sentence that tells why; `hidden` means the thing must not even seem to exist. */
export type Verdict = { yes: true } | { yes: false; reason: string; hidden: boolean }

export const yes: Verdict = { yes: true }
export const no = (reason: string): Verdict => ({ yes: false, reason, hidden: false })
export const hidden: Verdict = { yes: false, reason: 'hidden', hidden: true }

declare const proof: unique symbol
/** A thing together with the proof that `Action` on it was allowed to someone. */
export type Allowed<Thing, Action extends string> = Thing & { readonly [proof]: Action }

/**
 * Gives the thing back with its proof, or refuses: `not_found` when it must not seem to exist,
 * `sign_in_required` for a visitor, `forbidden` otherwise.
 */
export function allow<Thing, Action extends string>(
  verdict: Verdict,
  actor: Actor,
  _action: Action,
  thing: Thing,
): Allowed<Thing, Action> {
  if (verdict.yes) return thing as Allowed<Thing, Action>
  if (verdict.hidden) throw new AppError('not_found')
  if (actor.kind === 'visitor') throw new AppError('sign_in_required', verdict.reason)
  throw new AppError('forbidden', verdict.reason)
}
