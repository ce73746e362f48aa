// The tree of themes, from the desk to its public pages. At HTTP level.

import { describe, expect, test } from 'vitest'
import { visitor } from '#core/people/roles.ts'
import { testDatabase } from '#tests/support/database.ts'
import { theme } from '#tests/support/desk-forms.ts'
import { aStory } from '#tests/support/stories.ts'
import { aTown } from '#tests/support/town.ts'

const town = await aTown(await testDatabase())
const admin = town.as(town.members.administrator)
const anyone = town.as(visitor)

const themeId = async (slug: string) =>
  (await town.desk.db.selectFrom('desk.theme').select('id').where('slug', '=', slug).executeTakeFirstOrThrow()).id
const path = (href: string | null) => (href ?? '').replace('http://localhost:3000', '')

describe('themes', () => {
  test('are added, shown with what was told under them, and found by their name', async () => {
    expect((await admin.post('/bureau/themes/nouveau', theme)).status).toBe(303)
    expect((await admin.post('/bureau/themes/nouveau', theme)).status).toBe(422)
    const id = await themeId('voisins')
    expect((await admin.post('/bureau/themes/nouveau', { ...theme, name_fr: 'Paliers', parent_id: id })).status).toBe(
      303,
    )
    await aStory(town, { title: 'Le palier', themes: [await themeId('paliers')] })
    const page = await (await anyone.get('/themes/voisins')).text()
    expect(page).toContain('Qui a frappé')
    expect(page).toContain('Le palier')
    expect(page).toContain('/themes/paliers')
    expect(await (await anyone.get('/en/themes/voisins')).text()).toContain('Neighbours')
    expect((await anyone.get('/themes/inconnu')).status).toBe(404)
  })
  test('keep every address they ever had, when renamed and moved', async () => {
    const id = await themeId('voisins')
    await admin.post(`/bureau/themes/${id}`, { ...theme, name_fr: 'Voisines et voisins' })
    await admin.post(`/bureau/themes/${id}`, { ...theme, name_fr: 'De palier en palier' })
    for (const old of ['voisins', 'voisines-et-voisins']) {
      const response = await anyone.get(`/themes/${old}`)
      expect([response.status, path(response.headers.get('location'))]).toEqual([301, '/themes/de-palier-en-palier'])
    }
    await admin.post('/bureau/themes/nouveau', { ...theme, name_fr: 'Travail' })
    await admin.post(`/bureau/themes/${id}`, {
      ...theme,
      name_fr: 'De palier en palier',
      parent_id: await themeId('travail'),
    })
    expect((await anyone.get('/themes/de-palier-en-palier')).status).toBe(200)
    expect((await anyone.get('/themes/voisins')).status).toBe(301)
  })
  test('an old address taken by a new theme leads to the new one', async () => {
    expect(
      (await admin.post('/bureau/themes/nouveau', { ...theme, name_fr: 'Autre chose', slug: 'Voisins' })).status,
    ).toBe(303)
    expect((await anyone.get('/themes/voisins')).status).toBe(200)
  })
  test('never hang from what they hold', async () => {
    const [top, under] = [await themeId('travail'), await themeId('paliers')]
    expect((await admin.post(`/bureau/themes/${top}`, { ...theme, name_fr: 'Travail', parent_id: under })).status).toBe(
      422,
    )
    expect((await admin.post(`/bureau/themes/${top}`, { ...theme, name_fr: 'Travail', parent_id: top })).status).toBe(
      422,
    )
  })
  test('are put in order, retired and hung again', async () => {
    const [first, second] = [await themeId('travail'), await themeId('voisins')]
    const order = async () =>
      (
        await town.desk.db
          .selectFrom('shelf.theme')
          .select('slug')
          .where('parent_id', 'is', null)
          .orderBy('position')
          .orderBy('slug')
          .execute()
      ).map((row) => row.slug)
    expect(await order()).toEqual(['travail', 'voisins'])
    await admin.post(`/bureau/themes/${second}/place`, { step: 'up' })
    expect(await order()).toEqual(['voisins', 'travail'])
    await admin.post(`/bureau/themes/${first}/retirer`, {})
    // What hung from it moves up one step.
    expect((await order()).toSorted()).toEqual(['de-palier-en-palier', 'voisins'])
    expect((await anyone.get('/themes/travail')).status).toBe(404)
    await admin.post(`/bureau/themes/${first}/retirer`, { again: 'yes' })
    expect((await anyone.get('/themes/travail')).status).toBe(200)
  })
})
