// A kind is declared, never branched: the second one lives in its folder, and only the registry knows of it.

import { globSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const home = 'src/capabilities/articles/'
const registry = 'src/capabilities/index.ts'
const files = globSync('src/**/*.{ts,tsx}').filter((file) => !file.startsWith(home) && !/\.test\.tsx?$/.test(file))

/** The kind's or the capability's name as code would use it: a string, an import, an identifier. The HTML element is another thing. */
function mentions(code: string): string[] {
  const bare = code
    .replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*$/gm, '')
    // as="article", and the list of elements that words may be wrapped in.
    .replace(/\bas="article"|'p' \|.*'article'.*/g, '')
    // schema.org and Open Graph call any page with an author an article.
    .replace(/(?:'@type'|og:type).*'article'.*/gi, '')
  return (
    bare.match(
      /(['"`])articles?\1|['"][^'"\n]*(?:capabilities|\.)\/articles\/[^'"\n]*['"]|\barticle(?:Kind|Routes)\b|\bkind\w*\.articles?\b/gi,
    ) ?? []
  )
}

test('the check sees what it looks for', () => {
  expect(mentions(`if (kind === 'article') return`)).toHaveLength(1)
  expect(mentions('const wanted = { kinds: [`article`] }')).toHaveLength(1)
  expect(mentions(`import { articles } from './articles/index.ts'`)).toHaveLength(1)
  expect(mentions(`import { x } from '#capabilities/articles/articles.kind.ts'; use(articleKind)`)).toHaveLength(2)
  expect(mentions('<article class="card">…</article> // an article')).toEqual([])
  expect(mentions(`<Foreign as="article" lang="fr">`)).toEqual([])
  expect(mentions(`type ForeignTag = 'span' | 'p' | 'div' | 'article' | 'section'`)).toEqual([])
})

test('nothing outside its folder and the registry names the second kind', () => {
  expect(files.length).toBeGreaterThan(50)
  const found = files
    .filter((file) => file !== registry)
    .flatMap((file) => mentions(readFileSync(file, 'utf8')).map((mention) => `${file}: ${mention}`))
  expect(
    found,
    'a kind is declared in its capability; what differs from one kind to another belongs to the type Kind',
  ).toEqual([])
})

test('the registry names it in one import and one list', () => {
  const lines = readFileSync(registry, 'utf8')
    .split('\n')
    .filter((line) => /\barticles\b/.test(line))
  expect(lines).toHaveLength(2)
})
