// The virus scanner, when the settings name one: clamd, spoken to in its own few words (INSTREAM). A scanner that does
// not answer lets nothing through: the file waits.

import { once } from 'node:events'
import { createReadStream } from 'node:fs'
import { connect, type Socket } from 'node:net'

/** 'too_large': more than the scanner accepts to read (StreamMaxLength). 'away': it did not answer, or not in its words. */
export type ScanResult = 'clean' | 'virus' | 'too_large' | 'away'
export type Scanner = (file: string) => Promise<ScanResult>

const stillness_ms = 120_000

/** `scannerAt('clamd://127.0.0.1:3310')`, or `clamd:///run/clamav/clamd.ctl` for a socket of this machine. */
export function scannerAt(address: string): Scanner {
  const { hostname, port, pathname } = new URL(address)
  const where = hostname ? { host: hostname, port: Number(port || '3310') } : { path: decodeURIComponent(pathname) }
  return async (file) => {
    const socket = connect(where)
    let said = ''
    socket.setTimeout(stillness_ms, () => socket.destroy(new Error('still')))
    socket.on('data', (bytes) => (said = (said + bytes.toString('latin1')).slice(-1_000)))
    // It closes as soon as it knows, sometimes before everything was sent: what it said counts, not how it closed.
    socket.on('error', () => {})
    const closed = once(socket, 'close').catch(() => undefined)
    try {
      await once(socket, 'connect')
      await send(socket, file)
    } catch {
      // Closed under our hands: see above.
    }
    socket.end()
    await closed
    return meaningOf(said)
  }
}

async function send(socket: Socket, file: string): Promise<void> {
  const write = async (bytes: Buffer) => {
    if (socket.destroyed) throw new Error('closed')
    if (!socket.write(bytes)) await Promise.race([once(socket, 'drain'), once(socket, 'close')])
  }
  await write(Buffer.from('zINSTREAM\0'))
  for await (const chunk of createReadStream(file, { highWaterMark: 262_144 })) {
    const bytes = chunk as Buffer
    const length = Buffer.alloc(4)
    length.writeUInt32BE(bytes.length)
    await write(length)
    await write(bytes)
  }
  await write(Buffer.alloc(4))
}

function meaningOf(said: string): ScanResult {
  if (/^stream: OK\0?$/.test(said)) return 'clean'
  if (/^stream: .+ FOUND\0?$/.test(said)) return 'virus'
  return said.includes('size limit exceeded') ? 'too_large' : 'away'
}
