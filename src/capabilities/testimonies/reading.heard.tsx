// What a story's page gives to hear and to see: the telling and its words, other sounds, pictures and papers.

import { hrefOf } from '#core/doors.ts'
import type { ShownMedia } from '#core/shelf/shelve-media.ts'
import type { ShownCredit } from '#core/shelf/shelf.tables.ts'
import { isSeen, soundsOf, tellingOf, wordsOf } from '#core/shelf/shown-media.ts'
import type { Story } from '#core/shelf/stories.ts'
import { Band } from '#ui/band.tsx'
import { Chips } from '#ui/chip.tsx'
import { ownName } from '#ui/languages.ts'
import { useLocale, useTexts } from '#ui/locale.tsx'
import { mediaTexts } from '#ui/media-texts.ts'
import { mediaWordsIn } from '#ui/media-words.ts'
import { transcriptFor } from '#ui/passages.ts'
import { Pictures } from '#ui/pictures.tsx'
import { Player } from '#ui/player.tsx'
import type { Shown } from '#ui/side-by-side.tsx'
import { Transcript } from '#ui/transcript.tsx'
import { whoIn } from '#ui/who.ts'
import { addresses } from './reading.addresses.ts'
import { withChosen } from './reading.input.ts'
import { readingTexts } from './reading.texts.ts'

export type AskedWords = { show: Shown | undefined; translation: string }

/** As many beside the text as there is room for; the others have a place of their own. */
const beside = 2

/** The telling, in the head of the page. */
export function StoryPlayer({ story, voices }: { story: Story; voices: readonly ShownCredit[] }) {
  const media = tellingOf(story.media)
  return media ? <OnePlayer story={story} media={media} voices={voices} id="ecouter" mark="" /> : null
}

function OnePlayer(props: {
  story: Story
  media: ShownMedia
  voices: readonly ShownCredit[]
  id: string
  mark: string
}) {
  const t = useTexts(mediaTexts)
  const who = whoIn(props.voices, useLocale())
  const { story, media, id, mark } = props
  const name = t(media.nature === 'video' ? 'watch.who' : 'listen.who', { who })
  return <Player media={media} code={story.code} told={story.language} id={id} mark={mark} name={name} />
}

/** Whether the telling has its words, and which the reader sees. */
export function useToldWords(story: Story, asked: AskedWords) {
  const locale = useLocale()
  const media = tellingOf(story.media)
  const seen = media && transcriptFor(media, locale, asked)
  return media && seen && { media, seen }
}

/** The telling word for word. `mayFold`: its text is on the page too. */
export function ToldWords(props: {
  story: Story
  words: NonNullable<ReturnType<typeof useToldWords>>
  mayFold: boolean
}) {
  const t = useTexts(readingTexts)
  const { story, words, mayFold } = props
  const { media, seen } = words
  const { translation } = seen
  const path = hrefOf(useLocale(), addresses.story, { code: story.code, slug: story.slug })
  const href = (show: Shown, language: string) => withChosen(path, { texte: show, traduction: language }) + '#paroles'
  const others = wordsOf(media).filter((each) => each !== seen.original)
  const chosen = others.length > 1 ? (translation?.language ?? '') : ''
  return (
    <div class="stack">
      {others.length > 1 && (
        <nav class="no-print" aria-label={t('story.chooseWords')}>
          <Chips
            items={others.map((each) => ({
              href: href(seen.show === 'a' ? 'ab' : seen.show, each.language),
              label: ownName(each.language),
              lang: each.language,
              current: each === translation,
            }))}
          />
        </nav>
      )}
      <Transcript
        id="mot-a-mot"
        media={media}
        seen={seen}
        told={story.language}
        mayFold={mayFold}
        hrefs={{ ab: href('ab', chosen), a: href('a', chosen), b: href('b', chosen) }}
      />
    </div>
  )
}

/** Sounds and films that are not the telling: other takes, what she kept. Each with its own words. */
export function OtherSounds({ story, voices }: { story: Story; voices: readonly ShownCredit[] }) {
  const t = useTexts(mediaTexts)
  const locale = useLocale()
  const telling = tellingOf(story.media)
  const others = soundsOf(story.media).filter(({ sound }) => sound !== telling)
  if (others.length === 0) return null
  return (
    <Band id="sons" title={t('others.title')}>
      <ul class="rows">
        {others.map(({ sound: media, mark }) => {
          const id = `ecouter${mark && `-${mark.slice(1, -1)}`}`
          const seen = transcriptFor(media, locale, { show: undefined, translation: '' })
          const { title } = mediaWordsIn(media, locale, story.language)
          return (
            <li key={media.id} class="stack">
              {media.use === 'story' || !title ? (
                <OnePlayer story={story} media={media} voices={voices} id={id} mark={mark} />
              ) : (
                <Player
                  media={media}
                  code={story.code}
                  told={story.language}
                  id={id}
                  mark={mark}
                  name={t('player.play')}
                />
              )}
              {seen && (
                <Transcript
                  id={`${mark}mots`}
                  media={media}
                  seen={{ ...seen, onlyShown: false }}
                  told={story.language}
                  mark={mark}
                  mayFold
                />
              )}
            </li>
          )
        })}
      </ul>
    </Band>
  )
}

type PicturesOf = { story: Story; origin: string }
const addressOf = ({ story, origin }: PicturesOf) => `${new URL(origin).host}/${story.code}`

/** The first pictures, beside the text. */
export function PicturesBeside(props: PicturesOf) {
  const { story } = props
  return (
    <Pictures
      media={story.media.filter(isSeen).slice(0, beside)}
      told={story.language}
      address={addressOf(props)}
      sizes="(min-width:64rem) 21rem,92vw"
    />
  )
}

/** All the others. */
export function OtherPictures(props: PicturesOf) {
  const t = useTexts(mediaTexts)
  const { story } = props
  const others = story.media.filter(isSeen).slice(beside)
  if (others.length === 0) return null
  return (
    <Band id="images" title={t('pictures.title')}>
      <div class="shots">
        <Pictures
          media={others}
          told={story.language}
          address={addressOf(props)}
          sizes="(min-width:64rem) 23rem,(min-width:44rem) 45vw,92vw"
        />
      </div>
    </Band>
  )
}
