// Above every page of the demonstration town: a way in, in one click, as each of the people who use it.

import { localPath } from '#core/doors.ts'
import type { Locale } from '#core/platform/i18n.ts'
import { deskTexts } from '#ui/desk-texts.ts'

const cast = ['facilitator', 'editor', 'scientist', 'witness', 'administrator'] as const

export function DemoBanner({ locale }: { locale: Locale }) {
  const t = deskTexts.in(locale)
  return (
    <aside class="demo-bar" aria-label={t('demo.label')}>
      <div class="wrap cluster">
        <p class="small">{t('demo.what')}</p>
        <form class="cluster" action={localPath(locale, '/demo/entrer')} method="post">
          <span class="small">{t('demo.enter')}</span>
          {cast.map((role) => (
            <button key={role} class="btn btn-line btn-s" name="role" value={role}>
              {t(`demo.${role}`)}
            </button>
          ))}
        </form>
      </div>
    </aside>
  )
}
