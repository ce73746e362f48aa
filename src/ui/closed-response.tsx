// Before the site opens (P-35): its home says that it is being prepared and who answers the telephone; its other public
// pages do not exist yet. Legal pages and the ways in stay open.

import { localPath, type Reading } from '#core/doors.ts'
import { notFound } from '#core/platform/errors.ts'
import { deskTexts } from '#ui/desk-texts.ts'
import { Empty } from '#ui/empty.tsx'
import { Phone } from '#ui/foot.tsx'
import { page } from '#ui/respond.tsx'

export function respondClosed(reading: Reading): Response {
  const { c, locale, site } = reading
  if (c.req.path !== localPath(locale, '/')) throw notFound()
  const t = deskTexts.in(locale)
  return page(
    reading,
    { title: t('closed.title'), main: 'wrap', noindex: true },
    <Empty title={t('closed.title')} heading="h1">
      <p>{t('closed.text')}</p>
      {site.phone && (
        <p>
          {t('closed.phone')} <Phone shown={site.phone} dial={site.phone.replace(/[^\d+]/g, '')} />
        </p>
      )}
    </Empty>,
  )
}
