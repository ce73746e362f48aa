// Addresses of this machine and of one's own network: what must not leave the town is only sent to them.

import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'

const own = new BlockList()
for (const [network, prefix] of [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
] as const)
  own.addSubnet(network, prefix, 'ipv4')
own.addAddress('::1', 'ipv6')
own.addSubnet('fc00::', 7, 'ipv6')
own.addSubnet('fe80::', 10, 'ipv6')

const bare = (host: string): string => host.replace(/^\[|\]$/g, '')

/** Whether this address is one's own; '::ffff:10.0.0.1' is 10.0.0.1. */
export function isPrivate(address: string): boolean {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
  const version = isIP(plain)
  return version !== 0 && own.check(plain, version === 4 ? 'ipv4' : 'ipv6')
}

/** False when a host is surely elsewhere; a name is only known once it is looked up. */
export const mayBePrivate = (host: string): boolean => isIP(bare(host)) === 0 || isPrivate(bare(host))

/** Whether every address this host has now is one's own. */
export async function leadsHome(host: string): Promise<boolean> {
  if (isIP(bare(host)) !== 0) return isPrivate(bare(host))
  const found = await lookup(host, { all: true }).catch(() => [])
  return found.length > 0 && found.every(({ address }) => isPrivate(address))
}
