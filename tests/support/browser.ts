// A real Chromium for the journeys: CHROMIUM_PATH, else the one of the system, else the one inside an npm package.

import { accessSync, constants } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { chromium, type Browser } from 'playwright-core'
import { packagedChromium } from '#tests/support/packaged-chromium.ts'

// No call home, no first-run page, no hardware: a page of ours in a closed network behaves the same everywhere.
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-dev-shm-usage',
  '--font-render-hinting=none',
]

/** Opens Chromium without window. Close it at the end: `afterAll(() => browser.close())`. */
export async function openBrowser(more: readonly string[] = []): Promise<Browser> {
  const found = systemChromium()
  const every = [...args, ...more]
  if (found) return chromium.launch({ executablePath: found, args: every })
  const { executablePath, env } = await packagedChromium().catch((cause: unknown) => {
    throw new Error('no Chromium: install Chromium or Chrome, or give its path in CHROMIUM_PATH', { cause })
  })
  return chromium.launch({ executablePath, args: every, env: { ...process.env, ...env } as Record<string, string> })
}

/** The Chromium or Chrome of this machine; undefined when there is none, or when CHROMIUM_PATH=package. */
export function systemChromium(): string | undefined {
  const given = process.env['CHROMIUM_PATH']
  if (given === 'package') return undefined
  if (!given) return usualPlaces().find(isRunnable)
  if (isRunnable(given)) return given
  throw new Error(`CHROMIUM_PATH=${given} is not a program: correct it, or leave it out`)
}

function usualPlaces(): string[] {
  const home = os.homedir()
  if (process.platform === 'darwin') {
    return ['Chromium', 'Google Chrome'].flatMap((name) =>
      ['/', home].map((root) => path.join(root, 'Applications', `${name}.app`, 'Contents', 'MacOS', name)),
    )
  }
  if (process.platform === 'win32') {
    const { ProgramFiles = 'C:\\Program Files', LOCALAPPDATA = path.join(home, 'AppData', 'Local') } = process.env
    const programs = [
      'Google/Chrome/Application/chrome.exe',
      'Chromium/Application/chrome.exe',
      'Microsoft/Edge/Application/msedge.exe',
    ]
    return [ProgramFiles, `${ProgramFiles} (x86)`, LOCALAPPDATA].flatMap((root) =>
      programs.map((program) => path.join(root, program)),
    )
  }
  const folders = [
    ...(process.env['PATH'] ?? '').split(':'),
    '/usr/bin',
    '/usr/local/bin',
    '/snap/bin',
    '/opt/google/chrome',
  ]
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome']
  return folders.flatMap((folder) => names.map((name) => path.join(folder, name)))
}

function isRunnable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
