// Opens the vault of the settings.

import path from 'node:path'
import type { Config } from '../config.ts'
import { openDiskVault } from './disk.ts'
import type { Vault } from './vault.ts'

export const openVault = async (config: Pick<Config, 'data_dir'>): Promise<Vault> =>
  await openDiskVault(path.join(config.data_dir, 'files'))
