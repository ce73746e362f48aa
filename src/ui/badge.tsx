// Where a story is on its way: the disc fills as publication nears. The word is always there.

import type { Stage } from '#core/contribution/contribution.tables.ts'
import type { Accent } from '#ui/accents.ts'

export const badgeStates = ['brouillon', 'relire', 'reprendre', 'accord', 'pret', 'publie', 'retire'] as const
export type BadgeState = (typeof badgeStates)[number]

/** The look of each stage, for those who read or judge; its authors' own is in their workshop. */
export const badgeOf: Record<Stage, BadgeState> = {
  draft: 'brouillon',
  review: 'relire',
  changes: 'reprendre',
  witness: 'accord',
  consent: 'accord',
  published: 'publie',
  hidden: 'retire',
  refused: 'retire',
  withdrawn: 'retire',
}

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
