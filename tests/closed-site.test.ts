// A site opens only once its legal pages are written (P-35). Before, nobody reads what is on the shelf.

import { expect, test } from 'vitest'
import { visitor } from '#core/people/roles.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aStory } from '#tests/support/stories.ts'
import { aTown } from '#tests/support/town.ts'

const town = await aTown(await testDatabase(), { live: false })
const story = await aStory(town)

test('a site that is not open yet says so, and shows no story', async () => {
  const reader = town.as(visitor)
  const home = await reader.get('/')
  expect(home.status).toBe(200)
  const html = await home.text()
  expect(html).toContain('noindex')
  expect(html).not.toContain(story.code)
  for (const path of ['/recits', `/recits/${story.code}`, '/en/stories', '/themes', `/${story.code}`])
    expect((await reader.get(path)).status, path).toBe(404)
})

test('its legal pages and the ways in are open', async () => {
  const reader = town.as(visitor)
  for (const path of ['/mentions-legales', '/accessibilite', '/contact', '/robots.txt', '/entrer'])
    expect((await reader.get(path)).status, path).toBe(200)
  expect(await (await reader.get('/robots.txt')).text()).toContain('Disallow: /')
})
