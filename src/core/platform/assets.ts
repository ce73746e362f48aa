// Addresses of the built styles and scripts. Vite puts a hash of the content in each name and lists them in a manifest;
// browsers may then keep a file for ever.

import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** The folder that holds package.json: the same from the sources and from the build. */
export const projectFolder = findProject(import.meta.dirname)

/** What is served as it is: /assets/…, /fonts/…, /icons.svg. */
export function clientFolder(): string {
  return path.join(projectFolder, 'dist', 'client')
}

type Manifest = Record<string, { readonly file: string; readonly name?: string; readonly isEntry?: boolean }>
let addresses: Map<string, string> | undefined

/**
 * The address of a built file: `assetUrl('style')`, `assetUrl('veillee')`, or `assetUrl('journey-map')` for
 * journey-map.island.tsx. Before any build (tests) it is a name without file.
 */
export function assetUrl(name: string): string {
  addresses ??= readManifest()
  const address = addresses?.get(name)
  if (address) return address
  if (addresses) throw new Error(`no built file "${name}": only ${[...addresses.keys()].join(', ')}`)
  return `/assets/${name}`
}

function readManifest(): Map<string, string> | undefined {
  const file = path.join(clientFolder(), 'manifest.json')
  if (!existsSync(file)) return undefined
  const manifest = JSON.parse(readFileSync(file, 'utf8')) as Manifest
  const entries = Object.values(manifest).filter((entry) => entry.isEntry)
  return new Map(entries.map((entry) => [entry.name ?? entry.file, `/${entry.file}`]))
}

function findProject(from: string): string {
  let folder = from
  while (!existsSync(path.join(folder, 'package.json'))) {
    const above = path.dirname(folder)
    if (above === folder) throw new Error(`no package.json above ${from}`)
    folder = above
  }
  return folder
}
