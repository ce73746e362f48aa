// How many tries (SEC-33): by account and by network, known or not.

import type { Limit, Limits } from '#core/platform/http/limits.ts'
import { sha256 } from '#core/platform/identifiers.ts'

const asks: Limit = { name: 'code asked', tries: 10, minutes: 15 }
const tries: Limit = { name: 'sign-in', tries: 10, minutes: 15 }
const everyAsk: Limit = { name: 'code asked by all', tries: 1_000, minutes: 60 }

/** Counts a code asked for. Throws `too_many`. */
export function countAsk(limits: Limits, email: string, network: string): void {
  limits.take(asks, `network ${network}`)
  limits.take(asks, `account ${keyOf(email)}`)
  limits.take(everyAsk, 'all')
}

/** Counts a code or a password tried. Throws `too_many`. */
export function countTry(limits: Limits, email: string, network: string): void {
  limits.take(tries, `network ${network}`)
  limits.take(tries, `account ${keyOf(email)}`)
}
export function forgetTries(limits: Limits, email: string, network: string): void {
  limits.giveBack(tries, `network ${network}`)
  limits.giveBack(tries, `account ${keyOf(email)}`)
}

const keyOf = (email: string): string => sha256(email.trim().toLowerCase())
