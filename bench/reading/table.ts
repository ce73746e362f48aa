// The measures as a table, for the terminal and for README.md and LISEZMOI.md, between two marks.

import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { projectFolder } from '#core/platform/assets.ts'
import type { Stamp } from '../results.ts'
import { categories } from './lighthouse.ts'
import { pageNames, type PageName } from './pages.ts'
import { fileRows, type FileMeasures, type Language } from './files-table.ts'
import { besideStory } from './heard.ts'
import { sentenceOf, shown, type Measured, type Verdict } from './targets.ts'

export type Results = Measured & Stamp & { verdicts: Verdict[] }

const words = {
  en: {
    stories: 'stories',
    page: 'page',
    pages: {
      home: 'home',
      browse: 'browse',
      story: 'story',
      heard: 'story with sound',
      theme: 'theme',
      rare: 'search, rare',
      common: 'search, common',
      misspelt: 'search, misspelt',
    },
    columns: ['bytes', 'floor req/s', 'warm req/s', 'warm p50 / p99', 'cold p50 / p99', 'off req/s', 'off p50 / p99'],
    besides: ['catalog loaded', 'its memory', 'server memory', 'all facets', 'one publication', 'database'],
    beside: (ratios: string[]) =>
      `with sound / without: bytes ${ratios[0]} · warm req/s ${ratios[1]} · off, answers for a second of processor ${ratios[2]} · off p50 ${ratios[3]} · off p95 ${ratios[4]}`,
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
      heard: 'récit avec son',
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
    beside: (ratios: string[]) =>
      `avec son / sans : octets ${ratios[0]} · gardée ${ratios[1]} · sans cache, pages par seconde de processeur ${ratios[2]} · sans cache p50 ${ratios[3]} · p95 ${ratios[4]}`,
    run: (node: string, cpus: number, day: string) =>
      `\`npm run bench\`, ${day}, ${cpus} cœurs, Node ${node} ; durées en ms, octets en brotli.`,
  },
} satisfies Record<Language, object>

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
const rule = (count: number) => row(['---', ...Array.from({ length: count - 1 }, () => '--:')])

/** Markdown, in English or in French. */
export function tableOf(results: Results, files: FileMeasures, language: Language): string {
  const told = words[language]
  const number = (figure: number) =>
    language === 'fr' ? shown(figure).replaceAll(',', ' ').replace('.', ',') : shown(figure)
  const pair = ({ p50, p99 }: { p50: number; p99: number }) => `${number(p50)} / ${number(p99)}`
  const { cpus, node } = results.machine
  const newest = results.sizes.map(({ run }) => run).reduce((one, other) => (one > other ? one : other), '')
  const parts = results.sizes.map((size) => {
    const { stories, pages, memory, probe } = size
    const lines = pageNames.flatMap((name: PageName) => {
      const measured = pages[name]
      if (!measured) return []
      const { bytes, floor, warm, cold, off } = measured
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
    const head = `**${number(stories)} ${told.stories}**${size.run === newest ? '' : ` (${size.run.slice(0, 16).replace('T', ' ')})`}`
    const ratios = besideStory(size)
    const sound = ratios ? [told.beside(Object.values(ratios).map((each) => `${number(each)} ×`)), ''] : []
    const table = [row([told.page, ...told.columns]), rule(told.columns.length + 1), ...lines]
    return [head, '', ...table, '', ...sound, besides].join('\n')
  })
  return [told.run(node, cpus, results.day), ...parts, lighthouseOf(results), filesOf(files, language, number)]
    .filter((part) => part !== '')
    .join('\n\n')
}

function filesOf(files: FileMeasures, language: Language, number: (figure: number) => string): string {
  const { head, rows } = fileRows(files, language, number)
  return rows.length === 0 ? '' : [row(head), rule(head.length), ...rows.map(row)].join('\n')
}

function lighthouseOf({ lighthouse }: Results): string {
  if (lighthouse.length === 0) return ''
  const lines = lighthouse.map(({ page, scores }) => row([page, ...categories.map((name) => String(scores[name]))]))
  return [row(['Lighthouse', ...categories]), rule(categories.length + 1), ...lines].join('\n')
}

/** Everything, for the terminal. */
export const reportOf = (results: Results, files: FileMeasures): string =>
  [
    tableOf(results, files, 'en'),
    results.verdicts.map(sentenceOf).join('\n'),
    ...results.lighthouse.flatMap(({ page, failing }) => failing.map((each) => `Lighthouse, ${page}: ${each}`)),
  ].join('\n\n')

const marks = /(<!-- bench -->\n)[\s\S]*?(<!-- \/bench -->)/

/** Replaces what stands between the marks of README.md and LISEZMOI.md. */
export async function writeTables(results: Results, files: FileMeasures): Promise<void> {
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
      tableOf(results, files, language),
      ...(language === 'en' && missed.length ? ['\nMissed:\n', ...missed] : []),
    ].join('\n')
    await writeFile(
      file,
      text.replace(marks, (_, open: string, close: string) => `${open}\n${table}\n\n${close}`),
    )
  }
}
