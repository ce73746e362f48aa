// A vault for tests and measures: a folder of this process, gone with it.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openDiskVault } from '#core/platform/vault/disk.ts'
import type { Vault } from '#core/platform/vault/vault.ts'

/** A new vault, empty. */
export async function testVault(): Promise<Vault> {
  const folder = mkdtempSync(path.join(tmpdir(), 'veillee-vault-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  return await openDiskVault(folder)
}
