// Years people tell of, drawn and said: ten years a line, or one. What is sure is solid, what is about is striped; each
// line is a link and says its number in words, so that nothing hangs on the drawing. Time runs as the page is read.

import type { ComponentChildren } from 'preact'
import type { YearCount } from '#core/shelf/choice.ts'

const stripes = 'rayures'

/** The stripes, once in the page, before any bar. */
export const Stripes = () => (
  <svg class="vh" width="0" height="0" aria-hidden="true" focusable="false">
    <pattern id={stripes} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect class="bar-ground" width="6" height="6" />
      <rect class="bar-sure" width="2.5" height="6" />
    </pattern>
  </svg>
)

/** A square of the legend. */
export const Swatch = (props: { is: 'sure' | 'about' }) => (
  <svg class="swatch" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
    <Bar is={props.is} x={1} y={1} width={22} height={22} />
  </svg>
)

function Bar(props: { is: 'sure' | 'about'; x: number; y: number; width: number; height: number }) {
  const { is, ...box } = props
  return <rect class={`bar-${is}`} {...box} {...(is === 'about' ? { fill: `url(#${stripes})` } : {})} />
}

/** Ten columns side by side, one a year, each as high as its share of `most`. */
export function TenYears(props: { from: number; years: ReadonlyMap<number, YearCount>; most: number }) {
  const high = 44
  return (
    <svg class="bars" viewBox="0 0 240 48" aria-hidden="true" focusable="false">
      <path class="bar-floor" d="M0 47H240" />
      {Array.from({ length: 10 }, (_, index) => {
        const bar = props.years.get(props.from + index)
        if (!bar) return null
        const part = (count: number) => (count === 0 ? 0 : Math.max(3, Math.round((count / props.most) * high)))
        const [sure, about] = [part(bar.sure), part(bar.about)]
        const x = index * 24 + 3
        return (
          <g key={index}>
            {sure > 0 && <Bar is="sure" x={x} y={46 - sure} width={18} height={sure} />}
            {about > 0 && <Bar is="about" x={x} y={46 - sure - about} width={18} height={about} />}
          </g>
        )
      })}
    </svg>
  )
}

/** One year, lying down. */
export function OneYear(props: { bar: YearCount; most: number }) {
  const { bar, most } = props
  const [sure, about] = [Math.round((bar.sure / most) * 236), Math.round((bar.about / most) * 236)]
  return (
    <svg class="bars" viewBox="0 0 240 24" aria-hidden="true" focusable="false">
      {sure > 0 && <Bar is="sure" x={1} y={3} width={sure} height={18} />}
      {about > 0 && <Bar is="about" x={1 + sure} y={3} width={about} height={18} />}
    </svg>
  )
}

/** `<YearRows rows={[{ href, label: 'Années 1960', bars: <TenYears … />, words: '12 récits' }]} />` */
export function YearRows(props: {
  label: string
  rows: {
    href: string
    label: ComponentChildren
    bars: ComponentChildren
    words: ComponentChildren
    current: boolean
  }[]
}) {
  return (
    <ul class="year-rows" aria-label={props.label}>
      {props.rows.map((row) => (
        <li key={row.href}>
          <a href={row.href} rel="nofollow" aria-current={row.current ? 'true' : undefined}>
            <b>{row.label}</b>
            {row.bars}
            <span class="small">{row.words}</span>
          </a>
        </li>
      ))}
    </ul>
  )
}
