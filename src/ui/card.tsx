// A story's card: window, title, who, one sentence of theirs, then small facts. One link, the whole card clickable.

import type { ComponentChildren } from 'preact'
import type { Accent } from '#ui/accents.ts'
import { Icon, type IconName } from '#ui/icons.tsx'
import { Foreign, Quote } from '#ui/locale.tsx'
import { Portrait, type PortraitName } from '#ui/portraits.tsx'

export type MetaItem = { icon?: IconName; text: ComponentChildren; key?: string }

/** A line of small facts: `<Meta items={[{ icon: 'globe', text: 'Arabe, français' }]} />`. */
export function Meta(props: { items: MetaItem[] }) {
  if (props.items.length === 0) return null
  return (
    <p class="meta">
      {props.items.map((item, index) => (
        <span key={item.key ?? index}>
          {item.icon && <Icon name={item.icon} />}
          <span>{item.text}</span>
        </span>
      ))}
    </p>
  )
}

export type StoryCardProps = {
  href: string
  title: string
  /** Language of the title; the quote may have another one. */
  language: string
  who: ComponentChildren
  quote?: string | undefined
  quoteLanguage?: string | undefined
  meta?: MetaItem[]
  portrait: PortraitName
  accent?: Accent | undefined
  heading?: 'h2' | 'h3'
  /** What a search found, with its words marked: shown in place of the title, of the quote. */
  found?: { title?: ComponentChildren; passage?: ComponentChildren } | undefined
}

export function StoryCard(props: StoryCardProps) {
  const Heading = props.heading ?? 'h3'
  return (
    <article class="card" data-accent={props.accent}>
      <Portrait name={props.portrait} />
      <div>
        <Heading class="card-t">
          <a href={props.href}>{props.found?.title ?? <Foreign lang={props.language}>{props.title}</Foreign>}</a>
        </Heading>
        <p class="small soft">{props.who}</p>
      </div>
      {props.found?.passage}
      {props.quote && !props.found?.passage && (
        <Quote text={props.quote} lang={props.quoteLanguage ?? props.language} as="p" class="card-q" />
      )}
      <Meta items={props.meta ?? []} />
    </article>
  )
}

/** Cards in a grid. */
export function Cards(props: { children: ComponentChildren }) {
  return <div class="cards">{props.children}</div>
}

/** Cards hung on the thread, each with the reason why it is there: “La même gare, deux ans plus tard”. */
export function Crossings(props: { items: (StoryCardProps & { why: ComponentChildren })[] }) {
  return (
    <ul class="cross">
      {props.items.map(({ why, ...card }) => (
        <li key={card.href}>
          <p class="why">{why}</p>
          <StoryCard {...card} />
        </li>
      ))}
    </ul>
  )
}
