// The steps of a task, as knots on the thread. Each is a link, so any step can be reopened.

import { useTexts } from '#ui/locale.tsx'
import { texts } from '#ui/texts.ts'

export function Steps(props: {
  label: string
  steps: { href: string; label: string; done?: boolean; current?: boolean }[]
}) {
  const t = useTexts(texts)
  return (
    <nav aria-label={props.label}>
      <ol class="knots">
        {props.steps.map((step) => (
          <li
            key={step.href}
            class={step.done ? 'is-done' : undefined}
            aria-current={step.current ? 'step' : undefined}
          >
            <a href={step.href}>
              {step.label}
              {step.done && <span class="vh"> ({t('steps.done')})</span>}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}
