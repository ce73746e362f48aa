// The measures as a table, for the terminal and for README.md and LISEZMOI.md, between two marks.

import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { projectFolder } from '#core/platform/assets.ts'
import { categories } from './lighthouse.ts'
import { pageNames, type PageName } from './pages.ts'
import { sentenceOf, shown, type Measured, type Verdict } from './targets.ts'

export type Results = Measured & {
  verdicts: Verdict[]
  machine: { cpus: number; model: string; node: string }
  day: string
}
type Language = 'en' | 'fr'

const words = {
  en: {
    stories: 'stories',
    page: 'page',
    pages: {
      home: 'home',
      browse: 'browse',
      story: 'story',
      theme: 'theme',
      rare: 'search, rare',
      common: 'search, common',
      misspelt: 'search, misspelt',
    },
    columns: ['bytes', 'floor req/s', 'warm req/s', 'warm p50 / p99', 'cold p50 / p99', 'off req/s', 'off p50 / p99'],
    besides: ['catalog loaded', 'its memory', 'server memory', 'all facets', 'one publication', 'database'],
    run: (node: string, cpus: number, day: string) =>
      `\`npm run bench\`, ${day}, ${cpus} cores, Node ${node}; times in ms, bytes with brotli.`,
  },
  fr: {
    stories: 'récits',
    page: 'page',
    pages: {
      home: 'accueil',
      browse: 'liste',
      story: 'récit',
      theme: 'thème',
      rare: 'recherche, mot rare',
      common: 'recherche, mot courant',
      misspelt: 'recherche, mot mal écrit',
    },
    columns: [
      'octets',
      'plancher req/s',
      'gardée req/s',
      'gardée p50 / p99',
      'oubliée p50 / p99',
      'sans cache req/s',
      'sans cache p50 / p99',
    ],
    besides: ['catalogue chargé', 'sa mémoire', 'mémoire du serveur', 'toutes les facettes', 'une publication', 'base'],
    run: (node: string, cpus: number, day: string) =>
      `\`npm run bench\`, ${day}, ${cpus} cœurs, Node ${node} ; durées en ms, octets en brotli.`,
  },
} satisfies Record<Language, object>

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
const rule = (count: number) => row(['---', ...Array.from({ length: count - 1 }, () => '--:')])

/** Markdown, in English or in French. */
export function tableOf(results: Results, language: Language): string {
  const told = words[language]
  const number = (figure: number) =>
    language === 'fr' ? shown(figure).replaceAll(',', ' ').replace('.', ',') : shown(figure)
  const pair = ({ p50, p99 }: { p50: number; p99: number }) => `${number(p50)} / ${number(p99)}`
  const { cpus, node } = results.machine
  const parts = results.sizes.map(({ stories, pages, memory, probe }) => {
    const lines = pageNames.map((name: PageName) => {
      const { bytes, floor, warm, cold, off } = pages[name]
      return row([
        told.pages[name],
        number(bytes),
        number(floor.rate),
        number(warm.rate),
        pair(warm),
        pair(cold),
        number(off.rate),
        pair(off),
      ])
    })
    const figures = [
      `${number(probe.catalog.milliseconds)} ms`,
      `${number(probe.catalog.megabytes)} MB`,
      `${number(memory.ready)} → ${number(memory.after)} MB`,
      `${number(probe.facets.all)} ms`,
      `${number(probe.publish)} ms`,
      `${number(probe.databaseMegabytes)} MB`,
    ]
    const besides = told.besides
      .map((name, at) => `${name} ${language === 'fr' ? figures[at]?.replace('MB', 'Mo') : figures[at]}`)
      .join(' · ')
    const head = `**${number(stories)} ${told.stories}**`
    return [head, '', row([told.page, ...told.columns]), rule(told.columns.length + 1), ...lines, '', besides].join(
      '\n',
    )
  })
  return [told.run(node, cpus, results.day), ...parts, lighthouseOf(results)].filter((part) => part !== '').join('\n\n')
}

function lighthouseOf({ lighthouse }: Results): string {
  if (lighthouse.length === 0) return ''
  const lines = lighthouse.map(({ page, scores }) => row([page, ...categories.map((name) => String(scores[name]))]))
  return [row(['Lighthouse', ...categories]), rule(categories.length + 1), ...lines].join('\n')
}

/** Everything, for the terminal. */
export const reportOf = (results: Results): string =>
  [
    tableOf(results, 'en'),
    results.verdicts.map(sentenceOf).join('\n'),
    ...results.lighthouse.flatMap(({ page, failing }) => failing.map((each) => `Lighthouse, ${page}: ${each}`)),
  ].join('\n\n')

const marks = /(<!-- bench -->\n)[\s\S]*?(<!-- \/bench -->)/

/** Replaces what stands between the marks of README.md and LISEZMOI.md. */
export async function writeTables(results: Results): Promise<void> {
  for (const [name, language] of [
    ['README.md', 'en'],
    ['LISEZMOI.md', 'fr'],
  ] as const) {
    const file = path.join(projectFolder, name)
    const text = await readFile(file, 'utf8')
    if (!marks.test(text)) throw new Error(`${name} has no <!-- bench --> … <!-- /bench -->`)
    const missed = results.verdicts
      .filter(({ reached }) => !reached)
      .map((each) => `- ${sentenceOf(each).replace(/^MISSED +/, '')}`)
    const table = [
      tableOf(results, language),
      ...(language === 'en' && missed.length ? ['Missed:\n', ...missed] : []),
    ].join('\n')
    await writeFile(
      file,
      text.replace(marks, (_, open: string, close: string) => `${open}\n${table}\n\n${close}`),
    )
  }
}
