// Wrong and hostile words sent to the workshop: kept and told of, never a bug.

import { beforeAll, describe, expect, test } from 'vitest'
import { testDatabase } from '#tests/support/database.ts'
import { aStory, type TestStory } from '#tests/support/stories.ts'
import { aTown, type Client, type Town } from '#tests/support/town.ts'
import { made as formOf } from '#tests/support/tellers.ts'

const database = await testDatabase()
let town: Town
let ines: Client
let story: TestStory
const words = { language: 'fr', title: 'Un titre', lead: '', quote: '', body: 'Des mots.' }

beforeAll(async () => {
  town = await aTown(database)
  ines = town.as(town.members.facilitator)
  story = await aStory(town, { until: 'draft', title: 'La gare', body: 'Il neigeait.\n\nTout était blanc.' })
})

describe('wrong and hostile input', () => {
  test('comes back with what was typed', async () => {
    const path = `/bureau/recits/${story.code}/texte`
    const answer = await ines.post(path, {
      ...(await formOf(ines, path)),
      ...words,
      title: 'é'.repeat(201),
      body: 'Des mots précieux.',
    })
    const html = await answer.text()
    expect(answer.status).toBe(422)
    expect(html).toContain('Des mots précieux.')
    expect(html).toContain('é'.repeat(201))
    expect(html).toContain('data-error-summary')
    const year = await ines.post(`/bureau/recits/${story.code}/quand-et-ou`, {
      precision: 'exact',
      year: 'soixante',
      month: '',
      edtf: '',
    })
    expect(year.status).toBe(422)
    expect(await year.text()).toContain('value="soixante"')
  })

  const parts = [
    'texte',
    'traductions/it',
    'facile/fr',
    'quand-et-ou',
    'etapes/nouvelle',
    'etapes/1',
    'etapes/1/mots',
    'etapes',
    'themes',
    'personnes',
    'personnes/autre-nom',
    'licence',
    'envoyer',
  ]
  const hostile: [string, Record<string, string | string[]>][] = [
    ['nothing', {}],
    ['__proto__', { __proto__x: '1', ['__proto__']: 'x', constructor: 'y', title: 'ok' }],
    [
      'arrays',
      {
        title: ['a', 'b'],
        body: ['a', 'b'],
        place: ['a', 'b'],
        version: ['1', '2'],
        licence: ['a', 'b'],
        precision: ['a', 'b'],
        do: ['up 1', 'x'],
        person_id: ['a', 'b'],
      },
    ],
    [
      'null bytes',
      {
        language: 'fr',
        title: 'a\0b',
        lead: '',
        quote: '',
        body: 'a\0b',
        place: 'a\0',
        notes: '\0',
        pseudonym: '\0',
        themes: '\0',
        version: '\0',
      },
    ],
    [
      'a megabyte',
      {
        language: 'fr',
        title: 'x'.repeat(1_000_000),
        lead: '',
        quote: '',
        body: 'y',
        place: 'z'.repeat(500_000),
        version: '1',
      },
    ],
    ['a long number', { ...words, version: '9'.repeat(400), base: 'z'.repeat(400) }],
  ]
  test.each(parts)('is refused on “%s”, never a bug', async (part) => {
    for (const [name, fields] of hostile) {
      const { status } = await ines.post(`/bureau/recits/${story.code}/${part}`, fields)
      expect([303, 400, 404, 409, 413, 422], `${name} on ${part}: ${status}`).toContain(status)
    }
  })
  test('is refused in addresses, never a bug', async () => {
    for (const path of [
      '?etape=__proto__&langue=%00&page=-1&q=%25%5C_',
      '?page=99999999999999999999',
      '/000000',
      '/abc',
      `/${story.code}/etapes/0`,
      `/${story.code}/historique?avant=99&apres=__proto__`,
      `/${story.code}/facile/fr-%00`,
    ])
      expect([200, 404]).toContain((await ines.get(`/bureau/recits${path}`)).status)
  })
})
