// A wire to the database that tests can cut and mend: what a server sees when PostgreSQL falls, without stopping the one
// that every other test uses.

import { connect, createServer, type Socket } from 'node:net'

export type Wire = {
  /** The same address, through the wire. */
  through: (url: string) => string
  cut: () => Promise<void>
  mend: () => Promise<void>
  /** Nothing passes any more and nobody is told: a network that fell silent. */
  freeze: () => void
  thaw: () => void
}

/** Opens a wire to the server of this address. */
export async function aWire(url: string): Promise<Wire> {
  const target = new URL(url)
  const sockets = new Set<Socket>()
  const pairs = new Set<[Socket, Socket]>()
  let isFrozen = false
  const server = createServer((near) => {
    const far = connect(Number(target.port || 5432), target.hostname)
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => {
        sockets.delete(socket)
        near.destroy()
        far.destroy()
      })
    }
    const pair: [Socket, Socket] = [near, far]
    pairs.add(pair)
    near.on('close', () => pairs.delete(pair))
    if (!isFrozen) join(pair)
  })
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  await listen(0)
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    through: (given) => {
      const changed = new URL(given)
      changed.hostname = '127.0.0.1'
      changed.port = String(port)
      return changed.href
    },
    cut: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    },
    mend: async () => await listen(port),
    freeze: () => {
      isFrozen = true
      for (const [near, far] of pairs) {
        near.unpipe(far).pause()
        far.unpipe(near).pause()
      }
    },
    thaw: () => {
      isFrozen = false
      for (const pair of pairs) join(pair)
    },
  }
}

const join = ([near, far]: [Socket, Socket]): void => {
  near.pipe(far)
  far.pipe(near)
}
