// The page that makes a kiosk: what it changes, how long it waits, a code to stop it. Without script there is no kiosk,
// only big buttons.

import { hrefOf } from '#core/doors.ts'
import { Band } from '#ui/band.tsx'
import { Button, LinkButton } from '#ui/button.tsx'
import { Field, Radios } from '#ui/form.tsx'
import { Intro } from '#ui/hero.tsx'
import { Icon } from '#ui/icons.tsx'
import { useLocale, useTexts } from '#ui/locale.tsx'
import { Banner } from '#ui/notices.tsx'
import { addresses, elsewhere } from './kiosk.addresses.ts'
import { markOf, waits } from './kiosk.rules.ts'
import { texts } from './texts.ts'

const changes = [
  { icon: 'big', text: 'page.big' },
  { icon: 'lock', text: 'page.out' },
  { icon: 'trash', text: 'page.wipe' },
] as const

export function KioskPage({ wait }: { wait: number }) {
  const t = useTexts(texts)
  const locale = useLocale()
  const start = hrefOf(locale, addresses.start)
  return (
    <>
      <Intro title={t('page.title')} lead={t('page.lead')} />
      <Band id="change" title={t('page.what')}>
        <ul class="rows prose plain">
          {changes.map(({ icon, text }) => (
            <li class="row" key={text}>
              <Icon name={icon} />
              <span>{t(text)}</span>
            </li>
          ))}
        </ul>
      </Band>
      <Band id="commencer" title={t('page.startTitle')} lead={t('page.browser')}>
        <form
          class="form prose"
          method="get"
          action={start}
          hidden
          data-kiosk-start={JSON.stringify(markOf(start))}
          data-wrong-code={t('page.codeHint')}
        >
          <Radios
            name="idle"
            label={t('page.idle')}
            value={String(wait)}
            options={waits.map((seconds) => ({ value: String(seconds), label: t('page.seconds', { seconds }) }))}
          />
          <Field
            name="code"
            label={t('page.code')}
            hint={t('page.codeHint')}
            inputmode="numeric"
            autocomplete="off"
            maxlength={8}
          />
          <Button size="l" icon="tablet">
            {t('page.start')}
          </Button>
        </form>
        <noscript>
          <Banner tone="wait">{t('page.noScript')}</Banner>
          <p class="mt-5">
            <LinkButton href={`${hrefOf(locale, elsewhere.home)}?gros=1`} size="l" icon="big">
              {t('page.noScriptGo')}
            </LinkButton>
          </p>
        </noscript>
      </Band>
    </>
  )
}
