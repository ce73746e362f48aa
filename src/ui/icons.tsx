// The icons: drawn lines in one sprite, /icons.svg, fetched once for all pages. Always beside a word, so hidden from
// screen readers. `dir` marks those that point somewhere and turn round in right-to-left pages.

import { drawnOnce } from '#ui/written.ts'

export const iconNames = [
  'after',
  'alert',
  'archive',
  'arrow',
  'back',
  'before',
  'big',
  'book',
  'bus',
  'cal',
  'cards',
  'check',
  'child',
  'choose',
  'clock',
  'cloud',
  'comment',
  'cross',
  'cup',
  'download',
  'ear',
  'easy',
  'eye',
  'family',
  'flag',
  'full',
  'fwd',
  'globe',
  'history',
  'home',
  'info',
  'key',
  'letter',
  'link',
  'list',
  'lock',
  'mail',
  'map',
  'meet',
  'menu',
  'mic',
  'name',
  'offline',
  'out',
  'pause',
  'pen',
  'pencil',
  'phone',
  'photo',
  'pin',
  'play',
  'plus',
  'previous',
  'print',
  'radio',
  'refresh',
  'school',
  'search',
  'send',
  'settings',
  'share',
  'sign',
  'size',
  'speak',
  'speed',
  'stop',
  'tablet',
  'theme',
  'timeline',
  'trash',
  'undo',
  'user',
  'users',
  'video',
  'voice',
  'wheel',
] as const
export type IconName = (typeof iconNames)[number]

const pointing = new Set<IconName>(['after', 'arrow', 'before', 'comment', 'list', 'out', 'previous', 'send', 'undo'])

/** `<Icon name="phone" />`, sized by the text around it. */
export const Icon = drawnOnce((props: { name: IconName; dir?: boolean | undefined; class?: string | undefined }) => {
  const dir = props.dir ?? pointing.has(props.name)
  return (
    <svg
      class={`i${dir ? ' i-dir' : ''}${props.class ? ` ${props.class}` : ''}`}
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
    >
      <use href={`/icons.svg#i-${props.name}`} />
    </svg>
  )
})
