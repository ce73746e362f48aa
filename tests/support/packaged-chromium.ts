// The Chromium that ships inside an npm package, for Linux without a browser: unpacked once in .cache, with the libraries
// and fonts it brings, which are used only where the system lacks them.

import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { inflate } from '@sparticuz/chromium'
import { projectFolder } from '#core/platform/assets.ts'
import { alone } from '#core/platform/data-folder.ts'

export type PackagedChromium = { readonly executablePath: string; readonly env: Record<string, string> }

export async function packagedChromium(): Promise<PackagedChromium> {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error('the npm package is for Linux x64')
  const source = path.join(path.dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')), '..')
  const { version } = JSON.parse(readFileSync(path.join(source, 'package.json'), 'utf8')) as { version: string }
  const cache = path.join(projectFolder, '.cache')
  const place = path.join(cache, `chromium-${version}`)
  mkdirSync(cache, { recursive: true })
  await alone(cache, async () => {
    if (!existsSync(place)) await unpack(path.join(source, 'bin'), place)
  })
  const executablePath = path.join(place, 'chromium')
  const own = existsSync('/etc/fonts/fonts.conf') ? {} : { FONTCONFIG_FILE: path.join(place, 'fonts.conf') }
  for (const env of [own, { ...own, LD_LIBRARY_PATH: path.join(place, 'al2023', 'lib') }]) {
    if (starts(executablePath, env)) return { executablePath, env }
  }
  throw new Error('the Chromium of the npm package does not start on this system')
}

// The package unpacks into the temporary folder, whatever is there already: ours is a folder of its own.
async function unpack(source: string, place: string): Promise<void> {
  const draft = `${place}.new`
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft, { recursive: true })
  const before = process.env['TMPDIR']
  process.env['TMPDIR'] = draft
  try {
    const parts = ['chromium.br', 'fonts.tar.br', 'swiftshader.tar.br', 'al2023.tar.br']
    await Promise.all(parts.map((part) => inflate(path.join(source, part))))
  } finally {
    if (before === undefined) delete process.env['TMPDIR']
    else process.env['TMPDIR'] = before
  }
  const fonts = `<fontconfig><dir>${place}/fonts</dir><dir>/usr/share/fonts</dir><cachedir>${place}/fonts-cache</cachedir></fontconfig>`
  writeFileSync(path.join(draft, 'fonts.conf'), `<?xml version="1.0"?>\n${fonts}\n`)
  renameSync(draft, place)
}

function starts(program: string, env: Record<string, string>): boolean {
  try {
    execFileSync(program, ['--version', '--no-sandbox'], { env: { ...process.env, ...env }, stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
