// Members: invited, given and losing roles, shown as relays. At HTTP level.

import { describe, expect, test } from 'vitest'
import { visitor } from '#core/people/roles.ts'
import { testDatabase } from '#tests/support/database.ts'
import { aMember, aTown } from '#tests/support/town.ts'

const town = await aTown(await testDatabase())
const admin = town.as(town.members.administrator)
const anyone = town.as(visitor)

describe('members', () => {
  test('are invited by mail: a person, her roles, a letter with a link', async () => {
    const response = await admin.post('/bureau/membres/inviter', {
      name: 'Noor',
      email: 'noor@exemple.fr',
      roles: ['editor', 'facilitator'],
      locale: 'ar',
      how: 'mail',
    })
    expect(response.status).toBe(303)
    const letter = await town.desk.db
      .selectFrom('desk.mail')
      .selectAll()
      .where('to_address', '=', 'noor@exemple.fr')
      .executeTakeFirstOrThrow()
    expect(letter.body).toContain('/ar/enter/link?jeton=')
    const list = await (await admin.get('/bureau/membres')).text()
    expect(list).toContain('Noor')
    const taken = await admin.post('/bureau/membres/inviter', {
      name: 'Autre',
      email: 'NOOR@exemple.fr',
      roles: 'editor',
      locale: 'fr',
      how: 'mail',
    })
    expect(taken.status).toBe(422)
    const letters = await (await admin.get('/bureau/lettres')).text()
    expect(letters).toContain('noor@exemple.fr')
    expect(await (await admin.get(`/bureau/lettres/${letter.id}`)).text()).toContain('/ar/enter/link?jeton=')
  })
  test('are invited by a printed link, shown once and kept nowhere in clear', async () => {
    const submission_id = '7d1f3c8e-0f5b-4a4e-9a8a-2a52c1a7a001'
    const response = await admin.post('/bureau/membres/inviter', {
      name: 'Sans courriel',
      email: '',
      roles: 'facilitator',
      locale: 'fr',
      how: 'paper',
      submission_id,
    })
    const html = await response.text()
    const token = /jeton=([\w-]{43})/.exec(html)?.[1] ?? ''
    expect(response.status).toBe(200)
    expect(token).not.toBe('')
    const kept = await town.desk.db
      .selectFrom('desk.submission')
      .select('result')
      .where('id', '=', submission_id)
      .executeTakeFirstOrThrow()
    expect(JSON.stringify(kept.result)).not.toContain(token)
    expect(
      (await town.desk.db.selectFrom('desk.event').selectAll().execute()).some((event) =>
        JSON.stringify(event.data).includes(token),
      ),
    ).toBe(false)
  })
  test.each([[{ roles: [] as string[] }], [{ roles: 'queen' }], [{ email: '', how: 'mail' }], [{ name: '' }]])(
    'a wrong invitation comes back with what was typed: %j',
    async (wrong) => {
      const response = await admin.post('/bureau/membres/inviter', {
        name: 'Presque',
        email: 'presque@exemple.fr',
        roles: 'editor',
        locale: 'fr',
        how: 'mail',
        ...wrong,
      })
      expect(response.status).toBe(422)
      expect(await town.desk.db.selectFrom('desk.person').select('id').where('name', '=', 'Presque').execute()).toEqual(
        [],
      )
    },
  )
  test('lose and gain roles from their next request', async () => {
    const lea = await aMember(town.desk, town.space_id, 'Léa', 'editor')
    const now = async () =>
      (
        await town.desk.db
          .selectFrom('desk.role_grant')
          .select('role')
          .where('person_id', '=', lea.person_id)
          .where('revoked_at', 'is', null)
          .orderBy('role')
          .execute()
      ).map((row) => row.role)
    expect((await admin.post(`/bureau/membres/${lea.person_id}`, { roles: ['facilitator', 'scientist'] })).status).toBe(
      303,
    )
    expect(await now()).toEqual(['facilitator', 'scientist'])
    expect((await admin.post(`/bureau/membres/${lea.person_id}/enlever`, { step: 'confirm' })).status).toBe(303)
    expect(await now()).toEqual([])
    expect((await admin.get(`/bureau/membres/${lea.person_id}`)).status).toBe(404)
  })
  test('the last administrator stays', async () => {
    const me = town.members.administrator.person_id
    expect((await admin.post(`/bureau/membres/${me}`, { roles: 'editor' })).status).toBe(422)
    expect((await admin.post(`/bureau/membres/${me}/enlever`, { step: 'confirm' })).status).toBe(422)
    expect((await admin.get('/bureau/reglages')).status).toBe(200)
  })
  test('a relay is on the home page when she is listed, and while she has the role', async () => {
    const { person_id } = town.members.facilitator
    const relay = {
      presentation_fr: 'Bibliothèque, le mardi.',
      presentation_en: '',
      presentation_ar: '',
      phone: '03 53 01 24 69',
      portrait: 'lamp',
      languages: ['fr', 'es'],
    }
    expect((await admin.post(`/bureau/membres/${person_id}/presentation`, { ...relay, is_listed: 'yes' })).status).toBe(
      303,
    )
    const home = await (await anyone.get('/')).text()
    expect(home).toContain('Bibliothèque, le mardi.')
    expect(home).toContain('tel:0353012469')
    await admin.post(`/bureau/membres/${person_id}`, { roles: 'editor' })
    expect(await (await anyone.get('/')).text()).not.toContain('Bibliothèque, le mardi.')
    await admin.post(`/bureau/membres/${person_id}`, { roles: 'facilitator' })
    await admin.post(`/bureau/membres/${person_id}/presentation`, relay)
    expect(await (await anyone.get('/')).text()).not.toContain('Bibliothèque, le mardi.')
  })
})
