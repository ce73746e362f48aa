// What the administrator may write about members: an invitation, roles, how a relay is shown to everyone.

import { z } from 'zod'
import { choice, email, flag, language, line, phone } from '#core/platform/fields.ts'
import { locales } from '#core/platform/i18n.ts'
import { roles } from '#core/people/roles.ts'
import { portraitNames } from '#ui/portraits.tsx'

const list = <Item extends z.ZodType>(item: Item, max: number, least = 0) =>
  z.preprocess(
    (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]).filter((each) => each !== ''),
    z.array(item).min(least, 'required').max(max, 'too_long'),
  )
const orNull = <Inner extends z.ZodType>(inner: Inner) =>
  z.preprocess(
    (value) => (value === undefined || (typeof value === 'string' && value.trim() === '') ? null : value),
    inner.nullable(),
  )

export const InvitationInput = z
  .object({
    name: line(120),
    email: orNull(email),
    roles: list(choice(roles), roles.length, 1),
    locale: choice(locales),
    how: choice(['mail', 'paper']),
  })
  .refine((input) => input.how === 'paper' || input.email !== null, { message: 'required', path: ['email'] })
export type InvitationInput = z.infer<typeof InvitationInput>

export const RolesInput = z.object({ roles: list(choice(roles), roles.length) })

export const RelayInput = z.object({
  is_listed: flag,
  presentation_fr: line(300, 'optional'),
  presentation_en: line(300, 'optional'),
  presentation_ar: line(300, 'optional'),
  phone: orNull(phone),
  portrait: orNull(choice(portraitNames)),
  languages: list(language, 12),
})
export type RelayInput = z.infer<typeof RelayInput>
