// A member comes in by her link, adds a passkey, leaves, and comes back with it; then takes it away.

import { createServer } from 'node:net'
import { serve } from '@hono/node-server'
import { afterAll, expect, test } from 'vitest'
import { createSignInLink } from '#core/people/sign-in-links.ts'
import { townWithAccounts } from '#tests/support/accounts.ts'
import { openBrowser } from '#tests/support/browser.ts'

const port = await freePort()
const origin = `http://localhost:${port}`
const { app, desk, aMember } = await townWithAccounts(origin)
const server = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' })
const browser = await openBrowser()
afterAll(async () => {
  await browser.close()
  await new Promise((resolve) => server.close(resolve))
})

test('a passkey lets her in, and no longer once removed', async () => {
  const { person_id } = await aMember('editor')
  const context = await browser.newContext({ locale: 'fr-FR' })
  const page = await context.newPage()
  const refusals: string[] = []
  page.on('console', (message) => message.type() === 'error' && refusals.push(message.text()))
  const devices = await context.newCDPSession(page)
  await devices.send('WebAuthn.enable')
  await devices.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })

  await page.goto(`${origin}/entrer/lien?jeton=${await createSignInLink(desk.db, person_id, new Date())}`)
  await page.getByRole('button', { name: 'Entrer', exact: true }).click()
  await page.waitForURL(`${origin}/mon-compte`)
  await page.getByLabel('Un nom pour la reconnaître').fill('mon téléphone')
  await page.getByRole('button', { name: 'Ajouter une clé d’accès' }).click()
  await page.getByText('Votre clé d’accès est gardée.').waitFor()
  expect(await page.getByText('mon téléphone').first().isVisible()).toBe(true)

  await page.getByRole('button', { name: 'Sortir', exact: true }).click()
  await page.waitForURL(`${origin}/`)
  await page.goto(`${origin}/entrer?next=%2Fwho`)
  await page.getByRole('button', { name: 'Entrer avec une clé d’accès' }).click()
  await page.waitForURL(`${origin}/who`)
  expect(await page.textContent('body')).toContain(person_id)

  await page.goto(`${origin}/mon-compte`)
  await page.getByRole('button', { name: /^Enlever/ }).click()
  await page.getByText('Cette clé d’accès est enlevée.').waitFor()
  expect(await desk.db.selectFrom('desk.auth_passkey').select('id').execute()).toEqual([])
  await page.getByRole('button', { name: 'Sortir', exact: true }).click()
  await page.goto(`${origin}/entrer`)
  await page.getByRole('button', { name: 'Entrer avec une clé d’accès' }).click()
  await page.getByText('Cette clé d’accès n’a pas marché.').first().waitFor()
  expect(refusals.filter((text) => /Content Security Policy|TypeError/.test(text))).toEqual([])
})

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port: found } = probe.address() as { port: number }
  await new Promise((resolve) => probe.close(resolve))
  return found
}
