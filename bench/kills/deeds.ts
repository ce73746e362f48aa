// The main job over HTTP, one form after another, as browsers send it. A writing that was not answered is sent again
// after the restart with the same identifier, as a reload or an outbox does: it must be done once.

import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { Browser, People } from './people.ts'

/** What one writing promised once it was acknowledged. */
export type Promised =
  | { what: 'callback'; name: string; number: string }
  | { what: 'begin'; code: string }
  | { what: 'save'; code: string; mark: string }
  | { what: 'file'; code: string; sha256: string }
  | { what: 'consents' | 'send' | 'reread' | 'sign' | 'take back'; code: string }

export type Acknowledged = { submission_id: string } & Promised

type Sending = {
  href: string
  fields: Record<string, string>
  by: 'anyone' | 'facilitator' | 'editor'
  /** A sound that goes with the form. */
  file?: Buffer<ArrayBuffer>
}
type Answer = NonNullable<Awaited<ReturnType<Browser['post']>>>
type Next = Sending & { promise: (answer: Answer) => Promised }

const steps = [
  'begin',
  'save',
  'consents',
  'send',
  'reread',
  'sign',
  'save',
  'send',
  'reread',
  'sign',
  'take back',
] as const

/** One pair of hands: it tells one story after another, and asks to be called back in between. */
export type Hands = {
  /** Does one writing. Gives what was acknowledged; undefined when no answer came. */
  act: () => Promise<Acknowledged | undefined>
  /** The story at hand, for what was being written and is in doubt. */
  doubt: () => { code: string; mark: string } | undefined
}

export function hands(people: People, browsers: Record<Sending['by'], Browser>, name: string): Hands {
  let step = 0
  let done = 0
  let code = ''
  let revision_id = ''
  let mark = ''
  let inDoubt: Next | undefined
  const witness = () => people.witnesses[(done + name.length) % people.witnesses.length] ?? ''
  const read = async (by: 'facilitator' | 'editor', href: string, field: string): Promise<string> => {
    const { status, text } = await browsers[by].get(href)
    const found = new RegExp(`name="${field}" value="([^"]+)"`).exec(text)?.[1]
    // The database was away: the page said so, and nothing was sent yet.
    if (status === 503) throw new Error('away')
    if (!found) throw new Unexpected(`no ${field} on ${href} (${status})`)
    return found
  }

  async function next(): Promise<Next> {
    const submission_id = randomUUID()
    const what = steps[step] ?? 'begin'
    if (Math.random() < 0.25) {
      const asker = `Appel ${name} ${submission_id}`
      const fields = { name: asker, phone: '06 12 34 56 78', moment: 'morning', language: 'fr', district: '' }
      return {
        href: '/raconter/rappel',
        by: 'anyone',
        fields: { submission_id, ...fields },
        promise: (answer) => ({
          what: 'callback',
          name: asker,
          number: /numero=(\d{6})/.exec(answer.location)?.[1] ?? '',
        }),
      }
    }
    if (what === 'begin')
      return {
        href: '/bureau/recits/nouveau',
        by: 'facilitator',
        fields: { submission_id, language: 'fr', witnesses: witness() },
        promise: (answer) => ({ what, code: /recits\/(\d{6})/.exec(answer.location)?.[1] ?? '' }),
      }
    if (Math.random() < 0.2) {
      const file = aSound()
      const sha256 = createHash('sha256').update(file).digest('hex')
      return {
        href: `/bureau/depot/${code}/formulaire`,
        by: 'facilitator',
        fields: { submission_id, purpose: 'evidence' },
        file,
        promise: () => ({ what: 'file', code, sha256 }),
      }
    }
    const desk = `/bureau/recits/${code}`
    if (what === 'save') {
      const version = await read('facilitator', `${desk}/texte`, 'version')
      const base = await read('facilitator', `${desk}/texte`, 'base')
      const written = `marque ${submission_id}`
      mark = written
      return {
        href: `${desk}/texte`,
        by: 'facilitator',
        fields: {
          submission_id,
          do: 'stay',
          version,
          base,
          language: 'fr',
          title: `Récit ${code}`,
          lead: '',
          quote: '',
          body: `Il neigeait, ce soir-là.\n\n${written}`,
        },
        promise: () => ({ what, code, mark: written }),
      }
    }
    if (what === 'consents') {
      const said = {
        person_id: witness(),
        method: 'spoken',
        in_front_of: people.facilitator.id,
        capacity: 'self',
        said_by: '',
        wording_language: 'fr',
        ends_on: '',
        ends_shown: '',
        pseudonym: '',
      }
      return {
        href: `${desk}/accords`,
        by: 'facilitator',
        fields: {
          submission_id,
          ...said,
          'answer.site.text': 'yes',
          'answer.site.name': 'yes',
          'answer.radio.voice': 'no',
          step: 'confirm',
        },
        promise: () => ({ what, code }),
      }
    }
    if (what === 'send')
      return {
        href: `${desk}/envoyer`,
        by: 'facilitator',
        fields: { submission_id, version: await read('facilitator', desk, 'version') },
        promise: () => ({ what, code }),
      }
    if (what === 'reread') {
      revision_id = await read('facilitator', `${desk}/relecture-temoin`, 'revision_id')
      return {
        href: `${desk}/relecture-temoin`,
        by: 'facilitator',
        fields: { submission_id, person_id: witness(), revision_id, decision: 'approve', reason: '', method: 'reread' },
        promise: () => ({ what, code }),
      }
    }
    if (what === 'sign')
      return {
        href: `/bureau/relecture/${code}`,
        by: 'editor',
        fields: {
          submission_id,
          revision_id,
          board: 'editorial',
          decision: 'approve',
          reason: '',
          opinion: '',
          opinion_is_public: 'no',
        },
        promise: () => ({ what, code }),
      }
    return {
      href: `${desk}/reprendre`,
      by: 'facilitator',
      fields: { submission_id, scope: 'all', until: '', asked_by: 'witness', person_id: '', step: 'confirm' },
      promise: () => ({ what: 'take back', code }),
    }
  }

  return {
    doubt: () => (inDoubt && code && inDoubt.href.endsWith('/texte') ? { code, mark } : undefined),
    act: async () => {
      const sending = inDoubt ?? (await next())
      inDoubt = sending
      const answer = await browsers[sending.by].post(sending.href, sending.fields, sending.file)
      // Refused in words because the database was away: nothing was promised, and the page says to try again.
      if (!answer || answer.status === 503) return undefined
      inDoubt = undefined
      if (answer.status !== 303)
        throw new Unexpected(
          `${sending.href} → ${answer.status} ${/<h1[^>]*>([^<]*)/.exec(answer.text)?.[1] ?? answer.text.slice(0, 200)}`,
        )
      const promised = sending.promise(answer)
      if (promised.what === 'begin') code = promised.code
      if (promised.what !== 'callback' && promised.what !== 'file') step = (step + 1) % steps.length
      if (promised.what === 'take back') done += 1
      return { submission_id: sending.fields['submission_id'] ?? '', ...promised }
    },
  }
}

/** A minute or so of noise at the most, never twice the same. */
function aSound(): Buffer<ArrayBuffer> {
  const noise = randomBytes(2 * Math.floor(4_000 + Math.random() * 500_000))
  const head = Buffer.from('RIFF....WAVEfmt ....................data....', 'latin1')
  head.writeUInt32LE(36 + noise.length, 4)
  head.writeUInt32LE(16, 16)
  head.writeUInt16LE(1, 20)
  head.writeUInt16LE(1, 22)
  head.writeUInt32LE(8_000, 24)
  head.writeUInt32LE(16_000, 28)
  head.writeUInt16LE(2, 32)
  head.writeUInt16LE(16, 34)
  head.writeUInt32LE(noise.length, 40)
  return Buffer.concat([head, noise])
}

/** An answer that nobody should get: counted as a failure of the run. */
export class Unexpected extends Error {}
