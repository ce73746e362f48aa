// A port that cannot be had is said before anything is changed.

import { createServer, type AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { portError, refuseTakenPort } from '#core/platform/port.ts'

test('a free port passes, a taken one is named', async () => {
  const other = createServer()
  await new Promise<void>((resolve) => void other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as AddressInfo
  await expect(refuseTakenPort({ host: '127.0.0.1', port })).rejects.toThrow(`Port ${port} is already taken`)
  await new Promise((resolve) => void other.close(resolve))
  await expect(refuseTakenPort({ host: '127.0.0.1', port })).resolves.toBeUndefined()
})

test('an address of another machine is named', async () => {
  await expect(refuseTakenPort({ host: '192.0.2.1', port: 3999 })).rejects.toThrow(
    'Cannot listen on 192.0.2.1, port 3999',
  )
})

test('a port kept for the system is said', () => {
  const error = Object.assign(new Error('listen'), { code: 'EACCES' })
  expect(portError(error, '127.0.0.1', 80).message).toContain('above 1023')
})
