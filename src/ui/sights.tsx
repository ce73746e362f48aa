// What one sees in a film and its sound does not say, as text under it: who does not see reads it, or has it read,
// with or without script. One fold for each language, the reader's first.

import { isIn } from '#core/shelf/cards.ts'
import type { ShownCue, ShownMedia } from '#core/shelf/shelve-media.ts'
import { playableOf, sightPlace, sightsOf } from '#core/shelf/shown-media.ts'
import { clock } from '#ui/durations.ts'
import { Icon } from '#ui/icons.tsx'
import { Foreign, useLanguageName, useLocale, useTexts } from '#ui/locale.tsx'
import { mediaTexts } from '#ui/media-texts.ts'
import { isolated } from '#ui/who.ts'

/** `<Sights media={media} mark="" />`, after its player, whose mark it has. */
export function Sights({ media, mark }: { media: ShownMedia; mark: string }) {
  const t = useTexts(mediaTexts)
  const locale = useLocale()
  const nameOf = useLanguageName()
  const written = sightsOf(media).toSorted(
    (one, other) => Number(isIn(other.language, locale)) - Number(isIn(one.language, locale)),
  )
  const [file] = playableOf(media)
  return (
    <div class="sights" data-sights={media.id}>
      {written.map(({ language, machine, estimated, cues }) => (
        <details key={language} class="fold" data-fold>
          <summary>
            <Icon name="eye" />{' '}
            {isIn(language, locale)
              ? t('sights.title')
              : t('sights.titleIn', { language: isolated(nameOf(language), locale) })}
          </summary>
          {machine && <p class="player-note">{t('note.machine')}</p>}
          {estimated && <p class="player-note">{t('note.estimated')}</p>}
          <ol class="plain">
            {cues.map((cue, at) => {
              const second = secondOf(cue)
              // Two may begin in the same second: the first has the address.
              const isFirst = at === 0 || secondOf(cues[at - 1]) !== second
              const time = (
                <>
                  <span class="vh">{t('words.from')} </span>
                  <bdi dir="ltr">{clock(cue.start)}</bdi>
                </>
              )
              return (
                <li key={at} id={isFirst ? sightPlace(mark, language, second) : undefined}>
                  {file ? (
                    <a class="cue-t" href={`${file.address}#t=${second}`} data-seek={cue.start / 1000}>
                      {time}
                    </a>
                  ) : (
                    <span class="cue-t">{time}</span>
                  )}
                  <Foreign as="p" lang={language}>
                    {cue.text}
                  </Foreign>
                </li>
              )
            })}
          </ol>
        </details>
      ))}
    </div>
  )
}

const secondOf = (cue: ShownCue | undefined): number => Math.floor((cue?.start ?? 0) / 1000)
