// The first page of a witness's copy: read offline, from a folder or a USB stick, in large letters. Its own styles, no
// script, nothing fetched from anywhere.

import { languageName, directionOf, type Locale } from '#core/platform/i18n.ts'
import { formatDay } from '#ui/dates.ts'
import { Foreign, LocaleProvider } from '#ui/locale.tsx'
import { Prose } from '#ui/prose.tsx'
import { renderPage } from '#ui/render.ts'
import type { TextVersion } from '#core/contribution/content.ts'
import type { MediaNature } from '#core/contribution/media.content.ts'
import { texts } from './copies.texts.ts'
import type { Sheet } from './papers.sheet.ts'

export type IndexFile = {
  nature: MediaNature
  title: string
  alt: string
  caption: string
  /** Paths inside the folder: what is played, and the file as it came. */
  shown: string
  original: string
  transcripts: readonly Written[]
  /** What one sees in it. */
  descriptions: readonly Written[]
}
type Written = { language: string; machine: boolean; words: string }

export type IndexView = {
  locale: Locale
  name: string
  title: string
  language: string
  town: string
  today: string
  files: readonly IndexFile[]
  texts: readonly TextVersion[]
  agreed: Sheet
  agreedPdf: string | null
  evidence: readonly { nature: 'spoken' | 'signature' | 'paper'; path: string; at: Date; media_type: string }[]
  missing: readonly string[]
  back: { address: string; phone: string }
}

const css = [
  'body{font:1.35rem/1.6 Atkinson Hyperlegible Next,Noto Naskh Arabic,system-ui,sans-serif;max-width:44rem;margin:0 auto;padding:1.5rem;background:#fbf7ef;color:#1d1b26}',
  'h1{font-size:2.2rem;line-height:1.2}h2{margin-top:3rem;border-top:3px solid #1d1b26;padding-top:1rem}',
  'audio,video,img{display:block;width:100%;max-width:100%;margin:1rem 0}img{height:auto;width:auto;max-height:80vh}audio{min-height:3.5rem}',
  'a{color:#7a2f12}summary{min-height:44px;cursor:pointer;text-decoration:underline}',
  'figure{margin:2rem 0}ul{padding-inline-start:1.4rem}li{margin:.6rem 0}pre{white-space:pre-wrap;font:inherit}',
  'small{font-size:1.1rem;color:#4a4655}',
  '@media (prefers-color-scheme:dark){body{background:#191824;color:#f3ecdd}h2{border-color:#f3ecdd}a{color:#f4b24a}small{color:#cfc6b4}}',
].join('')

/** The whole page, ready to write. */
export const indexPage = (view: IndexView): string => renderPage(<IndexDocument view={view} />)

function IndexDocument({ view }: { view: IndexView }) {
  const { locale } = view
  const t = texts.in(locale)
  return (
    <LocaleProvider locale={locale}>
      <html lang={locale} dir={directionOf(locale)}>
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width,initial-scale=1" />
          <meta name="robots" content="noindex" />
          <title>{t('index.title', { name: view.name })}</title>
          <style>{css}</style>
        </head>
        <body>
          <main>
            <h1>
              {view.title ? (
                <Foreign lang={view.language}>{view.title}</Foreign>
              ) : (
                t('index.title', { name: view.name })
              )}
            </h1>
            <p>{t('index.made', { day: formatDay(view.today, locale), town: view.town })}</p>
            {view.missing.length > 0 && <p>{t('index.missing', { names: view.missing.join(', ') })}</p>}
            {view.files.length > 0 && (
              <section aria-labelledby="listen">
                <h2 id="listen">{t('index.listen')}</h2>
                {view.files.map((file, at) => (
                  <OneFile key={file.original} file={file} locale={locale} name={nameOf(file, at, t)} />
                ))}
              </section>
            )}
            {view.texts.some((each) => each.body.content.length > 0) && (
              <section aria-labelledby="read">
                <h2 id="read">{t('index.read')}</h2>
                {view.texts.map((text) => (
                  <article key={`${text.language} ${text.form}`}>
                    <h3>
                      {languageName(text.language, locale)}
                      {text.form === 'easy' && <> · {t('index.easy')}</>}
                    </h3>
                    {text.machine && (
                      <p>
                        <small>{t('index.machine')}</small>
                      </p>
                    )}
                    {text.title && (
                      <Foreign lang={text.language} as="p">
                        <b>{text.title}</b>
                      </Foreign>
                    )}
                    <Prose document={text.body} language={text.language} heading="h4" />
                  </article>
                ))}
              </section>
            )}
            <Agreed view={view} />
          </main>
        </body>
      </html>
    </LocaleProvider>
  )
}

const nameOf = (file: IndexFile, at: number, t: ReturnType<typeof texts.in>): string =>
  file.title || t(`index.${file.nature}`, { number: at + 1 })

function OneFile({ file, locale, name }: { file: IndexFile; locale: Locale; name: string }) {
  const t = texts.in(locale)
  return (
    <figure>
      <figcaption>
        <h3>{name}</h3>
        {file.caption && <p>{file.caption}</p>}
      </figcaption>
      {/* Its words are written under it: a caption track cannot be read from a folder. */}
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption */}
      {file.nature === 'sound' && <audio controls preload="metadata" src={file.shown} aria-label={name} />}
      {/* oxlint-disable-next-line jsx-a11y/media-has-caption */}
      {file.nature === 'video' && <video controls preload="metadata" src={file.shown} aria-label={name} />}
      {file.nature === 'picture' && <img src={file.shown} alt={file.alt || name} loading="lazy" />}
      {(['transcripts', 'descriptions'] as const).flatMap((sort) =>
        file[sort].map((each) => (
          <details key={`${sort} ${each.language}`}>
            <summary>
              {t(sort === 'transcripts' ? 'index.transcript' : 'index.description', {
                language: languageName(each.language, locale),
              })}
            </summary>
            {each.machine && <small>{t('index.machine')}</small>}
            <Foreign lang={each.language} as="div">
              <pre>{each.words}</pre>
            </Foreign>
          </details>
        )),
      )}
      <p>
        <a href={file.original}>{t('index.original')}</a>
      </p>
    </figure>
  )
}

function Agreed({ view }: { view: IndexView }) {
  const { locale } = view
  const t = texts.in(locale)
  const rows = view.agreed.parts.flatMap((part) =>
    part.kind === 'questions' ? part.rows.map((row) => ({ ...row, labels: part.labels })) : [],
  )
  return (
    <section aria-labelledby="agreed">
      <h2 id="agreed">{t('index.agreed')}</h2>
      {rows.length === 0 ? (
        <p>{t('index.agreedNone')}</p>
      ) : (
        <ul>
          {rows.map((row) => (
            <li key={row.words}>
              {row.words} <b>{row.answer ? row.labels[row.answer] : ''}</b>
              <br />
              <small>{row.note}</small>
            </li>
          ))}
        </ul>
      )}
      {view.agreedPdf && (
        <p>
          <a href={view.agreedPdf}>{t('index.agreedPdf')}</a>
        </p>
      )}
      {view.evidence.length > 0 && (
        <>
          <h3>{t('index.evidence')}</h3>
          {view.evidence.map((each) => {
            const name = t(`index.evidence.${each.nature}`, { day: formatDay(each.at, locale) })
            return (
              <figure key={each.path}>
                <figcaption>
                  <a href={each.path}>{name}</a>
                </figcaption>
                {each.media_type.startsWith('audio/') && (
                  // oxlint-disable-next-line jsx-a11y/media-has-caption
                  <audio controls preload="metadata" src={each.path} aria-label={name} />
                )}
                {each.media_type.startsWith('image/') && <img src={each.path} alt={name} loading="lazy" />}
              </figure>
            )
          })}
        </>
      )}
      <p>{t('index.back', { address: view.back.address })}</p>
      {view.back.phone && <p>{t('index.call', { phone: view.back.phone })}</p>}
    </section>
  )
}
