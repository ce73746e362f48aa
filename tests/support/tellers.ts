// A town where people tell alone, with real cards and browsers that keep their cookies; and its desk, on the same base.

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach } from 'vitest'
import { accounts } from '#capabilities/accounts/index.ts'
import { aloneRoutes } from '#capabilities/testimonies/alone.routes.tsx'
import { testimonyKind } from '#capabilities/testimonies/testimonies.kind.ts'
import { authOf } from '#core/people/auth.ts'
import { identify } from '#core/people/session.ts'
import { readConfig } from '#core/platform/config.ts'
import { createLimits } from '#core/platform/http/limits.ts'
import { silentLog } from '#core/platform/log.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aTown, origin } from '#tests/support/town.ts'
import { createApp } from '../../src/app.ts'

/** Call it at the top of a test file. The limits are new for each test. */
export async function townOfTellers() {
  const database = await testDatabase()
  const data_dir = mkdtempSync(path.join(tmpdir(), 'veillee-alone-'))
  afterAll(() => rmSync(data_dir, { recursive: true, force: true }))
  const config = readConfig({ DATA_DIR: data_dir, ORIGIN: origin })
  let now = new Date('2026-11-22T10:00:00Z')
  let limits = createLimits()
  beforeEach(() => {
    limits = createLimits()
  })
  // The desk's doors believe who asks; those of the public site read real cookies.
  const town = await aTown(database)
  const app = createApp({
    config,
    desk: database.desk,
    reader: database.reader,
    vault: town.desk.vault,
    capabilities: [accounts, { name: 'alone', kinds: [testimonyKind], routes: aloneRoutes }],
    identify: (desk, headers) => identify(authOf(desk, config), desk, headers),
    log: silentLog,
    now: () => now,
    limits: { take: (...asked) => limits.take(...asked), giveBack: (...asked) => limits.giveBack(...asked) },
  })
  const later = (seconds: number) => {
    now = new Date(now.getTime() + seconds * 1_000)
    town.setNow(now)
  }
  later(0)

  /** A browser: it keeps its cookies and sends forms from our own pages. */
  function aBrowser() {
    later(1)
    const cookies = new Map<string, string>()
    const keep = (response: Response) => {
      for (const each of response.headers.getSetCookie()) {
        const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(each) ?? []
        if (value && !/max-age=0/i.test(each)) cookies.set(name, value)
        else cookies.delete(name)
      }
      return response
    }
    const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    return {
      cookies,
      get: async (href: string) => keep(await app.request(origin + href, { headers: { cookie: cookie() } })),
      post: async (href: string, fields: Record<string, string | string[]> = {}, more: Record<string, string> = {}) => {
        const body = new URLSearchParams()
        for (const [name, value] of Object.entries(fields))
          for (const each of Array.isArray(value) ? value : [value]) body.append(name, each)
        const headers = { cookie: cookie(), origin, 'content-type': 'application/x-www-form-urlencoded', ...more }
        return keep(await app.request(origin + href, { method: 'POST', headers, body: body.toString() }))
      },
    }
  }

  /** Someone who has chosen her language and an idea: her card is made. */
  async function begun(language = 'ar') {
    const browser = aBrowser()
    const page = await (await browser.get(`/raconter/seul/idee?langue=${language}`)).text()
    const fields = {
      langue: language,
      autre: '',
      idea: 'object',
      website: '',
      submission_id: hidden(page, 'submission_id'),
    }
    return { browser, response: await browser.post('/raconter/seul/idee', fields) }
  }

  const stories = () => database.desk.selectFrom('desk.contribution').selectAll().orderBy('created_at', 'desc')
  const newest = async () => await stories().limit(1).executeTakeFirstOrThrow()
  const countStories = async () => (await stories().execute()).length
  const tellerOf = async (story: Awaited<ReturnType<typeof newest>>) =>
    await database.desk
      .selectFrom('desk.person')
      .selectAll()
      .where('id', '=', story.draft.credits[0]?.person_id ?? '')
      .executeTakeFirstOrThrow()

  return { database, app, town, later, aBrowser, begun, newest, countStories, tellerOf }
}

export type Browser = ReturnType<Awaited<ReturnType<typeof townOfTellers>>['aBrowser']>

/** The value of a hidden field in a page. */
export const hidden = (html: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
/** Number, then code when it is shown. */
export const cardIn = (html: string): string[] =>
  [...html.matchAll(/<dd class="code">([\d ]+)</g)].map(([, digits = '']) => digits.replace(/ /g, ''))
/** What the form of a page carries. */
export async function made(browser: Pick<Browser, 'get'>, href: string) {
  const html = await (await browser.get(href)).text()
  return { version: hidden(html, 'version'), base: hidden(html, 'base'), submission_id: hidden(html, 'submission_id') }
}
