// Choosing stories, in order, for a theme or for a thread of the home: those chosen, a number to add, a search in the
// titles. Every button is a form of its own: nothing here needs script.

import { randomUUID } from 'node:crypto'
import type { Kinds } from '#core/contribution/kind.ts'
import type { Card } from '#core/shelf/cards.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import { storyCard } from '#ui/contribution-card.tsx'
import { Field, Form, type FormErrors, type FormValues } from '#ui/form.tsx'
import { Foreign, useLocale, useTexts } from '#ui/locale.tsx'
import { Banner } from '#ui/notices.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { maxPicks } from './composition.rules.ts'
import { deskTexts } from './territory.texts.ts'

/** A story chosen; `card` is missing when the site does not show it (any more, or yet). */
export type Pick = { id: string; code: string; card: Card | undefined }
export type Choosing = {
  picks: readonly Pick[]
  /** What was searched in the titles, and what was found; without words, the newest. */
  words: string
  found: readonly Card[]
  values?: FormValues | undefined
  errors?: FormErrors | undefined
}

export function PickStories(props: Choosing & { action: string; here: string; kinds: Kinds; title: string }) {
  const t = useTexts(deskTexts)
  const { picks, action } = props
  const isFull = picks.length >= maxPicks
  return (
    <>
      <Sheet id="recits-t" anchor="recits" title={props.title}>
        {picks.length === 0 && <p>{t('picks.none')}</p>}
        {picks.length > 0 && (
          <ol class="plain compose-rows">
            {picks.map((pick, index) => (
              <li key={pick.id} class="theme-row">
                <PickName pick={pick} kinds={props.kinds} />
                <Steps
                  action={action}
                  name={pick.card?.title.text ?? t('picks.number', { code: pick.code })}
                  id={pick.id}
                  isFirst={index === 0}
                  isLast={index === picks.length - 1}
                />
              </li>
            ))}
          </ol>
        )}
        {isFull ? (
          <p>{t('picks.full', { count: maxPicks })}</p>
        ) : (
          <Form
            id="code"
            class="form"
            action={action}
            submission_id={randomUUID()}
            values={props.values}
            errors={props.errors}
          >
            <Field
              name="code"
              label={t('picks.code')}
              hint={t('picks.codeHint')}
              inputmode="numeric"
              autocomplete="off"
              maxlength={40}
              required
            />
            <p>
              <Button icon="plus">{t('picks.addCode')}</Button>
            </p>
          </Form>
        )}
      </Sheet>
      {!isFull && <FoundStories {...props} />}
    </>
  )
}

/** The story's title and who tells, or its number alone: what is not public is not said here either. */
export function PickName({ pick, kinds }: { pick: Pick; kinds: Kinds }) {
  const t = useTexts(deskTexts)
  const locale = useLocale()
  if (!pick.card)
    return (
      <span>
        <strong>{t('picks.number', { code: pick.code })}</strong> <span class="late">{t('picks.gone')}</span>
      </span>
    )
  const shown = storyCard(pick.card, kinds, locale)
  return (
    <span>
      <a href={shown.href}>
        <Foreign lang={shown.language}>{shown.title}</Foreign>
      </a>{' '}
      <span class="small soft">
        {shown.who} · <bdi>{pick.code}</bdi>
      </span>
    </span>
  )
}

/** Up, down, out. `id` is left out when the address says which one it is. */
export function Steps(props: {
  action: string
  name: string
  id?: string
  isFirst: boolean
  isLast: boolean
  out?: boolean
}) {
  const t = useTexts(deskTexts)
  const { name } = props
  return (
    <form class="cluster gap-2 push" action={props.action} method="post">
      <input type="hidden" name="submission_id" value={randomUUID()} />
      {props.id && <input type="hidden" name="id" value={props.id} />}
      <Button
        name="step"
        value="up"
        variant="line"
        size="s"
        disabled={props.isFirst}
        label={t('themes.upThis', { name })}
      >
        {t('themes.up')}
      </Button>
      <Button
        name="step"
        value="down"
        variant="line"
        size="s"
        disabled={props.isLast}
        label={t('themes.downThis', { name })}
      >
        {t('themes.down')}
      </Button>
      {props.out !== false && (
        <Button name="step" value="out" variant="line" size="s" label={t('picks.outThis', { name })}>
          {t('picks.out')}
        </Button>
      )}
    </form>
  )
}

function FoundStories(props: Choosing & { action: string; here: string; kinds: Kinds }) {
  const t = useTexts(deskTexts)
  const locale = useLocale()
  return (
    <Sheet id="chercher-t" anchor="chercher" title={t('picks.searchTitle')}>
      <Form id="titre" class="form" role="search" method="get" action={`${props.here}#chercher`}>
        <Field name="titre" label={t('picks.words')} value={props.words} type="search" maxlength={100} />
        <p class="cluster gap-2">
          <Button variant="line" icon="search">
            {t('picks.search')}
          </Button>
          {props.words && (
            <LinkButton href={`${props.here}#chercher`} variant="quiet">
              {t('picks.clear')}
            </LinkButton>
          )}
        </p>
      </Form>
      {props.found.length === 0 && <Banner>{t('picks.nothing')}</Banner>}
      <ul class="plain compose-rows">
        {props.found.map((card) => {
          const shown = storyCard(card, props.kinds, locale)
          return (
            <li key={card.id} class="theme-row">
              <PickName pick={{ id: card.id, code: card.code, card }} kinds={props.kinds} />
              <form class="push" action={props.action} method="post">
                <input type="hidden" name="submission_id" value={randomUUID()} />
                <input type="hidden" name="code" value={card.code} />
                <Button variant="line" size="s" icon="plus" label={t('picks.addThis', { name: shown.title })}>
                  {t('picks.add')}
                </Button>
              </form>
            </li>
          )
        })}
      </ul>
    </Sheet>
  )
}
