// The card a witness takes home: shown and printed once, in the three languages of the interface.

import { hrefOf } from '#core/doors.ts'
import { directionOf, languageName, locales } from '#core/platform/i18n.ts'
import { useTexts } from '#ui/locale.tsx'
import { Banner } from '#ui/notices.tsx'
import { ofTown } from '#ui/town.ts'
import { addresses } from './interviews.addresses.ts'
import { texts } from './interviews.texts.ts'

/** The card, shown once: in three languages, one sheet each, to print the one she reads. */
export function CardPaper(props: {
  name: string
  number: string
  code: string
  phone: string
  town: string
  host: string
  back: string
}) {
  const t = useTexts(texts)
  const code = props.code.replace(/(\d{4})(\d{4})/, '$1 $2')
  return (
    <>
      <div class="stack no-print">
        <h1>{t('card.shown')}</h1>
        <Banner tone="wait" title={t('card.once')}>
          {t('card.onceHelp')}
        </Banner>
        <p>
          <a class="tap" href={props.back}>
            {t('card.back', { name: props.name })}
          </a>
        </p>
      </div>
      {locales.map((locale) => {
        const own = texts.in(locale)
        const address = hrefOf(locale, addresses.card)
        return (
          <article
            class="sheet stack paper"
            lang={locale}
            dir={directionOf(locale)}
            key={locale}
            aria-label={languageName(locale)}
          >
            <h2>{own('card.paperTitle', { town: props.town, of: ofTown(props.town) })}</h2>
            <p class="lead">
              <bdi>{props.name}</bdi>
            </p>
            <p>
              {own('card.number')} <span class="code">{props.number}</span>
            </p>
            <p>
              {own('card.code')} <span class="code">{code}</span>
            </p>
            <p class="lead">
              {own('card.paperHow')} <b dir="ltr">{props.host + address}</b>
            </p>
            {props.phone && (
              <p class="lead">
                {own('card.paperCall')} <b dir="ltr">{props.phone}</b>
              </p>
            )}
            <p>{own('card.paperRights')}</p>
          </article>
        )
      })}
    </>
  )
}
