// A story told aloud where an uncle is named, and what is hidden in it and shown of it.

import type { Desk } from '#core/desk.ts'
import type { ShownMedia } from '#core/shelf/shelve-media.ts'
import { aHeardStory, aSound, cuesOf, type HeardStory } from '#tests/support/heard.ts'
import type { Office } from '#tests/support/stories.ts'

type Thing = { id: string }

const transcript = (language: string, form: 'original' | 'translation', texts: readonly string[]) => ({
  language,
  form,
  machine: false,
  cues: cuesOf(texts),
  chapters: [],
})
export const told = ['Je suis née à Oran.', 'Mon oncle Karim vendait des tapis volés.', 'Puis je suis venue ici.']
/** The same, as the words of a sound. */
export const original = transcript('fr', 'original', told)
const translation = transcript('en', 'translation', [
  'I was born in Oran.',
  'My uncle Karim sold stolen carpets.',
  'Then I came here.',
])

export const aToldStory = async (town: Office, options: Parameters<typeof aHeardStory>[2] = {}): Promise<HeardStory> =>
  await aHeardStory(town, [aSound({ transcripts: [original, translation] })], {
    body: 'Je suis née à Oran.\n\nCe qu’on ne disait pas : mon oncle Karim vendait des tapis volés, la nuit.',
    translation: {
      language: 'en',
      title: 'Carpets',
      body: 'They say that my uncle Karim sold stolen carpets at night.',
    },
    ...options,
  })

/** The page where parts of its first file are hidden, or of the whole story. */
export const hidingPath = (story: HeardStory, page = 'masquer', file = true): string =>
  `/bureau/${page}/${story.code}${file ? `/${story.files[0]}` : ''}`

export const shelfMediaOf = async (desk: Desk, { id }: Thing): Promise<ShownMedia[]> =>
  (await desk.db.selectFrom('shelf.item').select('media').where('id', '=', id).executeTakeFirst())?.media ?? []
export const shelfFilesOf = async (desk: Desk, { id }: Thing) =>
  await desk.db.selectFrom('shelf.file').selectAll().where('item_id', '=', id).execute()
export const hidingsOf = async (desk: Desk, { id }: Thing) =>
  await desk.db.selectFrom('desk.hiding').selectAll().where('contribution_id', '=', id).execute()
