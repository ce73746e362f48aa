// npm test: sets everything up, then tries everything. The last line is the total, alone: `N passed, N failed`.
// `npm test -- --only types,lint` runs some steps; words after them go to Vitest (a file, -t "words of a title").

import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { spawn } from 'node:child_process'
import path from 'node:path'
import { build, project, run, setUp } from './set-up.mjs'
import { orTrouble, tell } from './terminal.mjs'

const tools = {
  types: { title: { fr: 'Types', en: 'Types' }, args: ['typescript/bin/tsc', '-p', '.'] },
  lint: {
    title: { fr: 'Règles du code et accessibilité', en: 'Code rules and accessibility' },
    args: ['oxlint/bin/oxlint', '--deny-warnings'],
  },
  format: { title: { fr: 'Mise en forme', en: 'Formatting' }, args: ['oxfmt/bin/oxfmt', '--check'] },
  build: { title: { fr: 'Construction', en: 'Build' } },
}
const suites = {
  unit: { fr: 'Règles, salles et pages', en: 'Rules, rooms and pages' },
  journeys: { fr: 'Parcours dans un vrai navigateur', en: 'Journeys in a real browser' },
}

let passed = 0
let failed = 0

await orTrouble(async () => {
  const { steps, rest } = asked(process.argv.slice(2))
  const node = await setUp({ dev: true, build: false })
  // Journeys open the built site.
  if (steps.has('journeys')) steps.add('build')
  await Promise.all(
    Object.keys(tools)
      .filter((name) => steps.has(name))
      .map((name) => tryTool(node, name)),
  )
  for (const name of Object.keys(suites)) if (steps.has(name)) await trySuite(node, name, rest)
  console.log(`${passed} passed, ${failed} failed`)
  if (failed > 0) process.exitCode = 1
})

/** @param {string[]} words */
function asked(words) {
  const at = words.indexOf('--only')
  const every = [...Object.keys(tools), ...Object.keys(suites)]
  if (at < 0) return { steps: new Set(every), rest: words }
  const steps = (words[at + 1] ?? '').split(',')
  const unknown = steps.find((step) => !every.includes(step))
  if (unknown !== undefined) {
    console.error(`--only ${every.join(',')}`)
    process.exit(2)
  }
  return { steps: new Set(steps), rest: words.toSpliced(at, 2) }
}

/** One tool is one check. @param {string} node @param {string} name */
async function tryTool(node, name) {
  const { title, args } = tools[name]
  const start = Date.now()
  const { code, output } = args ? await runTool(node, args) : await build(node)
  if (code === 0) passed += 1
  else failed += 1
  verdict(title, code === 0, start)
  if (code !== 0) console.log(output.trimEnd())
}

/** @param {string} node @param {string[]} args */
function runTool(node, [program, ...options]) {
  return run(node, [path.join(project, 'node_modules', program), ...options])
}

/** A Vitest project: each of its tests is one check. @param {string} node @param {string} name @param {string[]} rest */
async function trySuite(node, name, rest) {
  const start = Date.now()
  const file = path.join(project, '.cache', `${name}.json`)
  mkdirSync(path.dirname(file), { recursive: true })
  rmSync(file, { force: true })
  tell({ fr: `${suites[name].fr}…`, en: `${suites[name].en}…` })
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
  const vitest = path.join(project, 'node_modules', 'vitest', 'vitest.mjs')
  // A file named on the command line may belong to the other suite only.
  const maybeNone = rest.length > 0 ? ['--passWithNoTests'] : []
  const code = await show(node, [vitest, 'run', '--project', name, ...maybeNone, ...reporters, ...rest])
  const counted = count(file)
  // An error outside any test (a server that did not start, a worker that died) counts too.
  if (code !== 0 && counted.failed === 0) counted.failed = 1
  passed += counted.passed
  failed += counted.failed
  verdict(suites[name], counted.failed === 0, start)
  for (const title of counted.titles) console.log(`  ✗ ${title}`)
}

/** @param {string} file */
function count(file) {
  if (!existsSync(file)) return { passed: 0, failed: 0, titles: [] }
  const report = JSON.parse(readFileSync(file, 'utf8'))
  const files = report.testResults
  const tests = files.flatMap((each) =>
    each.assertionResults.map((test) => ({ ...test, file: path.relative(project, each.name) })),
  )
  const broken = tests.filter((test) => test.status === 'failed')
  // A file that could not even be read has no test to count.
  const unread = files.filter(
    (each) => each.status === 'failed' && !each.assertionResults.some((test) => test.status === 'failed'),
  )
  return {
    passed: tests.filter((test) => test.status === 'passed').length,
    failed: broken.length + unread.length,
    titles: [
      ...broken.map((test) => `${test.file}: ${test.fullName}`),
      ...unread.map((each) => path.relative(project, each.name)),
    ],
  }
}

/** Runs a program whose words are shown as they come. @param {string} node @param {string[]} args @returns {Promise<number | null>} */
function show(node, args) {
  return new Promise((resolve) => {
    const child = spawn(node, args, { cwd: project, stdio: ['ignore', 'inherit', 'inherit'] })
    child.once('error', () => resolve(-1))
    child.once('exit', resolve)
  })
}

/** @param {{ fr: string, en: string }} title @param {boolean} isRight @param {number} start */
function verdict(title, isRight, start) {
  const line = (words) => `${isRight ? '✓' : '✗'} ${words} (${((Date.now() - start) / 1000).toFixed(1)} s)`
  tell({ fr: line(title.fr), en: line(title.en) })
}
