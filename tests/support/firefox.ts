// A real Firefox for journeys, when this machine has one: FIREFOX_PATH, else the one of the system. No npm package holds
// one; playwright-core's own is another program, so the one people use is driven by WebDriver BiDi.

import { readFileSync } from 'node:fs'
import path from 'node:path'
import { firefox, type Browser } from 'playwright-core'
import { isRunnable } from '#tests/support/browser.ts'

/** The Firefox of this machine; undefined when there is none: `describe.skipIf(!systemFirefox())`. */
export function systemFirefox(): string | undefined {
  const given = process.env['FIREFOX_PATH']
  if (!given) return usualPlaces().find((file) => isRunnable(file) && !isSnap(file))
  if (isRunnable(given)) return given
  throw new Error(`FIREFOX_PATH=${given} is not a program: correct it, or leave it out`)
}

function usualPlaces(): string[] {
  if (process.platform === 'darwin') return ['/Applications/Firefox.app/Contents/MacOS/firefox']
  if (process.platform === 'win32')
    return [path.join(process.env['ProgramFiles'] ?? 'C:\\Program Files', 'Mozilla Firefox', 'firefox.exe')]
  const folders = [...(process.env['PATH'] ?? '').split(':'), '/usr/bin', '/usr/local/bin']
  return folders.flatMap((folder) => ['firefox', 'firefox-esr'].map((name) => path.join(folder, name)))
}

/** Ubuntu's `firefox` is a script that opens a closed box, where no profile of ours can be read. */
const isSnap = (file: string): boolean =>
  file.startsWith('/snap/') || readFileSync(file).subarray(0, 4_000).includes('/snap/bin')

// A microphone that beeps and asks nothing. Silent: a machine without loudspeaker plays a muted sound, and no other.
const preferences = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  'media.autoplay.default': 0,
  'media.default_volume': '0',
}

/** Opens Firefox without window. Close it at the end: `afterAll(() => browser?.close())`. */
export async function openFirefox(): Promise<Browser> {
  const executablePath = systemFirefox()
  if (!executablePath) throw new Error('no Firefox: install it, or give its path in FIREFOX_PATH')
  const browser = await firefox.launch({ channel: 'moz-firefox', executablePath, firefoxUserPrefs: preferences })
  forgiveUnknown(browser)
  return browser
}

type Session = { send: (method: string, parameters: unknown) => Promise<unknown> }
type Inside = { _connection: { toImpl: (browser: Browser) => { _browserSession: Session } } }

/** playwright-core chooses day or night by a command that Firefox ESR does not know yet: nothing here needs it. */
function forgiveUnknown(browser: Browser): void {
  const inside = (browser as unknown as Inside)._connection.toImpl(browser)._browserSession
  const kind = Object.getPrototypeOf(inside) as Session
  const { send } = kind
  kind.send = async function (this: Session, method, parameters) {
    return method === 'emulation.setMediaFeaturesOverride' ? {} : await send.call(this, method, parameters)
  }
}
