// The same world as publish() reads it: a revision of each writing, files with what is hidden in them, who is in them.

import { emptyTestimonyDetails, testimonyKind } from '#capabilities/testimonies/testimonies.kind.ts'
import type { Content } from '#core/contribution/content.ts'
import { documentOf } from '#core/contribution/document.ts'
import { emptyMedia, type Media } from '#core/contribution/media.content.ts'
import type { FileFact } from '#core/media/derivations.ts'
import type { HidingFact, PicturedFact } from '#core/media/hidings.ts'
import type { Facts } from '#core/shelf/shelve.ts'
import { begin, karim, phrases, picture, saidAt, seconds, sound, voices, type Revision, type World } from './world.ts'

const cornerOf = (corner: number) => ({ x: corner / 8, y: 0, w: 0.1, h: 0.1 })
const noPlace = { x: null, y: null, w: null, h: null }

export function filesOf(world: World): FileFact[] {
  const hidings = (kind: 'span' | 'region'): HidingFact[] =>
    world.hid
      .filter((each) => each.kind === kind)
      .map((each) => ({
        file_id: kind === 'span' ? sound : picture,
        kind,
        start_ms: kind === 'span' ? each.from * 1000 : null,
        end_ms: kind === 'span' ? each.to * 1000 : null,
        ...(kind === 'region' ? cornerOf(each.corner) : noPlace),
        words: [],
        until: each.until,
        lifted_at: each.isLifted ? begin : null,
      }))
  const pictured = world.seen
    .filter(({ state }) => state !== 'removed')
    .map((each): PicturedFact => ({
      status: each.status,
      person_id: null,
      ...cornerOf(each.corner),
      agreed_by: 'elle',
      agreed_by_second: each.both ? 'lui' : '',
      agreed_on: each.agreed_on,
      agreed_until: each.agreed_until,
      born_on: each.born_on,
      taken_back_at: each.state === 'taken back' ? begin : null,
    }))
  const file = { media_type: 'audio/ogg', looked: world.looked }
  return [
    { ...file, id: sound, nature: 'sound', hidings: hidings('span'), pictured: [], derivations: world.made.sound },
    { ...file, id: picture, nature: 'picture', hidings: hidings('region'), pictured, derivations: world.made.picture },
  ]
}

function contentOf(revision: Revision): Content {
  const names = karim.join(' ')
  const transcript = (language: 'fr' | 'ar', form: 'original' | 'translation') => ({
    language,
    form,
    machine: false,
    cues: Array.from({ length: seconds }, (_, second) => ({
      start: second * 1000,
      end: (second + 1) * 1000,
      speaker: 'k',
      text: `${saidAt(second, language)} ${second === 0 ? names : ''}`,
    })),
    chapters: Array.from({ length: seconds }, (_, second) => ({
      start: second * 1000,
      title: saidAt(second, 'chapitre'),
    })),
  })
  const media: Media[] = [
    {
      ...emptyMedia(sound, 'sound', 'story'),
      speakers: [{ key: 'k', person_id: null, name: names }],
      credit: `Avec ${names}, ${phrases[1]}`,
      transcripts: revision.hasWords ? [transcript('fr', 'original'), transcript('ar', 'translation')] : [],
      excuse: revision.isExcused ? { reason: `Bientôt, ${phrases[0]}`, until: '2027-01-01' } : null,
    },
    {
      ...emptyMedia(picture, 'picture', 'lent'),
      words: [
        {
          language: 'fr',
          title: phrases[0] ?? '',
          caption: names,
          alt: revision.hasAlternative ? `${names} et ${phrases[1]}` : '',
          description: '',
        },
      ],
    },
  ]
  const [first = '', second = ''] = phrases
  return {
    language: 'fr',
    texts: [
      {
        language: 'fr',
        form: 'original',
        title: `Avec ${names}, ${first}`,
        lead: second.toUpperCase(),
        quote: names,
        // Parted by a line, a paragraph, a quote: still the same words.
        body: documentOf(
          `Il y avait ${first.replaceAll(' ', '\n')}.\n\n> ${second.replace(' ', '\n> ')}\n\n## ${first}\n\n${names}`,
        ),
        machine: false,
      },
    ],
    period: '',
    themes: [],
    credits: voices.slice(0, revision.voices).map((person_id) => ({ role: 'told' as const, person_id })),
    licence: 'CC-BY-SA-4.0',
    media,
    details: {
      ...emptyTestimonyDetails,
      medium: 'sound',
      collected_at: first,
      stages: [
        {
          place: second,
          country: 'FR',
          lat: 47,
          lon: 6,
          when: '1969',
          words: { fr: names },
          travel: false,
          nature: '',
        },
      ],
    },
  }
}

export const factsOf = (world: World): Facts => ({
  id: '33333333-3333-4333-8333-333333333333',
  code: '123456',
  kind: testimonyKind,
  required: ['editorial'],
  revisions: world.revisions.map((revision, index) => ({
    id: `r${index}`,
    number: index + 1,
    content: contentOf(revision),
    created_at: revision.at,
  })),
  signoffs: world.revisions.map((revision, index) => ({
    revision_id: `r${index}`,
    kind: 'editorial' as const,
    decision: 'approve' as const,
    person_id: voices[0],
    at: revision.at,
  })),
  opinions: [],
  consents: world.answers.map(({ who, ...answer }) => ({
    ...answer,
    person_id: voices[who] ?? '',
    use: 'site',
    recorded_at: begin,
  })),
  seals: [],
  files: filesOf(world),
  hidings: world.hid
    .filter(({ kind }) => kind === 'words')
    .map((each) => ({
      file_id: null,
      kind: 'words',
      start_ms: null,
      end_ms: null,
      ...noPlace,
      words: [each.phrase],
      until: each.until,
      lifted_at: each.isLifted ? begin : null,
    })),
  third_persons: world.third ? [{ names: [karim.join(' ')], treatment: world.third, alias: 'Salimata' }] : [],
  people: new Map(
    voices.map((id, index) => [
      id,
      {
        name: ['Zalindra', 'Qorbane'][index] ?? '',
        other_names: [],
        born: null,
        portrait: null,
        credited_as: null,
        pseudonym: null,
      },
    ]),
  ),
  first_published_at: null,
})
