// Naming bytes and throwing them away exclude each other: who does either holds them until the transaction ends.

import { sql } from 'kysely'
import type { DeskTransaction } from '../desk.ts'
import { AppError } from '../platform/errors.ts'
import type { Area, Vault } from '../platform/vault/vault.ts'

/** Waits until nobody else holds these bytes, and holds them until the end of the transaction. */
export async function holdBytes(tx: DeskTransaction, area: Area, sha256s: readonly string[]): Promise<void> {
  // Always in the same order: two transactions never wait for each other.
  for (const sha256 of [...new Set(sha256s)].toSorted())
    await sql`select pg_advisory_xact_lock(hashtextextended(${`vault ${area} ${sha256}`}, 0))`.execute(tx)
}

/** The bytes are there, brought back from the trash if need be; false when they are in neither. Once they are held. */
export async function secureBytes(
  vault: Pick<Vault, 'find' | 'restore'>,
  area: Area,
  sha256: string,
): Promise<boolean> {
  return (await vault.find(area, sha256)) !== undefined || (await vault.restore(area, sha256))
}

/**
 * To be called in the transaction that names these bytes, before it does: holds them, and makes sure that the vault has
 * them. The janitor that came first is waited for, the one that comes after finds them named.
 */
export async function claimBytes(
  tx: DeskTransaction,
  vault: Vault,
  area: Area,
  sha256s: readonly string[],
): Promise<void> {
  await holdBytes(tx, area, sha256s)
  for (const sha256 of new Set(sha256s))
    if (!(await secureBytes(vault, area, sha256))) throw new AppError('unavailable', 'these bytes are not in the vault')
}
