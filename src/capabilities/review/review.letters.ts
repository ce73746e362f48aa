// The letter that brings a board's word to whoever collected or wrote, in her language.

import { originalOf, type Content } from '#core/contribution/content.ts'
import type { DeskTransaction } from '#core/desk.ts'
import { hrefOf } from '#core/doors.ts'
import { writeLetter } from '#core/platform/mail.ts'
import { reviewAddress } from './review.addresses.ts'
import type { Receiver } from './review.queries.ts'
import { texts } from './texts.ts'

export type Told = {
  decision: 'changes' | 'refuse'
  reason: string
  by: string
  code: string
  content: Content
  origin: string
}

export async function writeDecisionLetter(
  tx: DeskTransaction,
  receiver: Receiver,
  told: Told,
  now: Date,
): Promise<void> {
  const t = texts.in(receiver.locale)
  const title = originalOf(told.content).title || t('untitled')
  const paragraphs = [
    t('letter.hello', { name: receiver.name }),
    t(`letter.${told.decision}.body`, { title, name: told.by }),
    told.reason,
    // Without an account there is no page to open.
    ...(receiver.has_account
      ? [t('letter.link', { link: told.origin + hrefOf(receiver.locale, reviewAddress, { code: told.code }) })]
      : []),
    t('letter.end'),
  ]
  await writeLetter(
    tx,
    { to_address: receiver.email, subject: t(`letter.${told.decision}.subject`), body: paragraphs.join('\n\n') },
    now,
  )
}
