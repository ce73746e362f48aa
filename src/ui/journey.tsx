// A journey told stage by stage: the same numbers as on its map, the last stage lit.

import type { ComponentChildren } from 'preact'
import { Foreign } from '#ui/locale.tsx'

export type Stage = {
  when?: ComponentChildren
  place: ComponentChildren
  words?: string | undefined
  language?: string | undefined
  /** True when the way to the next stage is a journey: drawn as dashes. */
  travel?: boolean
}

/** `<Journey stages={stages} />`; `across` lays the stages in a line on wide screens. */
export function Journey(props: { stages: Stage[]; across?: boolean; heading?: 'h3' | 'h4' }) {
  const Heading = props.heading ?? 'h3'
  return (
    <ol class={props.across ? 'journey journey-row' : 'journey'}>
      {props.stages.map((stage, index) => (
        <li key={index} data-travel={stage.travel ? '' : undefined}>
          {stage.when && <span class="when">{stage.when}</span>}
          <Heading>{stage.place}</Heading>
          {stage.words && (
            <Foreign lang={stage.language} as="p">
              {stage.words}
            </Foreign>
          )}
        </li>
      ))}
    </ol>
  )
}
