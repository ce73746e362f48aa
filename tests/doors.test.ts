// Every door, tried by everyone (SEC-01, SEC-05, SEC-06, SEC-07, SEC-29, SEC-44): the list comes from the application
// itself, so a new door is tried on the day it opens. The list of who may enter is committed: permissions.txt.

import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { sql } from 'kysely'
import { describe, expect, test } from 'vitest'
import { capabilities } from '#capabilities/index.ts'
import { hrefOf, type Door } from '#core/doors.ts'
import { roles, visitor, type Actor } from '#core/people/roles.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aCardHolder, aPerson, aTown, origin } from '#tests/support/town.ts'
import { aStory } from '#tests/support/stories.ts'

const database = await testDatabase()
const town = await aTown(database)
const story = await aStory(town)
const stranger = aCardHolder(await aPerson(town.desk, 'Une inconnue'), 'Une inconnue', town.space_id)
const { doors } = town.app

const params = {
  code: story.code,
  slug: 'x',
  id: story.id,
  number: '123456',
  part: 'texte',
  page: 'mentions',
  person_id: story.witness_id,
}
const hrefOfDoor = (door: Door): string => hrefOf('fr', door.address, params)
const everyone: Record<string, Actor> = { visitor, card: stranger, ...town.members }
const mayEnter = (door: Door, actor: Actor): boolean =>
  door.who === 'anyone' ||
  (door.who === 'card'
    ? actor.kind === 'card'
    : actor.kind === 'member' && door.who.some((role) => actor.roles.includes(role)))

const send = async (door: Door, actor: Actor, fields: Record<string, string | string[]> = {}) =>
  door.method === 'get'
    ? await town.as(actor).get(hrefOfDoor(door))
    : await town.as(actor).post(hrefOfDoor(door), fields)

describe('who may enter', () => {
  test('is the committed list: a change of rights is one changed line', async () => {
    const file = path.join(import.meta.dirname, 'permissions.txt')
    const lines = doors.map(
      (door) =>
        `${door.method.toUpperCase().padEnd(5)} ${door.address.fr.padEnd(48)} ${door.who === 'anyone' || door.who === 'card' ? door.who : roles.filter((role) => (door.who as readonly string[]).includes(role)).join(' ')}`,
    )
    const actions = capabilities.flatMap((capability) =>
      Object.entries(capability.permissions ?? {}).map(
        ([action, who]) => `${`${capability.name}.${action}`.padEnd(54)} ${who.join(' ')}`,
      ),
    )
    const table = `# Doors\n${lines.toSorted((a, b) => a.slice(6).localeCompare(b.slice(6), 'en')).join('\n')}\n\n# Actions\n${actions.toSorted().join('\n')}\n`
    if (process.env['UPDATE_PERMISSIONS']) await writeFile(file, table)
    expect(table).toBe(await readFile(file, 'utf8'))
  })

  test('no door opens to someone it does not name', async () => {
    const wrong: string[] = []
    for (const door of doors)
      for (const [name, actor] of Object.entries(everyone)) {
        if (mayEnter(door, actor)) continue
        const response = await send(door, actor)
        const refused =
          [401, 403, 404].includes(response.status) ||
          (response.status === 303 && /\/(entrer|ma-carte)\?next=/.test(response.headers.get('location') ?? ''))
        if (!refused) wrong.push(`${name}: ${door.method} ${hrefOfDoor(door)} → ${response.status}`)
      }
    expect(wrong).toEqual([])
  })

  test('no writing is heard from another site, whoever asks', async () => {
    const wrong: string[] = []
    for (const door of doors.filter((each) => each.method === 'post'))
      for (const headers of [
        { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
        { origin: 'null', 'sec-fetch-site': 'cross-site' },
      ]) {
        const response = await town.as(town.members.administrator).post(hrefOfDoor(door), {}, headers)
        if (response.status !== 403) wrong.push(`${hrefOfDoor(door)} → ${response.status}`)
      }
    expect(wrong).toEqual([])
  })
})

describe('bad input', () => {
  const names = [
    'title',
    'name',
    'body',
    'code',
    'number',
    'email',
    'version',
    'person_id',
    'language',
    'submission_id',
    'answer',
    'scope',
    'until',
    'role',
    'text',
  ]
  const hostile: [string, Record<string, string | string[]>][] = [
    ['nothing', {}],
    ['lists where one value is expected', Object.fromEntries(names.map((name) => [name, ['a', 'b']]))],
    [
      'prototype tricks',
      { __proto__: 'x', 'constructor[prototype][isAdmin]': '1', 'title[__proto__]': 'x', toString: 'x' },
    ],
    ['null bytes', Object.fromEntries(names.map((name) => [name, 'a\0b']))],
    ['a megabyte', Object.fromEntries(names.slice(0, 1).map((name) => [name, 'é'.repeat(500_000)]))],
    [
      'fields that are not asked for',
      { stage: 'published', roles: 'administrator', space_id: story.id, created_by: story.id, is_live: 'yes' },
    ],
  ]

  // As many forms as doors: a megabyte sent to each takes its time.
  test.each(hostile)('%s never breaks a form', { timeout: 120_000 }, async (_, fields) => {
    const wrong: string[] = []
    for (const door of doors.filter((each) => each.method === 'post'))
      for (const actor of Object.values(everyone)
        .filter((each) => mayEnter(door, each))
        .slice(0, 2)) {
        const response = await send(door, actor, fields)
        if (response.status >= 500) wrong.push(`${hrefOfDoor(door)} as ${actor.kind} → ${response.status}`)
      }
    expect(wrong).toEqual([])
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined()
  })

  test('broken UTF-8, other types and too much are refused in words', async () => {
    const wrong: string[] = []
    for (const door of doors.filter((each) => each.method === 'post' && each.who === 'anyone')) {
      const post = async (body: string | Uint8Array<ArrayBuffer>, type = 'application/x-www-form-urlencoded') =>
        (
          await town.app.request(origin + hrefOfDoor(door), {
            method: 'POST',
            body,
            headers: { 'content-type': type, origin, 'sec-fetch-site': 'same-origin' },
          })
        ).status
      const seen = [
        await post('name=%ff%fe'),
        await post(new Uint8Array([110, 61, 0xff])),
        await post('{"name":"x"}', 'application/json'),
        await post('name=x', 'text/plain'),
      ]
      if (seen.some((status) => status !== 400)) wrong.push(`${hrefOfDoor(door)} → ${seen.join(' ')}`)
      const large = await post(`name=${'x'.repeat(2_100_000)}`)
      if (large !== 413) wrong.push(`${hrefOfDoor(door)} with 2 MB → ${large}`)
    }
    expect(wrong).toEqual([])
  })

  test('odd addresses and questions never break a page', async () => {
    const odd = [
      '?q=%27%22%3C&apres=%00',
      '?apres=abc&langue=__proto__',
      '?q=' + 'a'.repeat(3000),
      '?facile=2&texte[]=a',
      '?q=%ff',
      '?theme=../..&q=:*%20%26',
    ]
    const wrong: string[] = []
    for (const door of doors.filter((each) => each.method === 'get'))
      for (const question of odd)
        for (const actor of Object.values(everyone)
          .filter((each) => mayEnter(door, each))
          .slice(0, 1)) {
          const { status } = await town.as(actor).get(hrefOfDoor(door) + question)
          if (status >= 500) wrong.push(`${hrefOfDoor(door)}${question.slice(0, 40)} → ${status}`)
        }
    for (const address of [
      '/%00',
      '/%ff',
      '/..%2f..%2fetc/passwd',
      '/recits/%F0%9F%92%A9',
      '/recits/999999999999',
      '/fonts/../package.json',
      '/assets/%2e%2e/manifest.json',
      '/.env',
      '/.git/config',
    ]) {
      const { status } = await town.as(visitor).get(address)
      if (status !== 404 && status !== 400) wrong.push(`${address} → ${status}`)
    }
    expect(wrong).toEqual([])
  })
})

describe('every answer', () => {
  test('carries the security headers, errors included, and never a cookie to a reader', async () => {
    const wrong: string[] = []
    const answers = [
      ...(await Promise.all(
        doors
          .filter((each) => each.method === 'get')
          .map(async (door) => [hrefOfDoor(door), await send(door, visitor)] as const),
      )),
      ['/nowhere', await town.as(visitor).get('/nowhere')] as const,
      ['/health', await town.as(visitor).get('/health')] as const,
    ]
    for (const [address, response] of answers) {
      const policy = response.headers.get('content-security-policy') ?? ''
      if (!policy.includes("script-src 'self'") || policy.includes('unsafe')) wrong.push(`${address}: CSP`)
      for (const name of [
        'x-content-type-options',
        'permissions-policy',
        'cross-origin-opener-policy',
        'referrer-policy',
      ])
        if (!response.headers.get(name)) wrong.push(`${address}: ${name}`)
      if (response.headers.get('set-cookie')) wrong.push(`${address}: sets a cookie`)
    }
    expect(wrong).toEqual([])
  })

  test('pages hold no inline script, style or handler', async () => {
    const wrong: string[] = []
    for (const door of doors.filter((each) => each.method === 'get'))
      for (const actor of Object.values(everyone)
        .filter((each) => mayEnter(door, each))
        .slice(-1)) {
        const html = await (await send(door, actor)).text()
        if (/<script(?![^>]*\bsrc=)(?![^>]*application\/ld\+json)|\sstyle="|\son[a-z]+="/i.test(html))
          wrong.push(hrefOfDoor(door))
      }
    expect(wrong).toEqual([])
  })

  test('the public’s connection can read nothing of the desk, and public pages have no other', async () => {
    expect(await database.reader.selectFrom('shelf.item').select('id').execute()).toHaveLength(1)
    const { rows: tables } = await sql<{ schemaname: string; tablename: string }>`
      select schemaname, tablename from pg_catalog.pg_tables where schemaname in ('desk', 'jobs')`.execute(town.desk.db)
    expect(tables.length).toBeGreaterThan(15)
    for (const { schemaname, tablename } of tables)
      await expect(
        sql`select * from ${sql.table(`${schemaname}.${tablename}`)}`.execute(database.reader),
      ).rejects.toThrow(/permission denied/)
    await expect(database.reader.insertInto('shelf.gone').values({ code: '1', kind: 'x' }).execute()).rejects.toThrow(
      /permission denied|read-only/,
    )
    const reading = doors.filter((door) => door.connection === 'reader')
    expect(reading.length).toBeGreaterThan(5)
  })
})
