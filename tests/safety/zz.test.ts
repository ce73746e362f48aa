import { test } from 'vitest'
import { makeShelf } from '../../bench/shelf-maker/index.ts'
import { capabilities } from '#capabilities/index.ts'
import { silentLog } from '#core/platform/log.ts'
import { visitor } from '#core/people/roles.ts'
import { createPageCache } from '#core/platform/http/page-cache.ts'
import { readConfig } from '#core/platform/config.ts'
import { createApp } from '../../src/app.ts'
import { testDatabase } from '#tests/support/database.ts'
import { testimonyKind } from '#capabilities/testimonies/testimonies.kind.ts'
const database = await testDatabase()
test('cost', async () => {
  const kinds = new Map(capabilities.flatMap((c) => c.kinds ?? []).map((k) => [k.name, k]))
  await makeShelf({ db: database.desk, kinds, now: () => new Date() } as never, { stories: 4000 })
  const app = createApp({
    config: readConfig({ ORIGIN: 'http://localhost', DATA_DIR: '/tmp/zzdata' }),
    desk: database.desk,
    reader: database.reader,
    capabilities,
    identify: async () => visitor,
    log: silentLog,
    cache: createPageCache({ keeps: false }),
  } as never)
  const ten = 'gare neige train école enfant maison guerre travail pays mère'
  const weird = Array.from({ length: 10 }, (_, i) => 'abcdefghijklmnopqrstuvwxyz'.slice(i, i + 14)).join(' ')
  const codes = (await database.desk
    .selectFrom('shelf.item' as never)
    .select('code' as never)
    .orderBy('code' as never)
    .limit(3)
    .execute()) as { code: string }[]
  const code = codes[0]!.code
  const paths = [
    '/',
    '/recits',
    '/recits?q=gare',
    `/recits?q=${encodeURIComponent(ten)}`,
    `/recits?q=${encodeURIComponent(weird)}`,
    '/recits?q=' + encodeURIComponent('xgare xneige xtrain xecole xenfant xmaison xguerre xtravail xpays xmere'),
    '/recits?q=' + encodeURIComponent('"' + ten + '"'),
    '/recits?q=' + encodeURIComponent('a b c d e f g h i j'),
    '/recits?q=ma',
    '/recits?q=de%20la%20le',
    '/recits?q=' + encodeURIComponent('-gare -neige train'),
    '/recits?q=' + encodeURIComponent('的的的的的的的的的的 的的'),
    '/recits?q=gare&vue=carte',
    '/recits?vue=carte',
    '/recits?vue=temps',
    '/recits?vue=temps&annees=0000-9999',
    '/recits?annees=0001-9998',
    '/recits/lieux.geojson',
    '/recits?apres=0-1-100000',
    '/recits/suggestions?q=ma',
    '/recits/suggestions?q=m%20a',
    '/recits/suggestions?q=la',
    '/api/recits?limit=100&q=gare',
    '/api/lieux',
    '/plan-du-site-100-999.xml',
    `/recits/${code}/`,
    '/croisements',
    '/themes',
  ]
  const addresses = app.doors.filter((d) => d.method === 'get' && d.connection === 'reader').map((d) => d.address.fr)
  console.log(addresses.join('\n'))
  for (const p of paths) {
    await app.request(p)
    let best = Infinity,
      cpu = Infinity,
      r: any
    for (let i = 0; i < 3; i++) {
      const c = process.cpuUsage()
      const t = performance.now()
      r = await app.request(p)
      const b = await r.arrayBuffer()
      best = Math.min(best, performance.now() - t)
      const d = process.cpuUsage(c)
      cpu = Math.min(cpu, (d.user + d.system) / 1000)
      r = { status: r.status, size: b.byteLength }
    }
    console.log(
      String(r.status),
      String(r.size),
      best.toFixed(0) + 'ms',
      'cpu',
      cpu.toFixed(0),
      decodeURIComponent(p).slice(0, 80),
    )
  }
}, 500000)
