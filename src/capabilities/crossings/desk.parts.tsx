// What the desk screens of crossings share: one other story in a list, small buttons, what was just done.

import { randomUUID } from 'node:crypto'
import { listCards, type Card } from '#core/shelf/cards.ts'
import { listByTitle } from '#core/shelf/titles.ts'
import type { Asked, Visit } from '#core/doors.ts'
import type { Member } from '#core/people/roles.ts'
import { Button } from '#ui/button.tsx'
import { Foreign, useTexts } from '#ui/locale.tsx'
import { Notice } from '#ui/notices.tsx'
import { texts } from './texts.ts'

const dones = [
  'confirmed',
  'silenced',
  'forgotten',
  'written',
  'unwritten',
  'saved',
  'ordered',
  'retired',
  'restored',
] as const
export type Done = (typeof dones)[number]
export const doneOf = (asked: Pick<Asked, 'query'>): Done | undefined =>
  dones.find((each) => each === asked.query('fait'))

export function DoneNotice({ done }: { done: Done | undefined }) {
  const t = useTexts(texts)
  return <Notice>{done && t(`done.${done}`)}</Notice>
}

/** Another story, as anyone reads it; only its number when it is not online. */
export type Other = { code: string; card: Card | undefined }

/** Public stories that bear these words in a title, or this number, the newest first: at most ten. */
export async function titled({ reader, locale }: Visit<Member>, words: string): Promise<Card[]> {
  return await listCards(reader, { locale, ids: await listByTitle(reader, words, { limit: 10 }) })
}

export const useTitle = () => {
  const t = useTexts(texts)
  return ({ code, card }: Other): string => card?.title.text ?? t('desk.untitled', { code })
}

export function OtherTitle({ other, href }: { other: Other; href: string }) {
  const t = useTexts(texts)
  const title = useTitle()
  return (
    <>
      <a href={href}>
        <Foreign lang={other.card?.title.language}>{title(other)}</Foreign>
      </a>{' '}
      <span class="small soft num">{t('desk.number', { code: other.code })}</span>
    </>
  )
}

/** One button that does one thing. */
export function Deed(props: {
  action: string
  deed: string
  label: string
  children: string
  variant?: 'line' | 'quiet'
}) {
  return (
    <form action={props.action} method="post">
      <input type="hidden" name="submission_id" value={randomUUID()} />
      <Button name="do" value={props.deed} variant={props.variant ?? 'line'} size="s" label={props.label}>
        {props.children}
      </Button>
    </form>
  )
}
