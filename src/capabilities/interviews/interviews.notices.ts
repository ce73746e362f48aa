// What was just done, told on the page one lands on after a form: `?fait=repris`.

import type { Asked } from '#core/doors.ts'

/** The sentence of the address's `fait`, among those this page knows; '' otherwise. */
export function noticeOf(asked: Pick<Asked, 'query'>, sentences: Record<string, string>): string {
  const key = asked.query('fait')
  return Object.hasOwn(sentences, key) ? (sentences[key] ?? '') : ''
}
