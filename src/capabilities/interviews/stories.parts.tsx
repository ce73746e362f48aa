// Pieces shared by the screens about one story: its tabs, its witnesses, a title that is never empty.

import type { Stage } from '#core/contribution/contribution.tables.ts'
import { hrefOf } from '#core/doors.ts'
import { Foreign, useLocale, useTexts } from '#ui/locale.tsx'
import { Tabs } from '#ui/tabs.tsx'
import { addresses } from './interviews.addresses.ts'
import { texts } from './interviews.texts.ts'
import type { StoryTab, Witness } from './stories.queries.ts'

export type StoryView = {
  code: string
  title: string
  language: string
  stage: Stage
  witnesses: readonly Witness[]
  tabs: readonly StoryTab[]
}

/** From one screen of a story to the others. */
export function StoryTabs(props: { story: StoryView; current: StoryTab }) {
  const t = useTexts(texts)
  const locale = useLocale()
  const tabs = [
    { key: 'story', icon: 'pencil', address: addresses.story },
    { key: 'media', icon: 'mic', address: addresses.media },
    { key: 'consents', icon: 'sign', address: addresses.consents },
    { key: 'papers', icon: 'print', address: addresses.papers },
    { key: 'reread', icon: 'ear', address: addresses.reread },
    { key: 'review', icon: 'comment', address: addresses.review },
    { key: 'takeBack', icon: 'undo', address: addresses.takeBack },
  ] as const
  return (
    <Tabs
      label={t('story.tabs')}
      items={tabs
        .filter(({ key }) => props.story.tabs.includes(key))
        .map(({ key, icon, address }) => ({
          href: hrefOf(locale, address, { code: props.story.code }),
          label: t(`story.tab.${key}`),
          icon,
          current: key === props.current,
        }))}
    />
  )
}

/** The title in its language, or a word that says there is none yet. */
export function StoryTitle(props: { title: string; language: string }) {
  const t = useTexts(texts)
  return props.title ? <Foreign lang={props.language}>{props.title}</Foreign> : <>{t('story.untitled')}</>
}

/** One tab per witness, when there are several. */
export function WitnessTabs(props: { href: string; witnesses: readonly Witness[]; current: string }) {
  const t = useTexts(texts)
  if (props.witnesses.length < 2) return null
  return (
    <Tabs
      label={t('story.witnesses')}
      items={props.witnesses.map((each) => ({
        href: `${props.href}?temoin=${each.person_id}`,
        label: each.name,
        icon: 'user',
        current: each.person_id === props.current,
      }))}
    />
  )
}
