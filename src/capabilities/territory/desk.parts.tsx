// Pieces that the town's screens share: the word after something was done, the tabs of the settings, what is missing.

import type { Asked } from '#core/doors.ts'
import { hrefOf } from '#core/doors.ts'
import { useLocale, useTexts } from '#ui/locale.tsx'
import { Banner, Notice } from '#ui/notices.tsx'
import { Tabs } from '#ui/tabs.tsx'
import type { Mandatory } from './legal.rules.ts'
import { desk } from './territory.addresses.ts'
import { deskTexts } from './territory.texts.ts'

const dones = [
  'identity',
  'opened',
  'closed',
  'page',
  'statement',
  'theme',
  'moved',
  'retired',
  'restored',
  'invited',
  'roles',
  'removed',
  'relay',
  'picked',
  'out',
  'drafted',
  'thread',
  'composed',
  'undone',
] as const
export type Done = (typeof dones)[number]

/** What was just done, as the address says after a redirect. */
export const doneOf = (asked: Pick<Asked, 'query'>): Done | undefined =>
  dones.find((each) => each === asked.query('fait'))

export function DoneNotice({ done }: { done: Done | undefined }) {
  const t = useTexts(deskTexts)
  return <Notice>{done && t(`done.${done}`)}</Notice>
}

export function SettingsTabs({ current }: { current: 'settings' | 'pages' | 'statement' }) {
  const t = useTexts(deskTexts)
  const locale = useLocale()
  const item = (name: 'settings' | 'pages' | 'statement') => ({
    href: hrefOf(locale, desk[name]),
    label: t(`tab.${name}`),
    current: current === name,
  })
  return <Tabs label={t('settings.title')} items={[item('settings'), item('pages'), item('statement')]} />
}

/** Where each missing thing is written. */
const whereToWrite: Record<Mandatory, keyof typeof desk> = {
  name: 'settings',
  reachable: 'settings',
  publisher: 'pages',
  director: 'pages',
  host: 'pages',
  privacy: 'pages',
  terms: 'pages',
}
const pageOf: Partial<Record<Mandatory, string>> = {
  publisher: 'mentions',
  director: 'mentions',
  host: 'mentions',
  privacy: 'privacy',
  terms: 'terms',
}

/** What is missing before the site may open, each with the way to write it. */
export function MissingList({ missing }: { missing: readonly Mandatory[] }) {
  const t = useTexts(deskTexts)
  const locale = useLocale()
  return (
    <ul class="rows">
      {missing.map((each) => {
        const page = pageOf[each]
        return (
          <li key={each} class="row">
            <a href={`${hrefOf(locale, desk[whereToWrite[each]])}${page ? `?page=${page}` : ''}`}>
              {t(`missing.${each}`)}
            </a>
          </li>
        )
      })}
    </ul>
  )
}

/** Why a change was not kept: the law asks for these on an open site, or before opening. */
export function Refused({ refused }: { refused: readonly Mandatory[] | undefined }) {
  const t = useTexts(deskTexts)
  if (!refused?.length) return null
  return (
    <Banner tone="problem" role="alert" title={t('missing.refused')}>
      <MissingList missing={refused} />
    </Banner>
  )
}
