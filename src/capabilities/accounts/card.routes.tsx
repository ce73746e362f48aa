// The witness's card: number and code in, her own page next.

import { localPath, type Doors, type Visit } from '#core/doors.ts'
import { checkCard, countCardTry, forgetCardTries, openCardSession } from '#core/people/cards.ts'
import { cardCookies, leave } from '#core/people/sign-in.ts'
import { firstOf } from '#core/platform/http/forms.ts'
import { digitsOf } from '#core/platform/identifiers.ts'
import { hrefOf, page, redirect } from '#ui/respond.tsx'
import { addresses, cardHome } from './accounts.addresses.ts'
import { CardPage } from './card.pages.tsx'
import { askedBy, nextOf, say, withCookies } from './sign-in.routes.tsx'

export function cardRoutes(doors: Doors): void {
  doors.visit('get', addresses.card, {}, (visit) => cardPage(visit))
  doors.visit('post', addresses.card, {}, async (visit) => {
    const { auth, headers } = askedBy(visit)
    const number = firstOf(visit.form['number']).slice(0, 40)
    const code = firstOf(visit.form['code']).slice(0, 60)
    // Nothing was tried: a forgotten field does not count against her.
    if (!digitsOf(number) || !digitsOf(code)) return cardPage(visit, number)
    countCardTry(visit.limits, number, visit.network)
    const card = await checkCard(visit.desk.db, auth.secret, number, code)
    if (!card) return cardPage(visit, number)
    forgetCardTries(visit.limits, number, visit.network)
    const token = await openCardSession(visit.desk.db, card.card_id, visit.desk.now())
    return withCookies(
      redirect(visit, nextOf(visit) ?? hrefOf(visit.locale, cardHome)),
      await cardCookies(auth, visit.desk, headers, token),
    )
  })
  doors.visit('post', addresses.cardLeave, {}, async (visit) => {
    const { auth, headers } = askedBy(visit)
    return withCookies(redirect(visit, localPath(visit.locale, '/')), await leave(auth, visit.desk, headers))
  })
}

function cardPage(visit: Visit, typed?: string): Response {
  const isWrong = typed !== undefined
  const next = nextOf(visit)
  return page(
    visit,
    { title: say(visit, 'card.title'), main: 'wrap', noindex: true, hasErrors: isWrong, status: isWrong ? 422 : 200 },
    <CardPage
      phone={visit.site.phone}
      {...(next ? { next } : {})}
      {...(isWrong ? { number: typed, errors: { code: say(visit, 'card.error') } } : {})}
    />,
  )
}
