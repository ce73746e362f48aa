// Lighthouse, at its mobile settings, on the demonstration town as a visitor meets it.

import lighthouse from 'lighthouse'
import { freePort } from '#core/platform/postgres-cluster.ts'
import { openBrowser } from '#tests/support/browser.ts'

export type Scores = {
  page: string
  path: string
  /** Out of a hundred, by category. */
  scores: Record<string, number>
  /** Audits that cost points, in words. */
  failing: string[]
}

export const categories = ['performance', 'accessibility', 'best-practices', 'seo'] as const

/** The scores of each page, by its name. */
export async function light(origin: string, pages: Record<string, string>): Promise<Scores[]> {
  const port = await freePort()
  const browser = await openBrowser([`--remote-debugging-port=${port}`])
  try {
    const all: Scores[] = []
    for (const [page, path] of Object.entries(pages)) all.push(await lightPage(page, origin, path, port))
    return all
  } finally {
    await browser.close()
  }
}

async function lightPage(page: string, origin: string, path: string, port: number): Promise<Scores> {
  const result = await lighthouse(origin + path, { port, onlyCategories: [...categories], logLevel: 'error' })
  const lhr = result?.lhr
  if (!lhr || lhr.runtimeError) throw new Error(`Lighthouse on ${path}: ${lhr?.runtimeError?.message ?? 'no answer'}`)
  const counted = categories.flatMap((name) => lhr.categories[name]?.auditRefs ?? []).filter(({ weight }) => weight > 0)
  const ids = new Set(counted.map(({ id }) => id))
  return {
    page,
    path,
    scores: Object.fromEntries(categories.map((name) => [name, Math.round((lhr.categories[name]?.score ?? 0) * 100)])),
    failing: Object.values(lhr.audits)
      .filter(({ id, score }) => ids.has(id) && score !== null && score < 0.995)
      .map(
        ({ title, displayValue, score }) =>
          `${title}: ${Math.round((score ?? 0) * 100)}${displayValue ? `, ${displayValue}` : ''}`,
      ),
  }
}
