// Pages of the workshop around the forms: what is missing, translations, journey.

import { originalOf, type Content } from '#core/contribution/content.ts'
import { hrefOf } from '#core/doors.ts'
import type { MediaLacks as Lacking } from '#core/media/lacks.ts'
import { directionOf } from '#core/platform/i18n.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import { Form, Select } from '#ui/form.tsx'
import { Icon } from '#ui/icons.tsx'
import { languageOptions, ownName } from '#ui/languages.ts'
import { useLanguageName, useLocale, useTexts } from '#ui/locale.tsx'
import { MediaLacks } from '#ui/media-lacks.tsx'
import { Banner } from '#ui/notices.tsx'
import { countryIn, formatPeriod } from '#ui/periods.ts'
import { at, elsewhere, stepHref } from './editor.addresses.ts'
import { editorTexts } from './editor-texts.ts'
import { PeriodForm, type Shape } from './editor.forms.tsx'
import { alignmentOf, findText, type Missing } from './editor.rules.ts'
import { stagesOf } from './editor.sections.ts'

/** The last knot: what is missing, and the button that sends the story to the boards. */
export function SendPart(props: {
  code: string
  missing: Missing[]
  /** Sounds and pictures that will wait: the story may be sent all the same. */
  lacks: readonly Lacking[]
  version: number
  submission_id: string
  isSent: boolean
  isOnline: boolean
  /** A newer version than the one online is with the boards. */
  isWaiting: boolean
  error?: boolean
}) {
  const t = useTexts(editorTexts)
  const locale = useLocale()
  const isAllOnline = props.isOnline && props.isSent && !props.isWaiting
  const needed = props.missing.filter((each) => each.needed)
  return (
    <section class="sheet stack" aria-labelledby="envoyer">
      <h2 id="envoyer">{t('send.title')}</h2>
      {props.isOnline && !isAllOnline && <p class="soft">{t('send.online')}</p>}
      {props.missing.length === 0 ? (
        <Banner tone="done">{t('send.nothingMissing')}</Banner>
      ) : (
        <>
          <h3>{t('send.list')}</h3>
          <ul class="rows">
            {props.missing.map((each) => (
              <li key={each.what} class="row">
                <Icon name={each.needed ? 'alert' : 'info'} />
                <span>
                  <b>{each.needed ? t('send.needed') : t('send.advised')}</b>{' '}
                  <a
                    href={
                      each.step
                        ? stepHref(locale, each.step, props.code)
                        : hrefOf(locale, elsewhere.consents, { code: props.code })
                    }
                  >
                    {t(`missing.${each.what}`)}
                  </a>
                </span>
              </li>
            ))}
          </ul>
        </>
      )}
      <MediaLacks code={props.code} media={props.lacks} to={elsewhere} />
      {needed.length > 0 ? (
        <Banner tone="wait">{t('send.notYet')}</Banner>
      ) : props.isSent ? (
        <Banner tone="info">{t(isAllOnline ? 'send.sameOnline' : 'send.same')}</Banner>
      ) : (
        <Form
          action={at(locale, 'submit', props.code)}
          submission_id={props.submission_id}
          hidden={{ version: String(props.version) }}
          labelledby="envoyer"
          class=""
        >
          <Button size="l" icon="send">
            {t('send.go')}
          </Button>
        </Form>
      )}
    </section>
  )
}

type TextList = { code: string; content: Content; form: 'translation' | 'easy' }

/** The languages a story exists in, and how to add one. */
export function TextsPart({ code, content, form }: TextList) {
  const t = useTexts(editorTexts)
  const locale = useLocale()
  const name = useLanguageName()
  const page = form === 'easy' ? 'easyText' : 'translation'
  const texts = content.texts.filter((text) => text.form === form)
  const free = languageOptions().filter(
    ({ value }) => !texts.some((text) => text.language === value) && (form === 'easy' || value !== content.language),
  )
  return (
    <>
      {texts.length === 0 ? (
        <p class="soft">{t(`${form}.none`)}</p>
      ) : (
        <ul class="rows sheet">
          {texts.map((text) => (
            <li key={text.language} class="cluster between">
              <span>
                <b>{name(text.language)}</b> {text.machine && <span class="small soft">{t('made_by.machine')}</span>}
              </span>
              <LinkButton
                href={at(locale, page, code, { language: text.language })}
                variant="line"
                size="s"
                icon="pen"
                label={t('texts.openIn', { language: name(text.language) })}
              >
                {t('texts.open')}
              </LinkButton>
            </li>
          ))}
        </ul>
      )}
      <Form
        action={at(locale, form === 'easy' ? 'easy' : 'translations', code)}
        method="get"
        id="ajouter"
        class="form narrow"
      >
        <Select
          name="langue"
          label={t(`${form}.add`)}
          options={free}
          value={free.some((each) => each.value === content.language) ? content.language : 'fr'}
        />
        <Button variant="line" icon="plus">
          {t('texts.add')}
        </Button>
      </Form>
    </>
  )
}

/** The original beside its translation, paragraph facing paragraph; says when they do not follow each other. */
export function AlignedTexts(props: { content: Content; language: string }) {
  const t = useTexts(editorTexts)
  const original = originalOf(props.content)
  const translation = findText(props.content, props.language, 'translation')
  const rows = alignmentOf(original.body, translation?.body ?? { type: 'doc', content: [] })
  const side = (language: string) => ({ lang: language, dir: directionOf(language) })
  return (
    <section class="stack" aria-labelledby="cote-a-cote">
      <h3 id="cote-a-cote">
        {translation ? t('aligned.title') : t('aligned.original', { language: ownName(original.language) })}
      </h3>
      {translation && !rows.matches && (
        <Banner tone="wait">{t('aligned.differs', { original: rows.original, translation: rows.translation })}</Banner>
      )}
      <div class="sides" data-show="ab">
        <ol class="cues said">
          {rows.rows.map(([told, translated], index) => (
            <li key={index}>
              <p {...side(original.language)}>{told || '—'}</p>
              {translation && <p {...side(translation.language)}>{translated || '—'}</p>}
            </li>
          ))}
        </ol>
      </div>
    </section>
  )
}

/** When, then the stages of the journey with their buttons. */
export function JourneyPart(props: {
  code: string
  content: Content
  shape: Shape
  stagesBase: string
  submission_id: string
  error?: string | undefined
}) {
  const t = useTexts(editorTexts)
  const locale = useLocale()
  const stages = stagesOf(props.content)
  const { code } = props
  return (
    <>
      <section class="sheet stack" aria-labelledby="quand">
        <h2 id="quand">{t('journey.when')}</h2>
        <PeriodForm shape={props.shape} />
      </section>
      <section class="sheet stack" aria-labelledby="etapes">
        <h2 id="etapes">{t('journey.stages')}</h2>
        <p class="soft">{t('journey.words')}</p>
        {props.error && (
          <Banner tone="problem" role="alert">
            {props.error}
          </Banner>
        )}
        {stages.length > 0 && (
          <Form
            action={at(locale, 'stages', code)}
            id="etapes-f"
            submission_id={props.submission_id}
            hidden={{ base: props.stagesBase }}
            labelledby="etapes"
            class=""
          >
            <ol class="rows">
              {stages.map((stage, index) => {
                const number = index + 1
                const named = { number, place: stage.place }
                return (
                  <li key={index} class="cluster between">
                    <span>
                      <b class="num">{number}</b> <bdi>{stage.place}</bdi>
                      {stage.country && <span class="soft"> · {countryIn(stage.country, locale)}</span>}
                      {stage.when && <span class="soft"> · {formatPeriod(stage.when, locale)}</span>}
                    </span>
                    <span class="cluster gap-1">
                      <LinkButton
                        href={at(locale, 'stage', code, { number: String(number) })}
                        variant="line"
                        size="s"
                        icon="pen"
                        label={t('stop.editOf', named)}
                      >
                        {t('stop.edit')}
                      </LinkButton>
                      <LinkButton
                        href={at(locale, 'stageWords', code, { number: String(number) })}
                        variant="line"
                        size="s"
                        icon="comment"
                        label={t('stop.wordsOf', named)}
                      >
                        {t('stop.words')}
                      </LinkButton>
                      {index > 0 && (
                        <Button name="do" value={`up ${number}`} variant="line" size="s" label={t('stop.upOf', named)}>
                          {t('stop.up')}
                        </Button>
                      )}
                      {number < stages.length && (
                        <Button
                          name="do"
                          value={`down ${number}`}
                          variant="line"
                          size="s"
                          label={t('stop.downOf', named)}
                        >
                          {t('stop.down')}
                        </Button>
                      )}
                      <Button
                        name="do"
                        value={`remove ${number}`}
                        variant="quiet"
                        size="s"
                        icon="trash"
                        label={t('stop.removeOf', named)}
                      >
                        {t('stop.removeShort')}
                      </Button>
                    </span>
                  </li>
                )
              })}
            </ol>
          </Form>
        )}
        <p>
          <LinkButton href={at(locale, 'stage', code, { number: 'nouvelle' })} variant="line" icon="plus">
            {t('stop.add')}
          </LinkButton>
        </p>
      </section>
    </>
  )
}
