// The crossings of one story at the desk: those computed, those silenced, the links written by hand.

import { hrefOf } from '#core/doors.ts'
import type { Card } from '#core/shelf/cards.ts'
import type { Crossing } from '#core/shelf/crossings/crossings.ts'
import type { InWords, LinkKind } from '#core/shelf/crossings/crossings.tables.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { whyOf } from '#ui/crossing-words.ts'
import { Field, Form, Radios, type FormErrors, type FormValues } from '#ui/form.tsx'
import { Icon } from '#ui/icons.tsx'
import { Foreign, useLocale, useTexts } from '#ui/locale.tsx'
import { WordsFields } from '#ui/words-fields.tsx'
import { wordsIn } from '#ui/words-in.ts'
import { addresses, elsewhere } from './crossings.addresses.ts'
import { linkChoices } from './crossings.input.ts'
import { Deed, DoneNotice, OtherTitle, useTitle, type Done, type Other } from './desk.parts.tsx'
import { texts } from './texts.ts'

export type WrittenLink = { other: Other; link: LinkKind; isMine: boolean; words: InWords }
export type StoryCrossingsProps = {
  code: string
  title: { text: string; language: string }
  isOnline: boolean
  mayDecide: boolean
  crossings: Crossing[]
  silenced: Other[]
  written: WrittenLink[]
  /** Titles searched; undefined when nothing was. */
  found: Card[] | undefined
  typed: string
  submission_id: string
  values: FormValues
  errors: FormErrors
  done: Done | undefined
}

export function StoryCrossingsPage(props: StoryCrossingsProps) {
  const t = useTexts(texts)
  const locale = useLocale()
  const { code } = props
  return (
    <>
      <Crumbs
        items={[
          { href: hrefOf(locale, elsewhere.stories), label: t('desk.stories') },
          {
            href: hrefOf(locale, elsewhere.workshop, { code }),
            label: props.title.text || t('desk.untitled', { code }),
            lang: props.title.language,
          },
          { label: t('desk.title') },
        ]}
      />
      <header class="stack sp-2">
        <h1>{t('desk.of')}</h1>
        <p class="soft">{t(props.mayDecide ? 'desk.lead' : 'desk.leadRead')}</p>
      </header>
      <DoneNotice done={props.done} />
      <Computed {...props} />
      {props.silenced.length > 0 && <Silenced {...props} />}
      <Written {...props} />
      {props.mayDecide && <WriteLink {...props} />}
    </>
  )
}

const usePlaces = (code: string) => {
  const locale = useLocale()
  return {
    here: hrefOf(locale, addresses.story, { code }),
    of: (other: string) => hrefOf(locale, addresses.story, { code: other }),
  }
}

function Computed({ code, isOnline, mayDecide, crossings }: StoryCrossingsProps) {
  const t = useTexts(texts)
  const locale = useLocale()
  const title = useTitle()
  const { here, of } = usePlaces(code)
  return (
    <section class="sheet stack" aria-labelledby="calcules">
      <h2 id="calcules">{t('desk.title')}</h2>
      {!isOnline || crossings.length === 0 ? (
        <p class="soft">{t(isOnline ? 'desk.none' : 'desk.notOnline')}</p>
      ) : (
        <>
          <p class="small soft">{t('desk.shown')}</p>
          <ol class="rows">
            {crossings.map(({ card, reason, confirmed }) => {
              const other = { code: card.code, card }
              const why = whyOf(reason, locale)
              const isWritten = 'words' in reason
              return (
                <li key={card.id} class="cluster between">
                  <span>
                    <b>
                      <Foreign lang={why.language}>{why.text}</Foreign>
                    </b>
                    <br />
                    <OtherTitle other={other} href={of(card.code)} />
                  </span>
                  {confirmed && (
                    <span class="row small">
                      <Icon name="check" />
                      {t('desk.confirmed')}
                    </span>
                  )}
                  {mayDecide && !isWritten && (
                    <span class="cluster gap-1">
                      {confirmed ? (
                        <Deed
                          action={here}
                          deed={`forget ${card.code}`}
                          label={t('desk.forgetOf', { title: title(other) })}
                          variant="quiet"
                        >
                          {t('desk.forget')}
                        </Deed>
                      ) : (
                        <Deed
                          action={here}
                          deed={`confirm ${card.code}`}
                          label={t('desk.confirmOf', { title: title(other) })}
                        >
                          {t('desk.confirm')}
                        </Deed>
                      )}
                      <Deed
                        action={here}
                        deed={`silence ${card.code}`}
                        label={t('desk.silenceOf', { title: title(other) })}
                        variant="quiet"
                      >
                        {t('desk.silence')}
                      </Deed>
                    </span>
                  )}
                </li>
              )
            })}
          </ol>
        </>
      )}
    </section>
  )
}

function Silenced({ code, mayDecide, silenced }: StoryCrossingsProps) {
  const t = useTexts(texts)
  const title = useTitle()
  const { here, of } = usePlaces(code)
  return (
    <section class="sheet stack" aria-labelledby="tus">
      <h2 id="tus">{t('desk.silenced')}</h2>
      <ul class="rows">
        {silenced.map((other) => (
          <li key={other.code} class="cluster between">
            <span>
              <OtherTitle other={other} href={of(other.code)} />
            </span>
            {mayDecide && (
              <Deed action={here} deed={`forget ${other.code}`} label={t('desk.againOf', { title: title(other) })}>
                {t('desk.again')}
              </Deed>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}

function Written({ code, mayDecide, written }: StoryCrossingsProps) {
  const t = useTexts(texts)
  const locale = useLocale()
  const title = useTitle()
  const { here, of } = usePlaces(code)
  return (
    <section class="sheet stack" aria-labelledby="ecrits">
      <h2 id="ecrits">{t('desk.written')}</h2>
      {written.length === 0 && <p class="soft">{t('desk.writtenNone')}</p>}
      {written.length > 0 && (
        <ul class="rows">
          {written.map(({ other, link, isMine, words }) => {
            const own = wordsIn(words, locale)
            return (
              <li key={other.code} class="cluster between">
                <span>
                  <b>{t(link === 'answers' && !isMine ? 'link.answered' : `link.${link}`)}</b>
                  <br />
                  {own && (
                    <>
                      <Foreign lang={own.language}>{own.text}</Foreign>
                      <br />
                    </>
                  )}
                  <OtherTitle other={other} href={of(other.code)} />
                </span>
                {mayDecide && (
                  <Deed
                    action={here}
                    deed={`unwrite ${other.code}`}
                    label={t('desk.unwriteOf', { title: title(other) })}
                    variant="quiet"
                  >
                    {t('desk.unwrite')}
                  </Deed>
                )}
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}

function WriteLink(props: StoryCrossingsProps) {
  const t = useTexts(texts)
  const locale = useLocale()
  const { here } = usePlaces(props.code)
  const chosen = (code: string) => `${here}?${new URLSearchParams({ q: props.typed, avec: code })}#lien`
  return (
    <section class="sheet stack" aria-labelledby="lien">
      <h2 id="lien">{t('desk.write')}</h2>
      <Form
        id="chercher"
        class="form narrow"
        action={`${here}#lien`}
        method="get"
        role="search"
        values={{ q: props.typed }}
      >
        <Field name="q" type="search" label={t('desk.search')} maxlength={100} />
        <p>
          <Button variant="line" icon="search">
            {t('desk.searchGo')}
          </Button>
        </p>
      </Form>
      {props.found && <p role="status">{t('desk.found', { count: props.found.length })}</p>}
      {props.found && props.found.length > 0 && (
        <ul class="rows">
          {props.found.map((each) => (
            <li key={each.code} class="cluster between">
              <span>
                <Foreign lang={each.title.language}>{each.title.text}</Foreign>{' '}
                <span class="small soft num">{t('desk.number', { code: each.code })}</span>
              </span>
              <LinkButton
                href={chosen(each.code)}
                variant="line"
                size="s"
                label={t('desk.chooseOf', { title: each.title.text })}
              >
                {t('desk.choose')}
              </LinkButton>
            </li>
          ))}
        </ul>
      )}
      <Form
        id="ecrire"
        class="form wide"
        action={hrefOf(locale, addresses.link, { code: props.code })}
        submission_id={props.submission_id}
        values={props.values}
        errors={props.errors}
      >
        <Field
          name="other"
          label={t('field.other')}
          hint={t('hint.other')}
          inputmode="numeric"
          maxlength={20}
          required
        />
        <Radios
          name="link"
          label={t('field.link')}
          columns="m"
          required
          options={linkChoices.map((value) => ({ value, label: t(`link.${value}`) }))}
        />
        <WordsFields
          name="words"
          label={(language) => t('field.words', { language })}
          hint={t('hint.words')}
          maxlength={200}
          spellcheck
        />
        <p>
          <Button icon="link">{t('desk.keep')}</Button>
        </p>
      </Form>
    </section>
  )
}
