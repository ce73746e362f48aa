// A real Chromium for the journeys: CHROMIUM_PATH, else the one of the system, else the one inside an npm package.

import { accessSync, constants } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import sparticuz from '@sparticuz/chromium'
import { chromium, type Browser } from 'playwright-core'

// No call home, no first-run page, no hardware: a page of ours in a closed network behaves the same everywhere.
const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
]

/** Opens Chromium without window. Close it at the end: `afterAll(() => browser.close())`. */
export async function openBrowser(): Promise<Browser> {
  const found = systemChromium()
  if (found) return chromium.launch({ executablePath: found, args: flags })
  const packaged = await packagedChromium()
  const args = [...new Set([...sparticuz.args.filter(isHarmless), ...flags])]
  return chromium.launch({ executablePath: packaged, args })
}

/** The Chromium or Chrome of this machine; undefined when there is none, or when VEILLEE_CHROMIUM=package. */
export function systemChromium(): string | undefined {
  const given = process.env['CHROMIUM_PATH']
  if (given) {
    if (isRunnable(given)) return given
    throw new Error(`CHROMIUM_PATH=${given} is not a program: correct it, or leave it out`)
  }
  if (process.env['VEILLEE_CHROMIUM'] === 'package') return undefined
  return usualPlaces().find(isRunnable)
}

async function packagedChromium(): Promise<string> {
  try {
    if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error('the npm package is for Linux x64')
    return await sparticuz.executablePath()
  } catch (cause) {
    throw new Error('no Chromium: install Chromium or Chrome, or give its path in CHROMIUM_PATH', { cause })
  }
}

// The package is made for cloud functions: one process, and no separation between sites, are not what people have.
function isHarmless(flag: string): boolean {
  return !/^--(single-process|no-zygote|headless|disable-web-security|disable-site-isolation|allow-running-insecure|window-size|disable-features)/.test(flag)
}

function usualPlaces(): string[] {
  const home = os.homedir()
  const { ProgramFiles = 'C:\\Program Files', LOCALAPPDATA = path.join(home, 'AppData', 'Local') } = process.env
  switch (process.platform) {
    case 'darwin':
      return ['Chromium', 'Google Chrome'].flatMap((name) =>
        ['/', home].map((root) => path.join(root, `Applications/${name}.app/Contents/MacOS/${name}`)),
      )
    case 'win32':
      return [ProgramFiles, `${ProgramFiles} (x86)`, LOCALAPPDATA].flatMap((root) =>
        ['Google/Chrome', 'Chromium', 'Microsoft/Edge'].flatMap((name) =>
          ['chrome.exe', 'msedge.exe'].map((program) => path.join(root, name, 'Application', program)),
        ),
      )
    default:
      return (process.env['PATH'] ?? '')
        .split(':')
        .concat('/usr/bin', '/usr/local/bin', '/snap/bin', '/opt/google/chrome')
        .flatMap((folder) => ['chromium', 'chromium-browser', 'google-chrome', 'chrome'].map((name) => path.join(folder, name)))
  }
}

function isRunnable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
