// Where a story is on its way: the disc fills as publication nears. The word is always there.

import type { Accent } from '#ui/accents.ts'

export const badgeStates = ['brouillon', 'relire', 'reprendre', 'accord', 'pret', 'publie', 'retire'] as const
export type BadgeState = (typeof badgeStates)[number]

const accentOf: Record<BadgeState, Accent> = {
  brouillon: 'ardoise',
  relire: 'ambre',
  reprendre: 'indigo',
  accord: 'prune',
  pret: 'mousse',
  publie: 'ambre',
  retire: 'garance',
}

/** `<Badge state="relire" label={t('state.toReview')} />` */
export function Badge(props: { state: BadgeState; label: string; accent?: Accent }) {
  return (
    <span class="badge" data-state={props.state} data-accent={props.accent ?? accentOf[props.state]}>
      {props.label}
    </span>
  )
}
