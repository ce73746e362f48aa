import { openDatabase } from '#core/platform/database.ts'
import { listCards } from '#core/shelf/cards.ts'
import { getStory } from '#core/shelf/stories.ts'
import { listCrossings } from '#core/shelf/crossings/crossings.ts'
import { findWords } from '#core/shelf/search/find-words.ts'
import { keepCatalog } from '#core/shelf/catalog.ts'
import { databaseCpuOf } from './processes.ts'
const data = process.env['DATA_DIR'] as string
const database = await openDatabase<any, any>({ data_dir: data })
const { reader } = database
const n = Number(process.argv[2] ?? 300)
async function cost(name: string, work: (at: number) => Promise<unknown>) {
  for (let at = 0; at < 100; at++) await work(at)
  const pg = databaseCpuOf(data)
  const cpu = process.cpuUsage()
  const began = performance.now()
  for (let at = 0; at < n; at++) await work(at)
  const used = process.cpuUsage(cpu)
  console.log(
    name.padEnd(40),
    'cpu',
    ((used.user + used.system) / 1000 / n).toFixed(3),
    'pg',
    ((databaseCpuOf(data) - pg) / n).toFixed(3),
    'wall',
    ((performance.now() - began) / n).toFixed(3),
  )
}
const items = await reader.selectFrom('shelf.item').select(['id', 'code']).orderBy('code').limit(200).execute()
const look = keepCatalog(reader)
await look()
await cost('select 1 equivalent: site', () => reader.selectFrom('shelf.site').selectAll().execute())
await cost('getStory', (at) => getStory(reader, 'testimony', items[at % items.length].code))
await cost('listCrossings', (at) => listCrossings(reader, { id: items[at % items.length].id, locale: 'fr' }))
await cost('listCards 24 ids', (at) =>
  listCards(reader, { locale: 'fr', ids: items.slice(at % 100, (at % 100) + 24).map((i: any) => i.id), limit: 24 }),
)
await cost('listCards 6 ids', (at) =>
  listCards(reader, { locale: 'fr', ids: items.slice(at % 100, (at % 100) + 6).map((i: any) => i.id), limit: 6 }),
)
await cost('catalog look', () => look())
const c = await look()
await cost('catalog facets', async () => c.select({ kinds: ['testimony'] }).facets())
await cost('find girouette', () => findWords(reader, 'girouette'))
await cost('find usine', () => findWords(reader, 'usine'))
await cost('find girouete', () => findWords(reader, 'girouete'))
await database.close()
