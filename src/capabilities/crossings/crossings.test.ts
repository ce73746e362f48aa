// Crossings as people meet them: read from both ends, side by side, decided and written at the desk. At HTTP level.

import { sql } from 'kysely'
import { beforeAll, describe, expect, test } from 'vitest'
import { change } from '#core/change.ts'
import { getContribution } from '#core/contribution/contributions.ts'
import { placeSeal } from '#core/consent/consents.ts'
import { allow, yes } from '#core/people/can.ts'
import { visitor } from '#core/people/roles.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aStory, type TestStory } from '#tests/support/stories.ts'
import { aTown, origin, type Client } from '#tests/support/town.ts'

const town = await aTown(await testDatabase())
const { editor, facilitator, scientist, contributor, administrator } = town.members
const anyone = town.as(visitor)
const nadia = town.as(editor)

let maria: TestStory
let rene: TestStory
let rim: TestStory

const plain = (html: string) => html.replace(/[\u00a0\u202f\u2068\u2069]/g, ' ')
const read = async (path: string, who: Client = anyone) => {
  const response = await who.get(path)
  const to = response.headers.get('location')
  return to ? plain(await (await who.get(to.replace(origin, ''))).text()) : plain(await response.text())
}
const page = async (story: TestStory, prefix = '') =>
  await read(`${prefix}/${prefix ? 'stories' : 'recits'}/${story.code}`)
const seal = async (story: TestStory, scope: 'all' | 'name') =>
  await change(town.desk, { action: 'test.seal', actor: editor }, async (work) => {
    const thing = await getContribution(work.tx, { id: story.id })
    await placeSeal(work, allow(yes, editor, 'seal', thing), {
      scope,
      person_id: scope === 'name' ? story.witness_id : null,
      until: null,
      reason: 'withdrawal',
      asked_by: 'witness',
      placed_by: facilitator.person_id,
    })
    return null
  })
const decide = async (story: TestStory, deed: string, who: Client = nadia) =>
  await who.post(`/bureau/recits/${story.code}/croisements`, { do: deed })
const link = async (story: TestStory, fields: Record<string, string>, who: Client = nadia) =>
  await who.post(`/bureau/recits/${story.code}/croisements/lien`, { link: 'same_event', ...fields })

const station = { place: 'La gare', country: 'FR', nature: 'station' as const }

beforeAll(async () => {
  maria = await aStory(town, {
    title: 'Trois valises',
    name: 'Maria Teixeira',
    period: '1971',
    body: 'Le train est entré en gare.\n\nIl neigeait.',
    stages: [{ ...station, when: '1971-03', words: { fr: 'Trois valises sur le quai.', ar: 'ثلاث حقائب.' } }],
    objects: ['la valise'],
  })
  rene = await aStory(town, {
    title: 'Le quai',
    name: 'René',
    period: '1973',
    stages: [{ place: 'Valmorey, la gare', country: 'FR', when: '1973', words: { fr: 'Les trains de nuit.' } }],
  })
  rim = await aStory(town, {
    title: 'L’ordonnance',
    name: 'Rim',
    period: '2016',
    stages: [{ place: 'Homs', country: 'SY', when: '2011' }],
    objects: ['Ma valise'],
  })
})

describe('a story that crosses others', () => {
  test('says why, in words, from both ends and in three languages', async () => {
    expect(await page(maria)).toContain('La même gare, deux ans plus tard')
    expect(await page(rene)).toContain('La même gare, deux ans plus tôt')
    expect(await page(maria, '/en')).toContain('The same station, two years later')
    expect(await page(rene, '/ar')).toContain('المحطّة نفسها، قبل ذلك بسنتين')
    expect(await page(maria)).toContain('Un même objet gardé : valise')
    expect(await page(rim)).toContain('Un même objet gardé')
    expect(await page(maria)).toContain('aria-label="Voir ensemble : La gare"')
    expect(await page(maria)).toContain('href="/croisements/gare"')
  })
  test('meets those who come at the same moment, and nobody waits for ever', async () => {
    const stories = await Promise.all(
      Array.from({ length: 6 }, (_, index) =>
        aStory(town, { period: '1999', stages: [{ place: 'Le pont', country: 'FR', when: `199${index}` }] }),
      ),
    )
    const { rows } = await sql<{ one: string; two: string }>`
      select one_id as one, two_id as two from shelf.crossing where key = 'pont'`.execute(town.desk.db)
    expect(rows).toHaveLength(15)
    await Promise.all(stories.map((story) => seal(story, 'all')))
    const left = await sql`select 1 from shelf.crossing where key = 'pont'`.execute(town.desk.db)
    expect(left.rows).toEqual([])
  })
  test('shows what she kept', async () => {
    expect(await page(rim)).toMatch(/Gardé depuis<\/dt><dd>Ma valise/)
  })
})

describe('accounts side by side', () => {
  test('of a place come in the order of time, in her words of it, each with the way to her story', async () => {
    const html = await read('/croisements/gare')
    expect(html).toContain('<h1>La gare</h1>')
    expect(html).toContain('2 récits passent par ici')
    expect(html.indexOf('Trois valises sur le quai')).toBeGreaterThan(0)
    expect(html.indexOf('Les trains de nuit')).toBeGreaterThan(html.indexOf('Trois valises sur le quai'))
    expect(html).toContain(`/recits/${maria.code}/trois-valises`)
    expect(await read('/ar/crossings/gare')).toContain('ثلاث حقائب.')
    const index = await read('/croisements')
    expect(index).toContain('href="/croisements/gare"')
    expect(index).not.toContain('/croisements/homs')
    expect(await read('/')).toContain('href="/croisements"')
  })
  test('are nothing under two, and whatever the address asks', async () => {
    for (const path of ['homs', 'nulle-part', '%25', 'x'.repeat(300), '..%2f', '__proto__', '%D8%A7'])
      expect((await anyone.get(`/croisements/${path}`)).status, path).toBe(404)
    for (const search of [
      'apres=zut',
      'apres=2026-99-99_x_1',
      'avant=infinity_00000000-0000-0000-0000-000000000000_999',
      'pays=ZZ',
      'pays=%27',
      'apres=9999-99-99_00000000-0000-0000-0000-000000000000_0',
    ])
      expect([200, 404], search).toContain((await anyone.get(`/croisements/gare?${search}`)).status)
  })
  test('go on page after page, none twice, none forgotten', async () => {
    const codes: string[] = []
    for (let year = 1900; year < 1930; year++)
      codes.push(
        (
          await aStory(town, {
            period: `${year}`,
            stages: [{ place: 'Le long quai', when: year % 3 ? `${year}` : '' }],
          })
        ).code,
      )
    const shown: string[] = []
    let path: string | undefined = '/croisements/long-quai'
    let back = ''
    while (path) {
      const html = await read(path)
      shown.push(...[...html.matchAll(/class="card-t"><a href="\/recits\/(\d{6})/g)].map(([, code]) => code ?? ''))
      back = /<a href="([^"]+)" rel="prev"/.exec(html)?.[1]?.replaceAll('&amp;', '&') ?? back
      path = /<a href="([^"]+)" rel="next"/.exec(html)?.[1]?.replaceAll('&amp;', '&')
    }
    expect(shown.toSorted()).toEqual(codes.toSorted())
    const first = [...(await read(back)).matchAll(/class="card-t"><a href="\/recits\/(\d{6})/g)].map(([, code]) => code)
    expect(first).toEqual(shown.slice(0, 24))
  }, 60_000)
  test('of two places with one name stay apart', async () => {
    for (const [country, when] of [
      ['LB', '2013'],
      ['LB', '2014'],
      ['LY', '2013'],
    ] as const)
      await aStory(town, { title: `Tripoli ${country}`, period: when, stages: [{ place: 'Tripoli', country, when }] })
    const html = await read('/croisements/tripoli')
    expect(html).toContain('2 récits passent par ici')
    expect(html).not.toContain('Tripoli LY')
    expect(html).toContain('Un autre lieu du même nom : Libye')
  })
})

describe('at the desk', () => {
  const path = () => `/bureau/recits/${maria.code}/croisements`
  test('facilitators and scientists look, editors and administrators decide, others see nothing', async () => {
    for (const member of [facilitator, scientist, editor, administrator]) {
      const html = await read(path(), town.as(member))
      expect(html).toContain('La même gare, deux ans plus tard')
      expect(html.includes(`value="silence ${rene.code}"`)).toBe(member === editor || member === administrator)
    }
    for (const who of [town.as(contributor), anyone]) expect((await who.get(path())).status).not.toBe(200)
    for (const member of [facilitator, scientist, contributor]) {
      expect((await decide(maria, `silence ${rene.code}`, town.as(member))).status).toBe(404)
      expect((await link(maria, { other: rene.code }, town.as(member))).status).toBe(404)
      expect((await town.as(member).get('/bureau/croisements')).status).toBe(404)
    }
    const mine = await aStory(town, { facilitator_id: null, until: 'draft' })
    expect((await town.as(facilitator).get(`/bureau/recits/${mine.code}/croisements`)).status).toBe(404)
    for (const deed of ['silence', 'erase 100000', `silence ${maria.code}`, 'silence 999999'])
      expect([400, 404, 422]).toContain((await decide(maria, deed)).status)
  })
  test('a crossing that is silenced shows nowhere, from either end, until it is said again', async () => {
    expect((await decide(rene, `silence ${maria.code}`)).status).toBe(303)
    expect(await page(maria)).not.toContain('La même gare')
    expect(await page(rene)).not.toContain('La même gare')
    expect(await read(path(), nadia)).toContain('Ceux qu’on a fait taire')
    // Published again for another reason, at either end.
    await change(town.desk, { action: 'test.touch', actor: editor }, async (work) => {
      work.touch(maria.id)
      work.touch(rene.id)
      return null
    })
    expect(await page(maria)).not.toContain('La même gare')
    expect((await decide(maria, `forget ${rene.code}`)).status).toBe(303)
    expect(await page(maria)).toContain('La même gare, deux ans plus tard')
    expect(await page(rene)).toContain('La même gare, deux ans plus tôt')
  })
  test('a crossing that is confirmed comes first', async () => {
    const twin = await aStory(town, { title: 'Le même train', period: '1971', stages: [{ ...station, when: '1971' }] })
    const order = async () => {
      const html = await page(maria)
      return [html.indexOf('Le même train'), html.indexOf('L’ordonnance')]
    }
    const [before, after] = await order()
    expect(before).toBeLessThan(after ?? 0)
    await decide(maria, `confirm ${rim.code}`)
    const [second, first] = await order()
    expect(first).toBeLessThan(second ?? 0)
    expect(await read(path(), nadia)).toContain('Confirmé')
    await decide(maria, `forget ${rim.code}`)
    await seal(twin, 'all')
  })
  test('a link is written between two stories, found by title or number, and read from both', async () => {
    for (const typed of ['ordonnance', 'ORDONNÁNCE', "l'ordo", rim.code])
      expect(await read(`${path()}?q=${encodeURIComponent(typed)}`, nadia), typed).toContain(`avec=${rim.code}`)
    expect(await read(`${path()}?q=%25`, nadia)).not.toContain(`avec=${rim.code}`)
    expect((await nadia.get(`${path()}/lien`)).headers.get('location')).toContain(path())
    expect((await link(maria, { other: '12' })).status).toBe(422)
    expect((await link(maria, { other: maria.code })).status).toBe(422)
    expect((await link(maria, { other: '999999' })).status).toBe(422)
    expect((await link(maria, { other: rim.code, link: 'zut' })).status).toBe(422)
    expect((await link(maria, { other: rim.code, link: 'answers' })).status).toBe(303)
    expect(await page(maria)).toContain('Ce récit répond à celui-ci')
    expect(await page(rim)).toContain('Celui-ci lui répond')
    await link(maria, { other: rim.code, link: 'neighbours', words_fr: 'Le même palier, avec Maria Teixeira' })
    expect(await page(rim)).toContain('Le même palier, avec Maria Teixeira')
    expect(await page(rim, '/en')).toContain('<span lang="fr" dir="ltr">Le même palier, avec Maria Teixeira</span>')
    // A name taken back leaves the editors' words too.
    await seal(maria, 'name')
    expect(await page(rim)).toContain('Le même palier, avec […]')
    await decide(maria, `unwrite ${rim.code}`)
    expect(await page(rim)).not.toContain('Le même palier')
    expect(await page(rim)).toContain('Un même objet gardé')
  })
  test('everything is told in the register', async () => {
    const rows = await town.desk.db
      .selectFrom('desk.event')
      .select(['kind', 'actor_id'])
      .where('kind', 'like', 'crossing.%')
      .execute()
    expect([...new Set(rows.map((row) => row.kind))].toSorted()).toEqual(
      ['confirmed', 'forgotten', 'silenced', 'unwritten', 'written'].map((kind) => `crossing.${kind}`),
    )
    expect(rows.every((row) => row.actor_id === editor.person_id)).toBe(true)
    expect(await read('/bureau/journal', town.as(administrator))).toContain('Croisement qu’on fait taire')
  })
})

describe('a page composed by editors', () => {
  const fields = () => ({
    title_fr: 'La nuit du quai',
    title_ar: 'ليلة الرصيف',
    kind: 'event',
    presentation_fr: 'Avec René et Sidonie Quelquechose.',
    story_1: rene.code,
    story_2: maria.code,
    extract_2: 'Le train est entré\nen gare.',
  })
  const compose = async (more: Record<string, string> = {}, at = 'nouveau') =>
    await nadia.post(`/bureau/croisements/${at}`, { ...fields(), version: '1', ...more })
  const idOf = async () =>
    (
      await town.desk.db
        .selectFrom('desk.gathering')
        .select('id')
        .where('slug', '=', 'la-nuit-du-quai')
        .executeTakeFirstOrThrow()
    ).id

  test('is refused with what to correct, everything typed still there', async () => {
    for (const wrong of [
      { title_fr: '' },
      { story_2: '' },
      { story_2: '999999' },
      { story_2: rene.code },
      { extract_2: 'Jamais dit.' },
      { kind: 'zut' },
      { title_fr: 'x'.repeat(200) },
    ]) {
      const response = await compose(wrong)
      expect(response.status, JSON.stringify(wrong)).toBe(422)
      expect(await response.text()).toContain('Avec René et Sidonie')
    }
    expect(await read('/bureau/croisements', nadia)).toContain('Aucune page composée')
  })
  test('puts its stories in their order, each with the passage chosen, at once', async () => {
    expect((await compose()).status).toBe(303)
    const html = await read('/croisements/la-nuit-du-quai')
    expect(html).toContain('<h1>La nuit du quai</h1>')
    expect(html.indexOf('Le quai</a>')).toBeLessThan(html.indexOf('Trois valises</a>'))
    expect(html).toContain('« Le train est entré')
    expect(await read('/ar/crossings/la-nuit-du-quai')).toContain('ليلة الرصيف')
    expect(await read('/croisements')).toContain('/croisements/la-nuit-du-quai')
    expect(await page(rene)).toContain('La nuit du quai')
    expect(await page(maria, '/en')).toContain('<span lang="fr" dir="ltr">La nuit du quai</span>')
  })
  test('is changed by one person at a time', async () => {
    const id = await idOf()
    const refused = await compose({ version: '0', presentation_fr: 'Mes mots à moi.' }, id)
    expect(refused.status).toBe(409)
    const html = await refused.text()
    expect(html).toContain('Mes mots à moi.')
    expect(html).toContain('name="version" value="1"')
    expect((await compose({ version: '1', title_fr: 'La nuit des quais' }, id)).status).toBe(303)
    expect(await read('/croisements/la-nuit-du-quai')).toContain('La nuit des quais')
    expect((await nadia.get('/bureau/croisements/zut')).status).toBe(404)
    expect((await nadia.get(`/bureau/croisements/${id}`)).status).toBe(200)
  })
  test('shows only who is public: a name, a passage, a story taken back leave it at once', async () => {
    const sidonie = await aStory(town, { name: 'Sidonie Quelquechose', named: false, title: 'La troisième' })
    await compose({ version: '2', story_3: sidonie.code }, await idOf())
    const html = await read('/croisements/la-nuit-du-quai')
    expect(html).toContain('La troisième')
    expect(html).toContain('Avec René et […]')
    await seal(sidonie, 'all')
    expect(await read('/croisements/la-nuit-du-quai')).not.toContain('La troisième')
    await seal(rene, 'all')
    expect((await anyone.get('/croisements/la-nuit-du-quai')).status).toBe(410)
    expect(await read('/croisements')).not.toContain('la-nuit-du-quai')
    expect((await anyone.get('/croisements/gare')).status).toBe(404)
    expect(await page(maria)).not.toContain('La même gare')
  })
  test('names its stories by number or title, puts them in order at once, and says who is gone', async () => {
    const bal = await aStory(town, { title: 'Le bal des pompiers' })
    await aStory(town, { title: 'Le bal du quatorze' })
    const of = { title_fr: 'Au bal', extract_2: '', story_1: 'le bal', story_2: maria.code }
    const asked = await compose(of)
    expect(asked.status).toBe(422)
    expect(await asked.text()).toContain(bal.code)
    expect((await compose({ ...of, story_1: 'rien de tel' })).status).toBe(422)
    expect((await compose({ ...of, story_1: 'POMPIERS' })).status).toBe(303)
    const { id } = await town.desk.db
      .selectFrom('desk.gathering')
      .select('id')
      .where('slug', '=', 'au-bal')
      .executeTakeFirstOrThrow()
    const order = async () => {
      const html = await read('/croisements/au-bal')
      return html.indexOf('Le bal des pompiers</a>') < html.indexOf('Trois valises</a>')
    }
    expect(await order()).toBe(true)
    const at = `/bureau/croisements/${id}/ordre`
    expect((await nadia.post(at, { do: `up ${maria.code}` })).status).toBe(303)
    expect(await order()).toBe(false)
    expect((await nadia.post(at, { do: `up ${maria.code}` })).status).toBe(303)
    expect((await nadia.post(at, { do: 'up 999999' })).status).toBe(303)
    expect((await nadia.post(at, { do: 'sideways' })).status).toBe(400)
    expect((await town.as(facilitator).post(at, { do: `down ${maria.code}` })).status).toBe(404)
    expect(await order()).toBe(false)
    await seal(bal, 'all')
    const desk = await read(`/bureau/croisements/${id}`, nadia)
    expect(desk).toContain(`n° ${bal.code}</span><span class="small late"> n’est pas sur le site`)
    expect(desk).not.toContain('Le bal des pompiers')
    await nadia.post(`/bureau/croisements/${id}/retirer`, { do: 'retire' })
  })
  test('is taken off and put back', async () => {
    const other = await aStory(town, { title: 'Une autre' })
    await compose({ version: '3', story_1: other.code }, await idOf())
    expect((await anyone.get('/croisements/la-nuit-du-quai')).status).toBe(200)
    expect(
      (await town.as(facilitator).post(`/bureau/croisements/${await idOf()}/retirer`, { do: 'retire' })).status,
    ).toBe(404)
    await nadia.post(`/bureau/croisements/${await idOf()}/retirer`, { do: 'retire' })
    expect((await anyone.get('/croisements/la-nuit-du-quai')).status).toBe(410)
    await nadia.post(`/bureau/croisements/${await idOf()}/retirer`, { do: 'restore' })
    expect((await anyone.get('/croisements/la-nuit-du-quai')).status).toBe(200)
  })
  test('a name taken back leaves the title, and the address that was made of it', async () => {
    const lucie = await aStory(town, { name: 'Lœtitia Vanier', title: 'La quatrième' })
    const other = await aStory(town, { title: 'La cinquième' })
    const of = { title_fr: 'La valise de Lœtitia', story_1: lucie.code, story_2: other.code, extract_2: '' }
    expect((await compose(of)).status).toBe(303)
    expect(await read('/croisements/la-valise-de-loetitia')).toContain('<h1>La valise de Lœtitia</h1>')
    await seal(lucie, 'name')
    expect((await anyone.get('/croisements/la-valise-de-loetitia')).status).toBe(404)
    for (const path of ['/croisements', `/recits/${other.code}`, '/en/crossings'])
      expect(await read(path), path).not.toMatch(/l(œ|oe)titia|vanier/i)
    const [, address = ''] = /href="(\/croisements\/ensemble-[^"]+)"/.exec(await page(other)) ?? []
    expect(await read(address)).toContain('<h1>La valise de […]</h1>')
    expect(await read('/bureau/croisements', nadia)).toContain(`href="${address}"`)
  })
})
