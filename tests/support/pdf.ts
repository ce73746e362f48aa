// Reads a PDF back as anyone would: its words, its language, its title, whether a screen reader finds its structure.

import { getDocumentProxy } from 'unpdf'

export type ReadPdf = {
  /** The words of each page, in the order they are drawn; ligatures and presentation forms undone. */
  pages: string[]
  title: string
  language: string
  isTagged: boolean
  /** The roles of its structure: 'H1', 'P', 'Figure'… */
  roles: Set<string>
}

type Item = { str: string; dir: string; width: number; transform: number[]; hasEOL: boolean }

/** Line by line, each from its own beginning: right to left when its letters are. */
function wordsOf(items: readonly Item[]): string {
  const lines: { y: number; items: Item[] }[] = []
  for (const item of items) {
    const y = item.transform[5] ?? 0
    let line = lines.findLast((each) => Math.abs(each.y - y) < 3)
    if (!line) lines.push((line = { y, items: [] }))
    // A vowel sign drawn apart from its letter gives both twice.
    const isTwice = item.width < 0.01 && line.items.at(-1)?.str === item.str
    if (!isTwice) line.items.push(item)
  }
  return lines
    .map(({ items: line }) => {
      const isRtl = line.some((item) => item.dir === 'rtl')
      const at = (item: Item) => item.transform[4] ?? 0
      const read = isRtl ? line.toSorted((one, other) => at(other) - at(one)) : line
      // Two columns stand far apart on one line.
      const isApart = (item: Item, before: Item | undefined) =>
        before !== undefined && (isRtl ? at(before) - at(item) - item.width : at(item) - at(before) - before.width) > 8
      return read.map((item, index) => (isApart(item, read[index - 1]) ? ` ${item.str}` : item.str)).join('')
    })
    .join('\n')
    .normalize('NFKC')
}

/**
 * The words of an Arabic text whatever the order of the letters inside each: two letters drawn as one come back in
 * either order, according to who reads.
 */
export const arabicWords = (text: string): Set<string> =>
  new Set(
    text
      .normalize('NFKC')
      .replace(/\p{M}/gu, '')
      .split(/[^\p{L}]+/u)
      .filter((word) => word.length > 1)
      .map((word) => [...word].toSorted().join('')),
  )

type Node = { role?: string; children?: Node[] }

export async function readPdf(bytes: Uint8Array): Promise<ReadPdf> {
  const document = await getDocumentProxy(new Uint8Array(bytes))
  const pages: string[] = []
  const roles = new Set<string>()
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number)
    const { items } = await page.getTextContent({ disableNormalization: true } as object)
    pages.push(wordsOf(items.flatMap((item) => ('str' in item ? [item as Item] : []))))
    const gather = (node: Node) => {
      if (node.role) roles.add(node.role)
      node.children?.forEach(gather)
    }
    gather((await page.getStructTree()) as Node)
  }
  const { info } = await document.getMetadata()
  const facts = info as { Title?: string; Language?: string }
  const mark = (await document.getMarkInfo()) as { Marked?: boolean } | null
  return {
    pages,
    title: facts.Title ?? '',
    language: facts.Language ?? '',
    isTagged: mark?.Marked === true,
    roles,
  }
}
