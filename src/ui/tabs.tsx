// Tabs that are links: each one is an address, so they work without script and can be kept.

import { Icon, type IconName } from '#ui/icons.tsx'
import { useNumber } from '#ui/locale.tsx'

/** `<Tabs label={t('queue')} items={[{ href, label, count: 5, current: true }]} />`, then a `.sheet` under it. */
export function Tabs(props: {
  label: string
  items: { href: string; label: string; icon?: IconName; count?: number; current?: boolean }[]
}) {
  const number = useNumber()
  return (
    <nav aria-label={props.label}>
      <ul class="tabs">
        {props.items.map((item) => (
          <li key={item.href}>
            <a class="tab" href={item.href} aria-current={item.current ? 'page' : undefined}>
              {item.icon && <Icon name={item.icon} />}
              {item.label}
              {item.count !== undefined && <b>{number(item.count)}</b>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
