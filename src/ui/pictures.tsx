// Pictures and papers: what is seen, in words for those who do not see it; who made it, what may be done with it, and
// the line to copy beside it. Every copy is ours: nothing is asked of another site.

import type { ShownFile, ShownMedia } from '#core/shelf/shelve-media.ts'
import { picturesOf } from '#core/shelf/shown-media.ts'
import { Icon } from '#ui/icons.tsx'
import { Foreign, useLocale, useTexts } from '#ui/locale.tsx'
import { mediaTexts } from '#ui/media-texts.ts'
import { creditLineOf, mediaRightsIn, mediaWordsIn, sizeIn } from '#ui/media-words.ts'
import { formatPeriod } from '#ui/periods.ts'
import { isolated } from '#ui/who.ts'

export type PicturesProps = {
  media: readonly ShownMedia[]
  /** The language told. */
  told: string
  /** Where it can be read, as one would write it by hand: “valmorey.fr/482913”. */
  address: string
  /** How wide it is on the page: the browser takes the copy that is just large enough. */
  sizes: string
  /** Seen as the page opens: loaded at once. */
  isFirst?: boolean
}

/** `<Pictures media={pictures} told="ar" address="valmorey.fr/482913" sizes="(min-width:64rem) 20rem,100vw" />` */
export function Pictures({ media, ...rest }: PicturesProps) {
  return media.map((each) => <OnePicture key={each.id} media={each} {...rest} />)
}

function OnePicture({ media, told, address, sizes, isFirst }: Omit<PicturesProps, 'media'> & { media: ShownMedia }) {
  const t = useTexts(mediaTexts)
  const locale = useLocale()
  const words = mediaWordsIn(media, locale, told)
  const { title, caption, description } = words
  const rights = mediaRightsIn(media, locale)
  const copies = picturesOf(media, 'image/jpeg')
  const large = copies.at(-1)
  const paper = media.files.find(({ media_type }) => media_type === 'application/pdf')
  const size = paper && sizeIn(paper.size, locale)
  const when = media.taken && formatPeriod(media.taken, locale)
  const where = media.place && isolated(media.place, locale)
  return (
    <figure class="shot">
      {copies.length > 0 && (
        <Picture media={media} copies={copies} alt={words.alt} sizes={sizes} isFirst={isFirst === true} />
      )}
      <figcaption class="stack">
        {title && (
          <Foreign as="p" lang={title.language} class="shot-t">
            {title.text}
          </Foreign>
        )}
        {caption && (
          <Foreign as="p" lang={caption.language} class="small said">
            {caption.text}
          </Foreign>
        )}
        {(when || where) && <p class="small soft">{[when, where].filter(Boolean).join(' · ')}</p>}
        <p class="small soft">
          {media.credit && <bdi>{media.credit}</bdi>}
          {media.credit && ' · '}
          <a href={rights.href} rel={rights.isLicence ? 'license' : undefined}>
            <bdi>{rights.name}</bdi>
          </a>
        </p>
        {large && (
          <p class="no-print">
            <a
              class="shot-large"
              href={large.address}
              aria-label={title ? t('pictures.largeOf', { title: title.text }) : undefined}
            >
              {t('pictures.large')}
            </a>
          </p>
        )}
        {paper && size && (
          <p>
            <a
              class="btn btn-line btn-s"
              href={paper.address}
              aria-label={title ? t('pictures.openOf', { size, title: title.text }) : undefined}
            >
              <Icon name="book" />
              {t('pictures.open', { size })}
            </a>
          </p>
        )}
        {description && (
          <details>
            <summary>{t('pictures.described')}</summary>
            <Foreign as="p" lang={description.language} class="small said">
              {description.text}
            </Foreign>
          </details>
        )}
        <details class="no-print">
          <summary>{t('pictures.credit')}</summary>
          <p class="small credit-line" data-credit>
            {creditLineOf(media, words, locale, address)}
          </p>
          <p class="js-only">
            <button class="btn btn-line btn-s" type="button" data-copy data-done={t('pictures.copied')}>
              {t('pictures.copy')}
            </button>{' '}
            <span class="small" role="status" />
          </p>
        </details>
      </figcaption>
    </figure>
  )
}

function Picture(props: {
  media: ShownMedia
  copies: readonly ShownFile[]
  alt: { text: string; language: string } | undefined
  sizes: string
  isFirst: boolean
}) {
  const locale = useLocale()
  const { media, copies, alt, sizes } = props
  const largest = copies.at(-1)
  const usual = copies.find(({ width }) => (width ?? 0) >= 640) ?? largest
  return (
    <picture>
      {['image/avif', 'image/webp'].map((type) => {
        const files = picturesOf(media, type)
        return files.length > 0 && <source key={type} type={type} srcset={setOf(files)} sizes={sizes} />
      })}
      <img
        src={usual?.address}
        srcset={copies.length > 1 ? setOf(copies) : undefined}
        sizes={copies.length > 1 ? sizes : undefined}
        width={largest?.width ?? media.width ?? undefined}
        height={largest?.height ?? media.height ?? undefined}
        alt={alt?.text ?? ''}
        lang={alt && alt.language !== locale ? alt.language : undefined}
        loading={props.isFirst ? undefined : 'lazy'}
        decoding="async"
      />
    </picture>
  )
}

const setOf = (files: readonly ShownFile[]): string =>
  files.map(({ address, width }) => (width ? `${address} ${width}w` : address)).join(', ')
