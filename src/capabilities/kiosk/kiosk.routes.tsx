// The doors of the kiosk: its page, and the way out that a kiosk takes for each person who leaves it.

import type { Doors } from '#core/doors.ts'
import { authOf } from '#core/people/auth.ts'
import { cookiesOf } from '#core/people/session.ts'
import { leave } from '#core/people/sign-in.ts'
import { page } from '#ui/respond.tsx'
import { addresses } from './kiosk.addresses.ts'
import { KioskPage } from './kiosk.pages.tsx'
import { dropCookies, waitOf } from './kiosk.rules.ts'
import { texts } from './texts.ts'

export function kioskRoutes(doors: Doors): void {
  doors.read(addresses.start, (reading) => {
    const t = texts.in(reading.locale)
    return page(
      reading,
      { title: t('page.title'), description: t('page.description'), main: 'wrap', noindex: true },
      <KioskPage wait={waitOf(reading.query('attente'))} />,
    )
  })

  // Closes the card or the account opened on this device, and drops every cookie it has of ours.
  doors.visit('post', addresses.end, {}, async ({ c, config, desk }) => {
    const { headers } = c.req.raw
    const auth = authOf(desk, config)
    const gone = [...(await leave(auth, desk, headers)), ...dropCookies(cookiesOf(headers).keys(), auth.isSecure)]
    const answer = c.body(null, 204) as Response
    for (const line of gone) answer.headers.append('Set-Cookie', line)
    // Pages the browser keeps whole in memory go too: Firefox wakes them up with the session storage of before the wiping.
    answer.headers.set('Clear-Site-Data', '"cache"')
    return answer
  })
}
