// Opens the vault of the settings, with its second copy when there is one. The store's client is loaded when needed.

import path from 'node:path'
import type { Config } from '../config.ts'
import { readVaultAddress, type VaultAddress } from './address.ts'
import { openDiskVault } from './disk.ts'
import type { Vault } from './vault.ts'

export type VaultConfig = Pick<Config, 'data_dir' | 'files_url' | 'files_copy_url'>

export async function openVault(config: VaultConfig): Promise<Vault> {
  const ours = path.join(config.data_dir, 'files')
  const vault = config.files_url
    ? await openAt(readVaultAddress(config.files_url), path.join(ours, 'work'))
    : await openDiskVault(ours)
  if (!config.files_copy_url) return vault
  return { ...vault, copy: await openAt(readVaultAddress(config.files_copy_url), path.join(ours, 'work')) }
}

async function openAt(address: VaultAddress | undefined, work: string): Promise<Vault> {
  // readConfig() has told a wrong address in its own words.
  if (!address) throw new Error('FILES_URL is not an address')
  if (address.kind === 'disk') return await openDiskVault(address.folder)
  return await (await import('./s3.ts')).openS3Vault(address, work)
}
