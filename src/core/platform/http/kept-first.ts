// In front of the application: a page that is kept, in the form asked, goes from memory to the socket. Everything else
// goes on to the application, which answers the same page with the same headers, more slowly.

import type { IncomingMessage, ServerResponse } from 'node:http'
import { securityHeadersOf } from './guard.ts'
import type { PageCache } from './page-cache.ts'
import { madeForm, writeTo } from './sendable.ts'

export type Listener = (incoming: IncomingMessage, outgoing: ServerResponse) => void

/** A listener for node:http. An address is only found as it was kept: any other way of writing it goes on. */
export function keptFirst(cache: Pick<PageCache, 'find' | 'isBlind'>, origin: string, otherwise: Listener): Listener {
  const always = securityHeadersOf(origin)
  return (incoming, outgoing) => {
    const { method, url } = incoming
    const page = url && (method === 'GET' || method === 'HEAD') && !cache.isBlind() ? cache.find(url) : undefined
    const form = page && madeForm(page, incoming.headers['accept-encoding'])
    if (page && form) writeTo(outgoing, incoming, page, form, always)
    else otherwise(incoming, outgoing)
  }
}
