// One revision, whole, for the person whose words it holds: what is said, its translation, the easy version, the way.

import type { Kind } from '#core/contribution/kind.ts'
import { originalOf, type Content, type TextVersion } from '#core/contribution/content.ts'
import { plainOf } from '#core/contribution/document.ts'
import { boundsOf } from '#core/platform/edtf.ts'
import { languageName } from '#core/platform/i18n.ts'
import { Journey, type Stage } from '#ui/journey.tsx'
import { Foreign, Quote, useLocale, useTexts } from '#ui/locale.tsx'
import { SideBySide, type Side } from '#ui/side-by-side.tsx'
import { texts } from './interviews.texts.ts'

export function RevisionText(props: { content: Content; kind: Kind }) {
  const t = useTexts(texts)
  const locale = useLocale()
  const { content } = props
  const original = originalOf(content)
  const others = content.texts.filter((text) => text !== original)
  // The translation in the reader's language goes beside; the others follow.
  const beside =
    others.find((text) => text.form === 'translation' && text.language.startsWith(locale)) ??
    others.find((text) => text.form === 'translation')
  const rest = others.filter((text) => text !== beside)
  const stages = stagesOf(props.kind, content)
  const objects = objectsOf(props.kind, content)
  return (
    <div class="stack sp-5">
      <Head text={original} />
      {beside && <Head text={beside} />}
      <SideBySide id="texte" original={sideOf(original)} translation={beside && sideOf(beside)} />
      {rest.map((text) => (
        <section
          key={`${text.language} ${text.form}`}
          class="stack"
          aria-label={t(`reread.form.${text.form}`, { language: languageName(text.language, locale) })}
        >
          <h3 class="as-l">{t(`reread.form.${text.form}`, { language: languageName(text.language, locale) })}</h3>
          <Head text={text} />
          <Foreign lang={text.language} as="div" class="said">
            {text.body.content.map((block, index) => (
              <p key={index}>{plainOf(block)}</p>
            ))}
          </Foreign>
        </section>
      ))}
      {stages.length > 0 && (
        <section class="stack" aria-labelledby="h-way">
          <h3 class="as-l" id="h-way">
            {t('reread.way')}
          </h3>
          <Journey heading="h4" stages={stages} />
        </section>
      )}
      {objects.length > 0 && (
        <section class="stack" aria-labelledby="h-kept">
          <h3 class="as-l" id="h-kept">
            {t('reread.objects')}
          </h3>
          <Foreign lang={content.language} as="div">
            {objects.map((each) => (
              <p key={each}>{each}</p>
            ))}
          </Foreign>
        </section>
      )}
    </div>
  )
}

function Head({ text }: { text: TextVersion }) {
  return (
    <div class="stack sp-1">
      {text.title && (
        <Foreign lang={text.language} as="h2">
          {text.title}
        </Foreign>
      )}
      {text.lead && (
        <Foreign lang={text.language} as="p" class="lead">
          {text.lead}
        </Foreign>
      )}
      {text.quote && <Quote text={text.quote} lang={text.language} />}
    </div>
  )
}

const sideOf = (text: TextVersion): Side => ({ language: text.language, paragraphs: text.body.content.map(plainOf) })

/** The places of any kind, with the words said of each when its details hold as many. */
function stagesOf(kind: Kind, content: Content): Stage[] {
  const places = kind.placesOf(content)
  const words = wordsIn(kind.publicDetails(content.details))
  return places.map((place, index): Stage => {
    const said = words.length === places.length ? words[index] : undefined
    const [language, text] =
      (said && (Object.entries(said).find(([each]) => each === content.language) ?? Object.entries(said)[0])) ?? []
    const years = yearsOf(place.when)
    return { place: place.name, ...(years ? { when: years } : {}), ...(text ? { words: text, language } : {}) }
  })
}

/** Things kept, for a kind that tells them. */
function objectsOf(kind: Kind, content: Content): string[] {
  const { objects } = kind.publicDetails(content.details)
  return Array.isArray(objects) ? objects.filter((each) => typeof each === 'string') : []
}

const isLanguage = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/

/** Every `words` of the details: a text per language. */
function wordsIn(value: unknown): Record<string, string>[] {
  if (Array.isArray(value)) return value.flatMap(wordsIn)
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, each]) =>
    key === 'words' &&
    each !== null &&
    typeof each === 'object' &&
    Object.keys(each).every((language) => isLanguage.test(language))
      ? [each as Record<string, string>]
      : wordsIn(each),
  )
}

function yearsOf(edtf: string): string {
  const bounds = boundsOf(edtf)
  if (!bounds) return ''
  const [start, end] = [bounds.start.slice(0, 4), bounds.end.slice(0, 4)]
  return start === end ? start : `${start}–${end}`
}
