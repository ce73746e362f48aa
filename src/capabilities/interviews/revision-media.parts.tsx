// The sounds, pictures and papers of one revision, for the person whose voice and papers they are: nobody signs what she
// has not heard.

import type { Content } from '#core/contribution/content.ts'
import { mediaOf } from '#core/contribution/content.ts'
import type { Media, Transcript } from '#core/contribution/media.content.ts'
import { languageName } from '#core/platform/i18n.ts'
import { clock } from '#ui/durations.ts'
import { Foreign, useLocale, useTexts } from '#ui/locale.tsx'
import { wordsIn } from '#ui/words-in.ts'
import { texts } from './interviews.texts.ts'

/** `bytes`: where the bytes of a file are, for who is looking. */
export function RevisionMedia(props: { content: Content; bytes: (file_id: string) => string }) {
  const t = useTexts(texts)
  const media = mediaOf(props.content)
  if (media.length === 0) return null
  return (
    <section class="stack" aria-labelledby="h-media">
      <h3 class="as-l" id="h-media">
        {t('reread.media')}
      </h3>
      {media.map((each) => (
        <One key={each.file_id} media={each} language={props.content.language} src={props.bytes(each.file_id)} />
      ))}
    </section>
  )
}

function One({ media, language, src }: { media: Media; language: string; src: string }) {
  const t = useTexts(texts)
  const locale = useLocale()
  const said = (word: 'title' | 'caption' | 'alt') =>
    wordsIn(Object.fromEntries(media.words.map((each) => [each.language, each[word]])), locale, language)
  const [title, caption, alt] = [said('title'), said('caption'), said('alt')]
  const name = title?.text ?? t(`reread.media.${media.nature}`)
  return (
    <div class="stack sp-2">
      <p>
        <b>
          <Foreign lang={title?.language}>{name}</Foreign>
        </b>
      </p>
      {/* Its words are written under it. */}
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption */}
      {media.nature === 'sound' && <audio class="signed-media" controls preload="none" src={src} aria-label={name} />}
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption */}
      {media.nature === 'video' && <video class="signed-media" controls preload="none" src={src} aria-label={name} />}
      {media.nature === 'picture' && (
        <img class="signed-media" src={src} alt={alt?.text ?? ''} lang={alt?.language} loading="lazy" />
      )}
      {media.nature === 'document' && (
        <p>
          <a class="tap" href={src}>
            {t('reread.media.open')}
          </a>
        </p>
      )}
      {caption && (
        <Foreign lang={caption.language} as="p" class="small">
          {caption.text}
        </Foreign>
      )}
      {media.transcripts.map((transcript) => (
        <Timed
          key={transcript.language}
          transcript={transcript}
          title={t(`reread.form.${transcript.form}`, { language: languageName(transcript.language, locale) })}
          isOpen={media.transcripts.length === 1}
        />
      ))}
      {media.descriptions?.map((transcript) => (
        <Timed
          key={transcript.language}
          transcript={transcript}
          title={t('reread.media.seen', { language: languageName(transcript.language, locale) })}
          isOpen={false}
        />
      ))}
    </div>
  )
}

function Timed({ transcript, title, isOpen }: { transcript: Transcript; title: string; isOpen: boolean }) {
  return (
    <details class="more" open={isOpen}>
      <summary>{title}</summary>
      <Foreign lang={transcript.language} as="div" class="said">
        {transcript.cues.map((cue) => (
          <p key={cue.start}>
            <span class="num small soft">{clock(cue.start)}</span> {cue.text}
          </p>
        ))}
      </Foreign>
    </details>
  )
}
