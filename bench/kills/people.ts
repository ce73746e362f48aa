// Who does the main job: witnesses, a facilitator who has their mandates, an editor; and browsers that are signed in.

import { change } from '#core/change.ts'
import { emptyTown, saveTown } from '#capabilities/territory/town.ts'
import { grantMandate } from '#core/people/mandates.ts'
import { grantRole } from '#core/people/members.ts'
import { createPerson } from '#core/people/persons.queries.ts'
import type { Machine } from '#core/people/roles.ts'
import { createSignInLink } from '#core/people/sign-in-links.ts'
import { addDays, dayOf } from '#core/platform/clock.ts'
import type { Config } from '#core/platform/config.ts'
import { openInstallation } from '../../src/installation.ts'

export type People = {
  witnesses: string[]
  facilitator: { id: string; token: string }
  editor: { id: string; token: string }
}

/** Prepares the town in its data folder, before any server runs. */
export async function preparePeople(config: Config): Promise<People> {
  const { desk, close } = await openInstallation(() => {}, config)
  try {
    const space = await desk.db.selectFrom('desk.space').select('id').executeTakeFirstOrThrow()
    const machine: Machine = { kind: 'machine', person_id: null, space_id: space.id }
    const people = await change(desk, { action: 'kills.prepare', actor: machine }, async (work) => {
      await saveTown(work, { ...emptyTown, site: { ...emptyTown.site, name: 'Kills', is_live: true } })
      const facilitator = await createPerson(work, { name: 'Inès', email: 'ines@kills.example' }, null)
      const editor = await createPerson(work, { name: 'Nadia', email: 'nadia@kills.example' }, null)
      await grantRole(work, facilitator, space.id, 'facilitator', null)
      await grantRole(work, editor, space.id, 'editor', null)
      const witnesses: string[] = []
      for (let number = 1; number <= 6; number++) {
        const witness = await createPerson(work, { name: `Témoin ${number}` }, facilitator)
        const today = dayOf(work.now)
        const mandate = {
          evidence: 'paper',
          evidence_note: '',
          starts_on: today,
          ends_on: addDays(today, 300),
        } as const
        await grantMandate(
          work,
          witness,
          facilitator,
          { scope: ['collect', 'sign', 'withdraw'], ...mandate },
          facilitator,
        )
        witnesses.push(witness)
      }
      return { facilitator, editor, witnesses }
    })
    const withLink = async (id: string) => ({ id, token: await createSignInLink(desk.db, id, desk.now()) })
    return {
      witnesses: people.witnesses,
      facilitator: await withLink(people.facilitator),
      editor: await withLink(people.editor),
    }
  } finally {
    await close()
  }
}

export type Browser = {
  cookie: string
  get: (href: string) => Promise<{ status: number; text: string }>
  /** `undefined` when no answer came: what was sent may be done or not. */
  post: (
    href: string,
    fields: Record<string, string>,
    file?: Buffer<ArrayBuffer>,
  ) => Promise<{ status: number; location: string; text: string; cookies: string[] } | undefined>
}

/** A browser at this address; each request comes from another network, so that no rate limit slows the measure. */
export function aBrowser(origin: string, cookies: readonly string[] = []): Browser {
  const headers = () => ({
    cookie: cookies.join('; '),
    'x-forwarded-for': Array.from({ length: 4 }, () => 1 + Math.floor(Math.random() * 250)).join('.'),
  })
  return {
    cookie: cookies.join('; '),
    get: async (href) => {
      const response = await fetch(origin + href, { headers: headers(), redirect: 'manual' })
      return { status: response.status, text: await response.text() }
    },
    post: async (href, fields, file) => {
      try {
        const response = await fetch(origin + href, {
          method: 'POST',
          redirect: 'manual',
          headers: { ...headers(), origin },
          body: file ? formOf(fields, file) : new URLSearchParams(fields),
        })
        const location = response.headers.get('location') ?? ''
        const given = response.headers.getSetCookie().map((each) => each.split(';')[0] ?? '')
        return { status: response.status, location, text: await response.text(), cookies: given }
      } catch {
        return undefined
      }
    },
  }
}

function formOf(fields: Record<string, string>, file: Buffer<ArrayBuffer>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  form.set('files', new Blob([file]), 'voix.wav')
  return form
}

/** Signs in with a one-time link, as a person does. The session outlives every restart. */
export async function signIn(origin: string, token: string): Promise<Browser> {
  const answer = await aBrowser(origin).post('/entrer/lien', { token })
  if (answer?.status !== 303 || answer.cookies.length === 0) throw new Error(`no sign-in: ${answer?.status}`)
  return aBrowser(origin, answer.cookies)
}
