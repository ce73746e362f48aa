// What stands in the way of the sounds and pictures of a contribution, each with the page where it is mended.

import { hrefOf, type Address } from '#core/doors.ts'
import type { MediaLacks as Lacking } from '#core/media/lacks.ts'
import type { Lack } from '#core/media/needs.ts'
import { lacksTexts } from '#ui/lacks-texts.ts'
import { useLocale, useTexts } from '#ui/locale.tsx'
import { Banner } from '#ui/notices.tsx'

/** Nothing when nothing is missing. `to`: where each lack is mended, as addresses with `:code` and `:file_id`. */
export function MediaLacks(props: {
  code: string
  media: readonly Lacking[]
  to: Record<'medium' | 'transcript' | 'register', Address>
}) {
  const t = useTexts(lacksTexts)
  const locale = useLocale()
  if (props.media.length === 0) return null
  const where: Record<Lack, Address> = {
    words: props.to.transcript,
    alternative: props.to.medium,
    register: props.to.register,
  }
  return (
    <Banner tone="wait" title={t('lacks.title')} id="manque">
      <ul class="plain stack sp-1">
        {props.media.flatMap(({ file_id, nature, title, lacks }) =>
          lacks.map((lack) => (
            <li key={`${file_id} ${lack}`}>
              <a href={hrefOf(locale, where[lack], { code: props.code, file_id })}>
                {t(`lacks.${lack}`, { title: title || t(`lacks.${nature}`) })}
              </a>
            </li>
          )),
        )}
      </ul>
    </Banner>
  )
}
