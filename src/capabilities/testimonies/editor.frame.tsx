// The frame of the workshop: where one is, which story, where it stands, and the steps as knots on the thread.

import type { ComponentChildren } from 'preact'
import type { Stage } from '#core/contribution/contribution.tables.ts'
import { hrefOf } from '#core/doors.ts'
import { Badge } from '#ui/badge.tsx'
import { LinkButton } from '#ui/button.tsx'
import { Crumbs } from '#ui/crumbs.tsx'
import { Foreign, useLocale, useTexts } from '#ui/locale.tsx'
import { Banner, Notice } from '#ui/notices.tsx'
import { Steps } from '#ui/steps.tsx'
import { Tabs } from '#ui/tabs.tsx'
import { at, elsewhere, stepHref } from './editor.addresses.ts'
import { editorTexts } from './editor-texts.ts'
import { badgeOf, steps, type Step } from './editor.rules.ts'

export type Shown = {
  code: string
  title: string
  language: string
  stage: Stage
  work_stage: Stage | null
  done: Record<Step, boolean>
  canEdit: boolean
  canTakeBack: boolean
  canKeepPapers: boolean
  /** Its sounds, pictures and papers. */
  media: number
}

export function StageBadge(props: { stage: Stage }) {
  const t = useTexts(editorTexts)
  return <Badge state={badgeOf[props.stage]} label={t(`stage.${props.stage}`)} />
}

const notices = ['garde', 'ajoute', 'enleve', 'deplace', 'envoye', 'commence', 'pris'] as const

/** What was just done, from `?fait=`; nothing for an unknown word. */
export function Done(props: { what: string }) {
  const t = useTexts(editorTexts)
  const known = notices.find((each) => each === props.what)
  return <Notice>{known && t(`done.${known}`)}</Notice>
}

/** From the workshop to the other screens of the same story. */
function Around({ story }: { story: Shown }) {
  const t = useTexts(editorTexts)
  const locale = useLocale()
  const { code } = story
  const to = (place: Exclude<keyof typeof elsewhere, 'online'>) => hrefOf(locale, elsewhere[place], { code })
  return (
    <Tabs
      label={t('story.around')}
      items={[
        { href: at(locale, 'story', code), label: t('story.tab.story'), icon: 'pencil', current: true },
        { href: to('media'), label: t('story.tab.media'), icon: 'mic', count: story.media },
        { href: to('consents'), label: t('story.tab.consents'), icon: 'sign' },
        ...(story.canKeepPapers ? [{ href: to('papers'), label: t('story.tab.papers'), icon: 'print' } as const] : []),
        { href: to('reread'), label: t('story.tab.reread'), icon: 'ear' },
        ...(isInReview(story.stage)
          ? [{ href: to('review'), label: t('story.tab.review'), icon: 'comment' } as const]
          : []),
        ...(story.stage === 'published'
          ? [{ href: to('crossings'), label: t('story.tab.crossings'), icon: 'link' } as const]
          : []),
        ...(story.canTakeBack ? [{ href: to('takeBack'), label: t('story.tab.takeBack'), icon: 'undo' } as const] : []),
      ]}
    />
  )
}

const isInReview = (stage: Stage): boolean => stage !== 'draft' && stage !== 'withdrawn'

export function Workshop(props: {
  story: Shown
  step?: Step
  here?: string
  done?: string
  heading?: string
  lead?: string
  children: ComponentChildren
}) {
  const t = useTexts(editorTexts)
  const locale = useLocale()
  const { story, step } = props
  const { code } = story
  const title = story.title || t('story.untitled')
  const lang = story.title ? story.language : undefined
  const here = props.here ?? (step && t(`step.${step}`))
  return (
    <>
      <Crumbs
        items={[
          { href: at(locale, 'list'), label: t('list.title') },
          ...(here
            ? [{ href: at(locale, 'story', code), label: title, ...(lang && { lang }) }, { label: here }]
            : [{ label: title, ...(lang && { lang }) }]),
        ]}
      />
      <header class="stack sp-2">
        <h1>
          <Foreign lang={lang}>{title}</Foreign>
        </h1>
        <p class="cluster gap-2">
          <StageBadge stage={story.stage} />
          {story.work_stage && story.work_stage !== story.stage && (
            <>
              <span class="small soft">{t('story.newer')}</span>
              <StageBadge stage={story.work_stage} />
            </>
          )}
          <span class="small soft num">{t('story.number', { code })}</span>
          <LinkButton href={at(locale, 'preview', code)} variant="line" size="s" icon="eye">
            {t('story.preview')}
          </LinkButton>
          <LinkButton href={at(locale, 'history', code)} variant="line" size="s" icon="history">
            {t('story.history')}
          </LinkButton>
          {story.canEdit && (
            <LinkButton href={hrefOf(locale, elsewhere.hidings, { code })} variant="line" size="s" icon="lock">
              {t('story.hide')}
            </LinkButton>
          )}
          {story.stage === 'published' && (
            <LinkButton href={hrefOf(locale, elsewhere.online, { code })} variant="line" size="s" icon="globe">
              {t('story.online')}
            </LinkButton>
          )}
        </p>
      </header>
      <Around story={story} />
      {(story.work_stage ?? story.stage) === 'changes' && (
        <Banner tone="wait" title={t('story.changes')}>
          <a href={hrefOf(locale, elsewhere.review, { code })}>{t('story.changesSee')}</a>
        </Banner>
      )}
      {story.canEdit && (
        <Steps
          label={t('story.steps')}
          steps={[
            ...steps.map((each) => ({
              href: stepHref(locale, each, code),
              label: t(`step.${each}`),
              done: story.done[each],
              current: each === step,
            })),
            { href: at(locale, 'story', code), label: t('step.send'), current: !step && !props.here },
          ]}
        />
      )}
      <Done what={props.done ?? ''} />
      {props.heading && (
        <header class="stack sp-1">
          <h2>{props.heading}</h2>
          {props.lead && <p class="soft">{props.lead}</p>}
        </header>
      )}
      {props.children}
    </>
  )
}
