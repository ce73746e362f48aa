// Letters: kept when there is no mail server, sent once when there is one, tried again when it refuses.

import { createServer, type Server } from 'node:net'
import { afterAll, beforeEach, expect, test } from 'vitest'
import { testDatabase } from '#tests/support/database.ts'
import { sendWaiting, writeLetter } from './mail.ts'
import { silentLog } from './log.ts'

const { desk: db } = await testDatabase()
const letter = { to_address: 'zohra@example.org', subject: 'Votre code', body: 'Voici votre code : 482913' }
const config = { origin: 'https://recits.example.org' }
beforeEach(async () => void (await db.deleteFrom('desk.mail').execute()))
const kept = () => db.selectFrom('desk.mail').selectAll().execute()

// The least of a mail server: it accepts letters, or refuses their receiver.
const servers: Server[] = []
afterAll(() => servers.forEach((server) => server.close()))
async function mailServer(refuses = false) {
  const received: string[] = []
  const server = createServer((socket) => {
    let isData = false
    let text = ''
    socket.write('220 test\r\n')
    socket.on('error', () => {})
    socket.on('data', (chunk) => {
      text += chunk.toString('utf8')
      if (isData) {
        if (!text.endsWith('\r\n.\r\n')) return
        received.push(text)
        isData = false
        text = ''
        return socket.write('250 kept\r\n')
      }
      for (let end = text.indexOf('\r\n'); end >= 0; end = text.indexOf('\r\n')) {
        const line = text.slice(0, end)
        text = text.slice(end + 2)
        isData = line === 'DATA'
        socket.write(isData ? '354 go\r\n' : refuses && line.startsWith('RCPT') ? '550 nobody\r\n' : '250 ok\r\n')
      }
    })
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return { received, smtp_url: `smtp://127.0.0.1:${(server.address() as { port: number }).port}` }
}

test('without a mail server they wait, whole', async () => {
  await writeLetter(db, letter, new Date())
  expect(await sendWaiting(db, config, silentLog)).toBe(0)
  expect(await kept()).toMatchObject([{ ...letter, sent_at: null, attempts: 0 }])
})

test('they leave once, and their words are not kept', async () => {
  const { received, smtp_url } = await mailServer()
  await writeLetter(db, letter, new Date())
  const sent = await Promise.all([
    sendWaiting(db, { ...config, smtp_url }, silentLog),
    sendWaiting(db, { ...config, smtp_url }, silentLog),
  ])
  expect(sent.toSorted()).toEqual([0, 1])
  expect(received).toHaveLength(1)
  expect(received[0]).toMatch(/From: .*veillee@recits\.example\.org[\s\S]*To: zohra@example\.org/)
  expect(await kept()).toMatchObject([{ subject: 'Votre code', body: '', attempts: 1, sent_at: expect.any(Date) }])
  expect(await sendWaiting(db, { ...config, smtp_url }, silentLog)).toBe(0)
})

test('refused, they are tried again eight times, with the reason kept', async () => {
  const { smtp_url } = await mailServer(true)
  await writeLetter(db, letter, new Date())
  for (let minutes = 0; minutes < 18; minutes += 2)
    await sendWaiting(db, { ...config, smtp_url }, silentLog, () => new Date(Date.now() + minutes * 60_000))
  expect(await kept()).toMatchObject([
    { attempts: 8, sent_at: null, last_error: expect.stringContaining('550'), body: letter.body },
  ])
})

test('after a month they are forgotten', async () => {
  await writeLetter(db, letter, new Date(Date.now() - 31 * 86_400_000))
  await sendWaiting(db, config, silentLog)
  expect(await kept()).toEqual([])
})
