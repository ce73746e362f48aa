// Where a vault is, as the settings say it: `file:///srv/files`, or
// `s3://KEY:SECRET@host:port/bucket?region=…&tls=no&prefix=…`.

import path from 'node:path'
import { fileURLToPath } from 'node:url'

export type S3Address = {
  kind: 's3'
  endpoint: string
  region: string
  key: string
  secret: string
  bucket: string
  /** '' or `town/`. */
  prefix: string
}
export type VaultAddress = { kind: 'disk'; folder: string } | S3Address

/** Undefined when it is not understood. */
export function readVaultAddress(text: string): VaultAddress | undefined {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol === 'file:' && !url.host && !url.search && url.pathname.length > 1)
    return { kind: 'disk', folder: fileURLToPath(url) }
  if (url?.protocol !== 's3:' || !url.host || !url.username || !url.password) return undefined
  const bucket = /^\/([a-z0-9][a-z0-9.-]{1,61}[a-z0-9])\/?$/.exec(url.pathname)?.[1]
  const asked = Object.fromEntries(url.searchParams)
  const { region = 'us-east-1', tls = 'yes', prefix = '', ...unknown } = asked
  const name = prefix.replace(/^\/+|\/+$/g, '')
  if (!bucket || Object.keys(unknown).length > 0) return undefined
  if (!/^(yes|no)$/.test(tls) || !/^[\w-]{1,40}$/.test(region) || !/^[\w./-]{0,200}$/.test(name)) return undefined
  return {
    kind: 's3',
    endpoint: `${tls === 'yes' ? 'https' : 'http'}://${url.host}`,
    region,
    key: decodeURIComponent(url.username),
    secret: decodeURIComponent(url.password),
    bucket,
    prefix: name && `${name}/`,
  }
}

/** Whether these are two ways of writing one place. */
export function isSamePlace(one: string, other: string): boolean {
  const placeOf = (text: string): string => {
    const address = readVaultAddress(text)
    if (address?.kind === 's3') return [address.endpoint, address.bucket, address.prefix].join(' ')
    return path.resolve(address?.folder ?? text)
  }
  return placeOf(one) === placeOf(other)
}
