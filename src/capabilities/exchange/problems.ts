// Refusals to machines: problem details in plain words (RFC 9457), readable from any site. Anything else that goes wrong
// is the application's to answer.

import type { Answer, Reading } from '#core/doors.ts'
import { problemOf } from '#core/exchange/problem.ts'
import { AppError, notFound, statusOf } from '#core/platform/errors.ts'
import { locales, type Locale } from '#core/platform/i18n.ts'
import { exchangeTexts } from './exchange.texts.ts'

/** Any site may read the answer in its own pages. Only GET has doors here. */
export const anySite = { 'Access-Control-Allow-Origin': '*' }

/** Open even when the site is closed (`evenClosed`), so that its refusal is one a machine reads. */
export const withProblems =
  (handler: (reading: Reading) => Answer) =>
  async (reading: Reading): Promise<Response> => {
    try {
      if (!reading.site.is_live) throw notFound()
      return await handler(reading)
    } catch (error) {
      const known = error instanceof AppError ? error.code : undefined
      if (known !== 'not_found' && known !== 'gone' && known !== 'invalid') throw error
      const t = exchangeTexts.in(wordsLocale(reading))
      const name = known === 'invalid' ? (error as AppError).message : ''
      const status = statusOf[known]
      return reading.c.body(
        JSON.stringify(problemOf(status, t(`problem.${known}`), t(`problem.${known}.text`, { name }))),
        status as 400,
        { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store', ...anySite },
      )
    }
  }

/** The value of this name after the question mark is not one we can read. */
export const invalid = (name: string): AppError => new AppError('invalid', name)

/** The language words are given in: `?lang=`, else the address's. */
export const wordsLocale = ({ query, locale }: Pick<Reading, 'query' | 'locale'>): Locale =>
  locales.find((each) => each === query('lang')) ?? locale
