// The home composed by editors and the stories that open a theme, at HTTP level: who may, what shows, and when.

import { describe, expect, test } from 'vitest'
import { change } from '#core/change.ts'
import { placeSeal } from '#core/consent/consents.ts'
import { getContribution } from '#core/contribution/contributions.ts'
import { allow, yes } from '#core/people/can.ts'
import { roles, visitor } from '#core/people/roles.ts'
import { testDatabase } from '#tests/support/database.ts'
import { theme } from '#tests/support/desk-forms.ts'
import { aStory } from '#tests/support/stories.ts'
import { aTown } from '#tests/support/town.ts'

const town = await aTown(await testDatabase())
const editor = town.as(town.members.editor)
const admin = town.as(town.members.administrator)
const anyone = town.as(visitor)

await admin.post('/bureau/themes/nouveau', theme)
const { id: voisins } = await town.desk.db
  .selectFrom('desk.theme')
  .select('id')
  .where('slug', '=', 'voisins')
  .executeTakeFirstOrThrow()
const gare = await aStory(town, { title: 'La gare', body: 'On attendait.', themes: [voisins], period: '1962' })
const pont = await aStory(town, { title: 'Le pont Érable', themes: [voisins], language: 'ar', period: '1964' })
const puits = await aStory(town, { title: 'Le puits', themes: [voisins] })
const secret = await aStory(town, { title: 'Brouillon secret', until: 'draft' })

const thread = {
  title_fr: 'De gare en pont',
  title_en: 'From station to bridge',
  title_ar: '',
  words_fr: 'Partir, arriver.',
  words_en: '',
  words_ar: '',
  from: 'stories',
  theme_id: '',
  language: '',
  decade: '',
}
const page = async (path: string) => await (await anyone.get(path)).text()
const drafted = async () => {
  const { value } = await town.desk.db
    .selectFrom('desk.setting')
    .select('value')
    .where('name', '=', 'home')
    .executeTakeFirstOrThrow()
  return value as { version: number; draft: { threads: { id: string; title: { fr: string } }[] } }
}
const publish = async () => await editor.post('/bureau/accueil/publier', { version: String((await drafted()).version) })
const threadId = async (title: string) =>
  (await drafted()).draft.threads.find((each) => each.title.fr === title)?.id ?? ''
const band = (html: string, id: string) =>
  new RegExp(`<section[^>]* id="${id}".*?</section>`, 's').exec(html)?.[0] ?? ''
const takeBack = async (id: string) => {
  const actor = { kind: 'machine' as const, person_id: null, space_id: town.space_id }
  await change(town.desk, { action: 'test.seal', actor }, async (work) => {
    await placeSeal(work, allow(yes, actor, 'seal', await getContribution(work.tx, { id })), {
      scope: 'all',
      reason: 'withdrawal',
      person_id: null,
      until: null,
      asked_by: 'witness',
      placed_by: null,
    })
  })
}

describe('who may', () => {
  test.each([
    '/bureau/accueil',
    '/bureau/accueil/apercu',
    '/bureau/accueil/fils/nouveau',
    '/bureau/themes',
    `/bureau/themes/${voisins}/recits`,
  ])('%s: editors and administrators', async (screen) => {
    for (const role of roles)
      expect((await town.as(town.members[role]).get(screen)).status).toBe(
        role === 'editor' || role === 'administrator' ? 200 : 404,
      )
    expect((await anyone.get(screen)).status).toBe(303)
  })
  test.each<[string, Record<string, string>]>([
    ['/bureau/accueil/voix', { voice: 'drawn' }],
    ['/bureau/accueil/bandes', { name: 'map', step: 'hide' }],
    ['/bureau/accueil/publier', { version: '0' }],
    ['/bureau/accueil/defaire', { to: 'default' }],
    ['/bureau/accueil/fils/nouveau', thread],
    [`/bureau/themes/${voisins}/recits`, { code: gare.code }],
  ])('POST %s: nobody else', async (screen, fields) => {
    for (const role of ['contributor', 'facilitator', 'scientist'] as const)
      expect((await town.as(town.members[role]).post(screen, fields)).status).toBe(404)
    expect((await anyone.post(screen, fields)).status).toBe(401)
    expect(await town.desk.db.selectFrom('desk.theme_pick').select('theme_id').execute()).toEqual([])
  })
  test('an editor sees the tree of themes and changes nothing of it', async () => {
    const html = await (await editor.get('/bureau/themes')).text()
    expect(html).toContain(`/bureau/themes/${voisins}/recits`)
    expect(html).not.toContain('/bureau/themes/nouveau')
    expect(html).not.toContain('/place')
  })
})

describe('the stories that open a theme', () => {
  const screen = `/bureau/themes/${voisins}/recits`
  const first = async () => band(await page('/themes/voisins'), 'a-lire-d-abord')

  test('are chosen by number, shown in their order at once, and not twice', async () => {
    expect(await first()).toBe('')
    for (const code of [gare.code, ` ${puits.code.slice(0, 3)} ${puits.code.slice(3)}`])
      expect((await editor.post(screen, { code })).status).toBe(303)
    const html = await first()
    expect(html.indexOf('La gare')).toBeGreaterThan(0)
    expect(html.indexOf('Le puits')).toBeGreaterThan(html.indexOf('La gare'))
    const rest = band(await page('/themes/voisins'), 'recits')
    expect(rest).toContain('Le pont Érable')
    expect(rest).not.toContain('La gare')
    await editor.post(screen, { id: puits.id, step: 'up' })
    expect((await first()).indexOf('La gare')).toBeGreaterThan((await first()).indexOf('Le puits'))
  })
  test('are found by a word of their title, whatever its accents', async () => {
    expect(await (await editor.get(`${screen}?titre=ERABLE`)).text()).toContain('Le pont Érable')
    expect(await (await editor.get(`${screen}?titre=${pont.code}`)).text()).toContain('Le pont Érable')
    expect(await (await editor.get(`${screen}?titre=neige`)).text()).not.toContain('Le pont Érable')
  })
  test('are on the site: a draft, an unknown number, a word are refused, and say nothing of what they name', async () => {
    for (const code of [secret.code, '999999', 'puits', '']) {
      const response = await editor.post(screen, { code })
      expect(response.status).toBe(422)
      expect(await response.text()).not.toContain('Brouillon secret')
    }
    expect((await editor.post(screen, { id: 'x', step: 'up' })).status).toBe(422)
    expect((await editor.post('/bureau/themes/inconnu/recits', { code: gare.code })).status).toBe(404)
  })
  test('the theme tells its real figures, and leads to the map and to time', async () => {
    const html = await page('/themes/voisins')
    expect(html).toMatch(/<dt>3<\/dt><dd>récits publiés/)
    expect(html).toMatch(/<dt>3<\/dt><dd>personnes qui racontent/)
    expect(html).toMatch(/<dt>2<\/dt><dd>langues entendues/)
    expect(html).toMatch(/<dt>1960–1969<\/dt>/)
    expect(html).toContain('/recits?theme=voisins&amp;vue=carte')
    expect(html).toContain('/recits?theme=voisins&amp;vue=temps')
  })
})

describe('the home', () => {
  test('without any choice shows no thread, and every part in its order', async () => {
    const html = await page('/')
    const order = ['themes', 'carte', 'recits', 'relais'].map((id) => html.indexOf(`id="${id}"`))
    expect(order).toEqual(order.toSorted((one, other) => one - other))
    expect(html).not.toContain('id="fil-1"')
  })
  test('changes for the editor’s eyes only, until it is published', async () => {
    expect((await editor.post('/bureau/accueil/fils/nouveau', thread)).status).toBe(303)
    const picks = `/bureau/accueil/fils/${await threadId('De gare en pont')}/recits`
    for (const { code } of [pont, gare]) expect((await editor.post(picks, { code })).status).toBe(303)
    await editor.post('/bureau/accueil/bandes', { name: 'threads', step: 'up' })
    const seen = await (await editor.get('/bureau/accueil/apercu')).text()
    expect(band(seen, 'fil-1')).toContain('Le pont Érable')
    expect(seen).toContain('noindex')
    expect(await page('/')).not.toContain('De gare en pont')

    expect((await publish()).status).toBe(303)
    const home = await page('/')
    const shown = band(home, 'fil-1')
    expect(shown.indexOf('La gare')).toBeGreaterThan(shown.indexOf('Le pont Érable'))
    expect(home.indexOf('id="fil-1"')).toBeLessThan(home.indexOf('id="themes"'))
    expect(await page('/en')).toContain('From station to bridge')
    expect(await page('/ar')).toMatch(/lang="fr"[^>]*>De gare en pont/)
    expect(await (await admin.get('/bureau/journal')).text()).toContain('Accueil composé et publié')
  })
  test('is published as it was looked at, or not at all', async () => {
    const { version } = await drafted()
    await admin.post('/bureau/accueil/bandes', { name: 'map', step: 'hide' })
    const response = await editor.post('/bureau/accueil/publier', { version: String(version) })
    expect(response.status).toBe(409)
    expect(await page('/')).toContain('id="carte"')
    await publish()
    expect(await page('/')).not.toContain('id="carte"')
  })
  test('never hides the relays: the door leads to them', async () => {
    await editor.post('/bureau/accueil/bandes', { name: 'relays', step: 'hide' })
    await publish()
    expect(await page('/')).toContain('id="relais"')
  })
  test('a thread follows a theme, a language or a decade, and leads to the rest', async () => {
    await editor.post('/bureau/accueil/fils/nouveau', {
      ...thread,
      title_fr: 'Entre voisins',
      from: 'theme',
      theme_id: voisins,
    })
    await editor.post('/bureau/accueil/fils/nouveau', {
      ...thread,
      title_fr: 'Soixante',
      from: 'choice',
      decade: '1960',
    })
    // One story in Arabic is no thread.
    await editor.post('/bureau/accueil/fils/nouveau', {
      ...thread,
      title_fr: 'En arabe',
      from: 'choice',
      language: 'ar',
    })
    await publish()
    const html = await page('/')
    expect(band(html, 'fil-2')).toContain('href="/themes/voisins"')
    expect(band(html, 'fil-3')).toContain('/recits?annees=1960-1969')
    expect(html).not.toContain('En arabe')
    expect(await (await editor.get('/bureau/accueil')).text()).toContain('ce fil n’est pas montré')
  })
  test.each([
    ['no title', { title_fr: '' }],
    ['a theme that is not said', { from: 'theme' }],
    ['a theme that is none', { from: 'theme', theme_id: 'x' }],
    ['a choice of nothing', { from: 'choice' }],
    ['a year for a decade', { from: 'choice', decade: '1962' }],
  ])('a thread with %s is asked again', async (_, fields) => {
    expect((await editor.post('/bureau/accueil/fils/nouveau', { ...thread, ...fields })).status).toBe(422)
  })
  test('holds six threads at most', async () => {
    for (const title_fr of ['Cinq', 'Six'])
      expect((await editor.post('/bureau/accueil/fils/nouveau', { ...thread, title_fr })).status).toBe(303)
    expect((await editor.post('/bureau/accueil/fils/nouveau', { ...thread, title_fr: 'Sept' })).status).toBe(422)
    await editor.post(`/bureau/accueil/fils/${await threadId('Six')}/place`, { step: 'out' })
    expect(await threadId('Six')).toBe('')
  })
})

describe('two editors, or one who presses twice', () => {
  const screen = async () => `/bureau/accueil/fils/${await threadId('Soixante')}`
  const base = async () =>
    /name="base" value="([^"]+)"/.exec(await (await editor.get(await screen())).text())?.[1] ?? ''
  const decade = { ...thread, from: 'choice', decade: '1960' }

  test('a form sent twice hangs one thread, and leads to it both times', async () => {
    const twice = { ...thread, title_fr: 'Deux fois', submission_id: '00000000-0000-4000-8000-00000000f117' }
    const places = await Promise.all(
      [1, 2].map(async () => (await editor.post('/bureau/accueil/fils/nouveau', twice)).headers.get('location')),
    )
    expect(new Set(places).size).toBe(1)
    expect((await drafted()).draft.threads.filter((each) => each.title.fr === 'Deux fois')).toHaveLength(1)
    expect(places[0]).toContain(await threadId('Deux fois'))
    await editor.post(`/bureau/accueil/fils/${await threadId('Deux fois')}/place`, { step: 'out' })
  })
  test('words written meanwhile are never lost: both are shown, then the last to keep is kept', async () => {
    const [path, before] = [await screen(), await base()]
    expect(
      (await admin.post(path, { ...decade, title_fr: 'Soixante', words_fr: 'Du bal.', base: before })).status,
    ).toBe(303)
    const mine = { ...decade, title_fr: 'Soixante', words_fr: 'Des yéyés.' }
    const refused = await editor.post(path, { ...mine, base: before })
    expect(refused.status).toBe(409)
    const html = await refused.text()
    expect(html).toContain('Des yéyés.')
    expect(html).toContain('Quelqu’un a changé ce fil')
    expect(await (await editor.get(path)).text()).toContain('Du bal.')
    expect((await editor.post(path, { ...mine, base: await base() })).status).toBe(303)
  })
  test('a thread taken down meanwhile leads to the composition as it is', async () => {
    await editor.post('/bureau/accueil/fils/nouveau', { ...decade, title_fr: 'Parti' })
    const path = `/bureau/accueil/fils/${await threadId('Parti')}`
    await admin.post(`${path}/place`, { step: 'out' })
    for (const [at, fields] of [
      [`${path}/place`, { step: 'out' }],
      [path, decade],
      [`${path}/recits`, { code: gare.code }],
    ] as const) {
      const response = await editor.post(at, fields)
      expect(response.status).toBe(409)
      expect(await response.text()).toContain('Quelqu’un a changé l’accueil')
    }
    expect((await editor.get(path)).status).toBe(404)
  })
  test('the address of a form shown again leads back to its screen', async () => {
    for (const place of ['voix', 'publier'])
      expect((await editor.get(`/bureau/accueil/${place}`)).headers.get('location')).toContain('/bureau/accueil')
    expect((await editor.get(`${await screen()}/recits`)).headers.get('location')).toContain(await screen())
  })
})

describe('the voice', () => {
  const voice = async () => band(await page('/'), 'voix')
  const choose = async (code: string, until: string) =>
    await editor.post('/bureau/accueil/voix', { voice: 'chosen', code, until })

  test('is the story chosen, until its last day', async () => {
    town.setNow(new Date('2026-11-24T10:00:00Z'))
    expect((await choose(puits.code, '2026-11-23')).status).toBe(422)
    expect((await choose(secret.code, '')).status).toBe(422)
    expect((await choose(puits.code, '2026-11-25')).status).toBe(303)
    await publish()
    expect(await voice()).toContain('Zohra 3')
    town.setNow(new Date('2026-11-26T10:00:00Z'))
    await editor.post('/bureau/accueil/bandes', { name: 'map', step: 'show' })
    await publish()
    // No story has a sentence to quote: nobody can be drawn.
    expect(await voice()).toBe('')
  })
})

describe('a story taken back', () => {
  test('leaves the home and its theme at once, and the desk says so by its number only', async () => {
    await takeBack(gare.id)
    expect(band(await page('/themes/voisins'), 'a-lire-d-abord')).not.toContain('La gare')
    // One story is left in the thread: it is not shown any more.
    expect(await page('/')).not.toContain('De gare en pont')
    for (const screen of [
      `/bureau/accueil/fils/${await threadId('De gare en pont')}`,
      `/bureau/themes/${voisins}/recits`,
    ]) {
      const html = await (await editor.get(screen)).text()
      expect(html).toContain(`Récit ${gare.code}`)
      expect(html).not.toContain('La gare')
    }
    expect(await (await editor.get('/bureau/accueil')).text()).toContain('Un récit choisi n’est pas sur le site.')
  })
  test('is taken out of the list like any other', async () => {
    await editor.post(`/bureau/themes/${voisins}/recits`, { id: gare.id, step: 'out' })
    expect(await (await editor.get(`/bureau/themes/${voisins}/recits`)).text()).not.toContain(gare.code)
  })
})

test('words of a thread hide a name as soon as she who bears it takes it back', async () => {
  const hers = await aStory(town, { title: 'La valise', named: true, name: 'Philomène Quenard' })
  const made = await editor.post('/bureau/accueil/fils/nouveau', { ...thread, title_fr: 'La valise de Philomène' })
  expect(made.status).toBe(303)
  const id = await threadId('La valise de Philomène')
  for (const { code } of [hers, await aStory(town, { title: 'Le train' }), await aStory(town, { title: 'Le quai' })])
    expect((await editor.post(`/bureau/accueil/fils/${id}/recits`, { code })).status).toBe(303)
  await publish()
  expect(await page('/')).toContain('La valise de Philomène')
  await takeBack(hers.id)
  expect(await page('/')).not.toContain('Philomène')
  expect(await page('/')).toContain('La valise de […]')
  // Published again as it is written, it still says nothing.
  await publish()
  expect(await page('/')).not.toContain('Philomène')
})

test('the home of the beginning comes back, once published', async () => {
  await editor.post('/bureau/accueil/defaire', { to: 'default' })
  expect(await page('/')).toContain('id="fil-1"')
  await editor.post('/bureau/accueil/defaire', { to: 'published' })
  expect(await threadId('Soixante')).not.toBe('')
  await editor.post('/bureau/accueil/defaire', { to: 'default' })
  await publish()
  expect(await page('/')).not.toContain('id="fil-1"')
})
