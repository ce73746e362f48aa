// The virus scanner, when the settings name one: clamd, spoken to in its own few words (INSTREAM). A scanner that does
// not answer lets nothing through: the file waits.

import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { connect, type NetConnectOpts, type Socket } from 'node:net'
import { setImmediate } from 'node:timers/promises'

/** 'too_large': more than the scanner accepts to read (StreamMaxLength). 'away': it did not answer, or not in its words. */
export type ScanResult = 'clean' | 'virus' | 'too_large' | 'away'
export type Scanner = (file: string) => Promise<ScanResult>

const stillness_ms = 120_000
const mostTries = 5
const ping_ms = 3_000

const whereOf = (address: string): NetConnectOpts => {
  const { hostname, port, pathname } = new URL(address)
  return hostname ? { host: hostname, port: Number(port || '3310') } : { path: decodeURIComponent(pathname) }
}

/** Whether a scanner answers there at this moment. */
export async function isScannerThere(address: string): Promise<boolean> {
  const socket = connect(whereOf(address))
  let said = ''
  socket.setTimeout(ping_ms, () => socket.destroy())
  socket.on('connect', () => socket.end('zPING\0'))
  socket.on('data', (bytes) => (said = (said + bytes.toString('latin1')).slice(-100)))
  socket.on('error', () => {})
  await once(socket, 'close').catch(() => undefined)
  return /^PONG\0?$/.test(said)
}

/** `scannerAt('clamd://127.0.0.1:3310')`, or `clamd:///run/clamav/clamd.ctl` for a socket of this machine. */
export function scannerAt(address: string): Scanner {
  const where = whereOf(address)
  return async (file) => {
    // Closed in the middle of what we were writing, its answer may be lost: it is asked again.
    for (let tries = 1; ; tries++) {
      const { result, wasCut } = await ask(where, file)
      if (!wasCut || result !== 'away' || tries === mostTries) return result
    }
  }
}

async function ask(where: NetConnectOpts, file: string): Promise<{ result: ScanResult; wasCut: boolean }> {
  const socket = connect(where)
  let said = ''
  socket.setTimeout(stillness_ms, () => socket.destroy(new Error('still')))
  socket.on('data', (bytes) => (said = (said + bytes.toString('latin1')).slice(-1_000)))
  // It closes as soon as it knows, sometimes before everything was sent: what it said counts, not how it closed.
  socket.on('error', () => {})
  const closed = once(socket, 'close').catch(() => undefined)
  let isThere = false
  let wasCut = false
  try {
    await once(socket, 'connect')
    isThere = true
    await send(socket, file, () => said !== '')
  } catch {
    wasCut = isThere
  }
  socket.end()
  await closed
  return { result: meaningOf(said), wasCut }
}

async function send(socket: Socket, file: string, hasAnswered: () => boolean): Promise<void> {
  const write = async (bytes: Buffer): Promise<void> =>
    await new Promise((resolve, reject) => socket.write(bytes, (error) => (error ? reject(error) : resolve())))
  await write(Buffer.from('zINSTREAM\0'))
  for await (const chunk of createReadStream(file, { highWaterMark: 262_144 })) {
    // An answer before the end: heard first, since writing on would lose it.
    await setImmediate()
    if (hasAnswered()) return
    const bytes = chunk as Buffer
    const length = Buffer.alloc(4)
    length.writeUInt32BE(bytes.length)
    await write(Buffer.concat([length, bytes]))
  }
  await write(Buffer.alloc(4))
}

function meaningOf(said: string): ScanResult {
  if (/^stream: OK\0?$/.test(said)) return 'clean'
  if (/^stream: .+ FOUND\0?$/.test(said)) return 'virus'
  return said.includes('size limit exceeded') ? 'too_large' : 'away'
}
