// What a reader waits for before a story can be read: its HTML and its stylesheets, compressed, and whether a script
// stands in the way.

import { ask } from './load.ts'
import type { Served } from './processes.ts'

export type Weight = { html: number; css: number; blockingScripts: string[] }

export async function weigh(server: Served, path: string): Promise<Weight> {
  const page = await ask(server.origin, path)
  const html = await (await fetch(server.origin + path)).text()
  const tags = html.match(/<(?:link|script)\b[^>]*>/g) ?? []
  const attribute = (tag: string, name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1]
  let css = 0
  for (const tag of tags) {
    const href = attribute(tag, 'href')
    // Neither the sheet for paper nor the one that is off (big buttons) is waited for.
    const isWaited = !attribute(tag, 'media')?.startsWith('print') && !/ disabled\b/.test(tag)
    if (href && attribute(tag, 'rel') === 'stylesheet' && isWaited) css += (await ask(server.origin, href)).body.length
  }
  const blockingScripts = tags.filter(
    (tag) =>
      tag.startsWith('<script') && attribute(tag, 'src') !== undefined && !/\b(?:defer|async|type="module")/.test(tag),
  )
  return { html: page.body.length, css, blockingScripts }
}
