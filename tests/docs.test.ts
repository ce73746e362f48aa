// The documents tell the truth: links lead somewhere, settings and import fields are all told, the examples are
// accepted, and every production package has its reason.

import { existsSync, globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parse } from 'csv-parse/sync'
import { expect, test } from 'vitest'
import { ImportedStory } from '#capabilities/testimonies/import.input.ts'
import { settings } from '#core/platform/config.ts'

const root = path.resolve(import.meta.dirname, '..')
const read = (name: string): string => readFileSync(path.join(root, name), 'utf8')
const documents = globSync(['*.md', 'docs/**/*.md', 'demo/*.md', 'src/**/*.md'], { cwd: root })

test('every link leads to a file that exists', () => {
  expect(documents.length).toBeGreaterThan(20)
  const broken = documents.flatMap((name) => {
    const links = [...read(name).matchAll(/\]\(([^)\s]+)\)|src="([^"]+)"/g)].map(
      ([, link, image]) => link ?? image ?? '',
    )
    return links
      .filter((link) => !/^(https?:|mailto:|#)/.test(link))
      .filter((link) => !existsSync(path.join(root, path.dirname(name), link.split('#')[0] ?? '')))
      .map((link) => `${name}: ${link}`)
  })
  expect(broken).toEqual([])
})

test.each(['README.md', 'LISEZMOI.md', 'docs/installer.md'])('%s tells every setting and its usual value', (name) => {
  const text = read(name)
  for (const setting of settings) {
    const fallback = setting.fallback && `\`${setting.fallback}\``
    expect(text).toContain(`| \`${setting.name}\` | ${fallback}${fallback ? ' ' : ''}|`)
  }
})

test('every field of an import is told, and no other', () => {
  const told = [...read('docs/importer.md').matchAll(/^\| `(\w+)` \|/gm)].map(([, field]) => field)
  expect(told).toEqual(Object.keys(ImportedStory.shape))
})

test('the example stories are accepted', () => {
  const csv = parse(read('docs/exemples/recits.csv'), { columns: true, delimiter: ';' }) as Record<string, string>[]
  const lines = read('docs/exemples/recits.jsonl').trim().split('\n')
  const rows = [
    ...csv.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== ''))),
    ...lines.map((each) => JSON.parse(each) as unknown),
  ]
  expect(rows).toHaveLength(4)
  for (const row of rows) expect(ImportedStory.safeParse(row).error?.issues ?? []).toEqual([])
})

test('every production package has its reason', () => {
  const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> }
  const told = [...read('docs/dependencies.md').matchAll(/^\| (\S+) \| [^|]+ \| [^|]+ \|/gm)].map(([, name]) => name)
  expect(Object.keys(dependencies).length).toBeLessThan(40)
  expect(told).toEqual(expect.arrayContaining(Object.keys(dependencies)))
})
