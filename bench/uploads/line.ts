// A bad line between a client and the server: it carries bytes, counts those that go up, and is cut when asked.

import { connect, createServer, type Socket } from 'node:net'

export type Line = {
  port: number
  /** Bytes that went up, headers included. */
  sent: () => number
  cut: () => void
  close: () => Promise<void>
}

/** `perSecond`: how fast bytes may go up; as fast as they come without it. */
export async function aLine(to: number, perSecond = Number.POSITIVE_INFINITY): Promise<Line> {
  const open = new Set<Socket>()
  let up = 0
  const server = createServer((client) => {
    const far = connect(to, '127.0.0.1')
    for (const socket of [client, far]) {
      open.add(socket)
      socket.on('close', () => open.delete(socket))
      socket.on('error', () => {
        client.destroy()
        far.destroy()
      })
    }
    client.on('data', (bytes) => {
      up += bytes.length
      const isFull = !far.write(bytes)
      const wait = Number.isFinite(perSecond) ? (bytes.length / perSecond) * 1_000 : 0
      if (!isFull && wait < 1) return
      client.pause()
      const on = () => client.resume()
      if (isFull) far.once('drain', on)
      else setTimeout(on, wait)
    })
    client.on('end', () => far.end())
    far.pipe(client)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const cut = () => {
    for (const socket of open) socket.resetAndDestroy()
  }
  return {
    port: address.port,
    sent: () => up,
    cut,
    close: async () => {
      cut()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
