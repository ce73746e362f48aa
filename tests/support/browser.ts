// A real Chromium for the journeys: CHROMIUM_PATH, else the one of the system, else the one inside an npm package.

import { spawn } from 'node:child_process'
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
  return chromium.launch({ ...(await chromiumHere()), args: [...args, ...more] })
}

/** A Chromium that can be cut down in the middle of anything, as a battery does; its profile stays in `folder`. */
export async function openMortalBrowser(
  folder: string,
  more: readonly string[] = [],
): Promise<{ browser: Browser; kill: () => Promise<void> }> {
  const { executablePath, env = process.env } = await chromiumHere()
  const own = ['--headless=new', '--remote-debugging-port=0', `--user-data-dir=${folder}`, '--disable-breakpad']
  // A group of its own: the wrapper of a distribution starts the real program, and both must fall.
  const child = spawn(executablePath, [...own, ...args, ...more], {
    env,
    detached: true,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const address = await new Promise<string>((resolve, reject) => {
    let said = ''
    child.once('exit', () => reject(new Error(`Chromium ended at once: ${said}`)))
    child.stderr.on('data', (chunk: Buffer) => {
      said += chunk.toString()
      const [, url] = /DevTools listening on (ws:\S+)/.exec(said) ?? []
      if (url) resolve(url)
    })
  })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    browser: await chromium.connectOverCDP(address),
    kill: async () => {
      if (child.pid) process.kill(-child.pid, 'SIGKILL')
      await ended
    },
  }
}

async function chromiumHere(): Promise<{ executablePath: string; env?: Record<string, string> }> {
  const found = systemChromium()
  if (found) return { executablePath: found }
  const { executablePath, env } = await packagedChromium().catch((cause: unknown) => {
    throw new Error('no Chromium: install Chromium or Chrome, or give its path in CHROMIUM_PATH', { cause })
  })
  return { executablePath, env: { ...process.env, ...env } as Record<string, string> }
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

export function isRunnable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
