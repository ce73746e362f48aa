// The web application: opens the doors of every capability, in every language, behind the same guard. It needs no
// server: tests call `app.request(...)`. Nothing here knows a capability by name.

import { randomUUID } from 'node:crypto'
import { Hono, type Context } from 'hono'
import type { Kysely } from 'kysely'
import type { Capability } from '#core/capability.ts'
import type { Kinds } from '#core/contribution/kind.ts'
import type { Desk, DeskDatabase } from '#core/desk.ts'
import {
  localPath,
  type Address,
  type Answer,
  type Asked,
  type Door,
  type Doors,
  type Menus,
  type ReadRules,
  type Reading,
  type Visit,
} from '#core/doors.ts'
import { hasRole, type Actor, type CardHolder, type Member, type Role } from '#core/people/roles.ts'
import { scannerAt } from '#core/media/receive/scan.ts'
import type { Config } from '#core/platform/config.ts'
import type { Clock } from '#core/platform/clock.ts'
import { AppError } from '#core/platform/errors.ts'
import { readForm, type FormValues } from '#core/platform/http/forms.ts'
import { createFlows, fileFlow, pageFlow, type Flow } from '#core/platform/http/flows.ts'
import { sameOrigin, securityHeaders } from '#core/platform/http/guard.ts'
import { createLimits, networkOf, type Limits } from '#core/platform/http/limits.ts'
import { createPageCache, type Computed, type PageCache } from '#core/platform/http/page-cache.ts'
import { formOf, readBytes, respondWith, sendable } from '#core/platform/http/sendable.ts'
import { createStanding } from '#core/platform/http/standing.ts'
import { locales, type Locale } from '#core/platform/i18n.ts'
import type { Log } from '#core/platform/log.ts'
import type { Vault } from '#core/platform/vault/vault.ts'
import { untilOthersHeard } from '#core/platform/peers.ts'
import { keepCatalog } from '#core/shelf/catalog.ts'
import type { ShelfTables } from '#core/shelf/shelf.tables.ts'
import { getSite, nextVanishing, type Site } from '#core/shelf/site.ts'
import { isDatabaseAway } from '#core/platform/database-errors.ts'
import { respondClosed } from '#ui/closed-response.tsx'
import { respondToError } from '#ui/error-response.tsx'
import { serveFiles } from './files.ts'
import { serveTownMap } from './town-map.ts'

export type AppParts = {
  config: Config
  desk: DeskDatabase
  reader: Kysely<ShelfTables>
  vault: Vault
  wake?: (job: string) => void
  capabilities: readonly Capability[]
  /** Who is asking, from cookies. Fast: no query without cookie. */
  identify: (desk: Desk, headers: Headers) => Promise<Actor>
  log: Log
  now?: Clock
  cache?: PageCache
  /** Who this process is among those that serve the town, when its ear told the database (peers.ts). */
  process?: string
  limits?: Limits
  isReady?: () => Promise<boolean>
  /** The address a request comes from, when the server knows it. */
  addressOf?: (c: Context) => string
}

export type App = {
  fetch: (request: Request, env?: object) => Promise<Response>
  request: Hono['request']
  doors: readonly Door[]
  cache: PageCache
  desk: Desk
  /** Reads the shelf's facets before anyone asks: of a large town, it takes seconds. */
  warm: () => Promise<void>
}

export function createApp(parts: AppParts): App {
  const { config, reader, capabilities, log } = parts
  const now = parts.now ?? (() => new Date())
  const cache = parts.cache ?? createPageCache()
  const limits = parts.limits ?? createLimits()
  const flows = createFlows()
  const standing = createStanding(cache)
  const kinds: Kinds = new Map(
    capabilities.flatMap((capability) => capability.kinds ?? []).map((kind) => [kind.name, kind]),
  )
  const moved = async () => {
    cache.clear()
    await untilOthersHeard(parts.desk, parts.process)
  }
  const published = capabilities.flatMap((capability) => capability.published ?? [])
  const { vault, wake } = parts
  const scan = config.clamd_url === undefined ? undefined : scannerAt(config.clamd_url)
  const desk: Desk = {
    db: parts.desk,
    kinds,
    now,
    vault,
    moved,
    published,
    ...(scan && { scan }),
    ...(wake && { wake }),
  }
  const menus = menusOf(capabilities)
  const catalog = keepCatalog(reader)
  const doors: Door[] = []
  const app = new Hono()

  let known: { site: Site; vanishing: Date | null; version: number } | undefined
  /** The site's identity, read again each time the shelf moves, by itself too, or may have moved. */
  const siteNow = async () => {
    const version = cache.version()
    const isPast = known?.vanishing && known.vanishing <= new Date()
    if (known?.version === version && !isPast && !cache.isBlind()) return known
    known = { site: await getSite(reader), vanishing: await nextVanishing(reader), version }
    return known
  }

  app.use(securityHeaders(config.origin))
  app.get('/health', async (c) => {
    const ready = await (parts.isReady ?? (async () => true))().catch(() => false)
    return c.json({ status: ready ? 'ok' : 'starting' }, ready ? 200 : 503)
  })
  app.use(serveFiles())
  app.use(serveTownMap(config.data_dir))
  app.use(sameOrigin(config.origin))

  const asked = async (c: Context, locale: Locale, address: Address): Promise<Asked> => {
    const { site } = await siteNow()
    const url = new URL(c.req.url)
    return {
      c,
      locale,
      menus,
      site,
      kinds,
      now,
      config,
      vault,
      param: (name) => {
        const value = c.req.param(name) ?? ''
        // No name holds it, and the database refuses to be asked.
        if (value.includes('\0')) throw new AppError('not_found')
        return value
      },
      query: (name) => (url.searchParams.get(name) ?? '').slice(0, 200).replace(/\0/g, ''),
      alternates: Object.fromEntries(
        locales.map((each) => [each, localPath(each, fill(address[each], c.req.param())) + url.search]),
      ) as Record<Locale, string>,
      isEasy: url.searchParams.get('facile') === '1',
    }
  }

  const visitOf = async (c: Context, locale: Locale, address: Address, isRaw = false): Promise<Visit> => {
    const isForm = c.req.method === 'POST' && !isRaw
    const form: FormValues = isForm ? await readForm(c) : (Object.create(null) as FormValues)
    c.set('typed', form)
    const sent = form['submission_id']
    const submission_id = typeof sent === 'string' && /^[0-9a-f-]{36}$/.test(sent) ? sent : randomUUID()
    const actor = await parts.identify(desk, c.req.raw.headers)
    const network = networkAsking(c)
    return { ...(await asked(c, locale, address)), reader, catalog, desk, actor, limits, network, form, submission_id }
  }

  const networkAsking = (c: Context): string => networkOf(parts.addressOf?.(c) ?? '')
  const bound = (c: Context, flow: Flow): void => {
    if (!flows.take(flow, networkAsking(c))) throw new AppError('too_many')
  }

  const open = (door: Door, handle: (c: Context, locale: Locale) => Answer) => {
    doors.push(door)
    for (const locale of locales)
      app.on(door.method.toUpperCase(), localPath(locale, door.address[locale]), async (c) => {
        c.set('locale', locale)
        return await handle(c, locale)
      })
  }

  const priv = (response: Response): Response => {
    response.headers.set('Cache-Control', 'private, no-store')
    return response
  }

  const compute = async (
    c: Context,
    locale: Locale,
    address: Address,
    handler: (reading: Reading) => Answer,
    rules: ReadRules,
  ): Promise<Computed> => {
    const { site, version, vanishing } = await siteNow()
    const reading: Reading = { ...(await asked(c, locale, address)), reader, catalog }
    const isOpen = site.is_live || rules.evenClosed === true
    const response = await (isOpen ? handler(reading) : respondClosed(reading))
    const { headers } = response
    if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'public, no-cache')
    const isShared = !headers.has('Set-Cookie') && !/private|no-store/.test(headers.get('Cache-Control') ?? '')
    const page = sendable(response.status, [...headers], await readBytes(response))
    return { page, until: vanishing, version, isShared }
  }

  const doorsOf = (capability: string): Doors => ({
    read(address, handler, rules = {}) {
      open({ capability, method: 'get', address, who: 'anyone', connection: 'reader' }, async (c, locale) => {
        const { pathname, search } = new URL(c.req.url)
        const key = pathname + search
        const kept = cache.find(key)
        if (!kept && cache.keeps) bound(c, pageFlow)
        const page = await cache
          .read(key, async () => await compute(c, locale, address, handler, rules))
          .catch((error: unknown) => {
            // The database is away: what was read before still reads.
            if (kept && isDatabaseAway(error)) return kept
            throw error
          })
        // Measured without keeping, a page is sent as it was computed.
        const form = cache.keeps
          ? await formOf(page, c.req.header('accept-encoding'), (bytes) => cache.grow(key, page, bytes))
          : page.plain
        return respondWith(page, form, c.req.raw.headers)
      })
    },
    stream(address, handler) {
      open({ capability, method: 'get', address, who: 'anyone', connection: 'reader' }, async (c, locale) => {
        bound(c, fileFlow)
        const { site } = await siteNow()
        if (!site.is_live) throw new AppError('not_found')
        const { whileItStands } = standing
        return await handler({ ...(await asked(c, locale, address)), reader, catalog, whileItStands })
      })
    },
    visit(method, address, rules, handler) {
      open({ capability, method, address, who: 'anyone', connection: 'desk' }, async (c, locale) => {
        const visit = await visitOf(c, locale, address)
        for (const limit of rules.limits ?? []) limits.take(limit, visit.network)
        return priv(await handler(visit))
      })
    },
    card(method, address, handler) {
      open({ capability, method, address, who: 'card', connection: 'desk' }, async (c, locale) => {
        const visit = await visitOf(c, locale, address)
        letIn(visit.actor, 'card')
        return priv(await handler(visit as Visit<CardHolder>))
      })
    },
    work(method, address, roles, handler) {
      open({ capability, method, address, who: roles, connection: 'desk' }, async (c, locale) => {
        const visit = await visitOf(c, locale, address)
        letIn(visit.actor, roles)
        return priv(await handler(visit as Visit<Member>))
      })
    },
    raw(method, address, who, handler) {
      open({ capability, method, address, who, connection: 'desk' }, async (c, locale) => {
        const visit = await visitOf(c, locale, address, true)
        letIn(visit.actor, who)
        return priv(await handler(visit as Visit<Member | CardHolder>))
      })
    },
  })
  for (const capability of capabilities) capability.routes?.(doorsOf(capability.name))

  app.notFound((c) => {
    const { pathname, search } = new URL(c.req.url)
    // Typed with one stroke too many, '/en/' is '/en'.
    if (c.req.method === 'GET' && /^\/[^/\\].*\/$/.test(pathname))
      return c.redirect(pathname.replace(/\/+$/, '') + search, 301)
    return respondToError(new AppError('not_found'), { c, config, menus, site: known?.site, log })
  })
  app.onError((error, c) => respondToError(error, { c, config, menus, site: known?.site, log }))

  return {
    fetch: async (request, env) => await app.fetch(request, env),
    request: app.request.bind(app) as Hono['request'],
    doors,
    cache,
    desk,
    warm: async () => void (await catalog()),
  }
}

/** Refuses whoever a door is not for: to be led to sign in, or as if the door did not exist. */
function letIn(actor: Actor, who: 'card' | readonly Role[]): void {
  const kind = who === 'card' ? 'card' : 'member'
  if (actor.kind !== kind) throw new AppError('sign_in_required', kind)
  // A screen of a role one does not have does not exist.
  if (who !== 'card' && !hasRole(actor, ...who)) throw new AppError('not_found')
}

const fill = (path: string, params: Record<string, string>): string =>
  path
    .replace(/:([a-z_]+)(?:\{(?:[^{}]|\{[^}]*\})*\})?\??/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
    .replace(/(.)\/+$/, '$1')

function menusOf(capabilities: readonly Capability[]): Menus {
  const sorted = <Entry extends { position: number }>(entries: Entry[]) =>
    entries.sort((a, b) => a.position - b.position)
  return {
    navigation: sorted(capabilities.flatMap((each) => each.navigation ?? [])),
    menu: sorted(capabilities.flatMap((each) => each.menu ?? [])),
    footer: sorted(capabilities.flatMap((each) => each.footer ?? [])),
    desk: sorted(capabilities.flatMap((each) => each.deskMenu ?? [])),
    sitemap: capabilities.flatMap((each) => each.sitemap ?? []),
  }
}
