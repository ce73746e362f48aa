// What narrows the list: one panel a facet, each option a link with how many it would find; what is chosen, each with
// the link that takes it away; the four views of the same selection. Plain links: it works without script.

import { Button } from '#ui/button.tsx'
import { Icon, type IconName } from '#ui/icons.tsx'
import { Foreign, useLocale, useNumber, useTexts } from '#ui/locale.tsx'
import type { ComponentChildren } from 'preact'
import { chosenLabel, type FacetOptions, type Option, type ThemeSeen } from './reading.finding.ts'
import { facetNames, views, yearsIn, type Chosen, type FacetName, type View } from './reading.input.ts'
import { readingTexts } from './reading.texts.ts'

/** The list's address with some choices changed; a page of it begins again at its start. */
export type Here = (changes: Partial<Chosen>) => string

export function Facets(props: { facets: FacetOptions[]; chosen: Chosen; path: string; here: Here }) {
  const t = useTexts(readingTexts)
  const { chosen, here } = props
  const offered = props.facets.filter(({ options }) => options.length > 0)
  if (offered.length === 0) return null
  return (
    <nav class="facets cluster gap-2" aria-label={t('list.choose')}>
      {offered.map((facet) =>
        facet.name === 'version' ? (
          <Switch key={facet.name} option={facet.options[0]} chosen={chosen} here={here} />
        ) : (
          <Panel key={facet.name} {...facet} chosen={chosen} here={here}>
            {facet.name === 'annees' && <YearsForm path={props.path} chosen={chosen} />}
          </Panel>
        ),
      )}
    </nav>
  )
}

function Panel(props: FacetOptions & { chosen: Chosen; here: Here; children?: ComponentChildren }) {
  const { name, chosen, here } = props
  return (
    <details class="pop" data-pop>
      <summary class="chip">{props.label}</summary>
      <div class="panel">
        <ul class="options">
          {props.options.map((option) => (
            <li key={option.value}>
              <a
                href={here({ [name]: option.value })}
                rel="nofollow"
                class={option.isUnder ? 'under' : undefined}
                aria-current={isChosen(chosen, name, option) ? 'true' : undefined}
              >
                <Foreign lang={option.language}>
                  <bdi>{option.label}</bdi>
                </Foreign>
                <HowMany count={option.count} />
              </a>
            </li>
          ))}
        </ul>
        {props.children}
      </div>
    </details>
  )
}

const isChosen = (chosen: Chosen, name: FacetName, option: Option) => chosen[name] === option.value

const HowMany = (props: { count: number }) => <small>{useNumber()(props.count)}</small>

/** A facet of one option is on or off. */
function Switch(props: { option: Option | undefined; chosen: Chosen; here: Here }) {
  const { option, chosen, here } = props
  if (!option) return null
  const isOn = chosen.version === option.value
  return (
    <a
      class="chip chip-easy"
      rel="nofollow"
      href={here({ version: isOn ? '' : option.value })}
      aria-current={isOn ? 'true' : undefined}
    >
      <Icon name="easy" />
      {option.label}
      <HowMany count={option.count} />
    </a>
  )
}

/** Any span of years, beside the decades. */
function YearsForm(props: { path: string; chosen: Chosen }) {
  const t = useTexts(readingTexts)
  const years = yearsIn(props.chosen.annees)
  const year = (name: string, label: string, value: number | undefined) => (
    <label>
      {label}
      <input
        class="input"
        name={name}
        inputmode="numeric"
        pattern="[0-9]{4}"
        maxlength={4}
        size={4}
        value={value === undefined ? '' : String(value)}
      />
    </label>
  )
  return (
    <form class="years-form" action={props.path} method="get">
      <Kept chosen={props.chosen} but={['annees']} />
      {year('de', t('list.years.from'), years?.from)}
      {year('a', t('list.years.to'), years?.to)}
      <Button size="s" variant="line">
        {t('list.years.go')}
      </Button>
    </form>
  )
}

/** A form that adds to what is chosen carries it along. */
export function Kept(props: { chosen: Chosen; but: readonly FacetName[] }) {
  const { chosen, but } = props
  return (
    <>
      {facetNames.map(
        (name) =>
          chosen[name] && !but.includes(name) && <input key={name} type="hidden" name={name} value={chosen[name]} />,
      )}
      {chosen.vue !== 'cartes' && <input type="hidden" name="vue" value={chosen.vue} />}
    </>
  )
}

/** What is chosen, each with a link that takes it away. */
export function ChosenList(props: { chosen: Chosen; themes: readonly ThemeSeen[]; path: string; here: Here }) {
  const t = useTexts(readingTexts)
  const locale = useLocale()
  const { chosen, here } = props
  const active = facetNames.filter((name) => chosen[name] !== '')
  if (active.length === 0) return null
  return (
    <ul class="cluster gap-2 found" aria-label={t('list.chosen')}>
      {active.map((name) => {
        const label = chosenLabel(name, chosen, props.themes, locale)
        return (
          <li key={name}>
            <a
              class="chip is-chosen"
              rel="nofollow"
              href={here({ [name]: '', ...(name === 'q' ? { mots: '' } : {}) })}
              aria-label={t('list.remove', { choice: label.text })}
            >
              <Foreign lang={label.language}>
                <bdi>{label.text}</bdi>
              </Foreign>
              <Icon name="cross" />
            </a>
          </li>
        )
      })}
      {active.length > 1 && (
        <li>
          <a class="clear" href={here(Object.fromEntries(active.map((name) => [name, ''])))}>
            {t('list.clear')}
          </a>
        </li>
      )}
    </ul>
  )
}

const viewIcons: Record<View, IconName> = { cartes: 'cards', liste: 'list', carte: 'map', temps: 'history' }

/** The same selection, seen another way. */
export function Views(props: { chosen: Chosen; here: Here }) {
  const t = useTexts(readingTexts)
  return (
    <nav class="seg-links views" aria-label={t('view.label')}>
      {views.map((view) => (
        <a key={view} href={props.here({ vue: view })} aria-current={props.chosen.vue === view ? 'true' : undefined}>
          <Icon name={viewIcons[view]} dir={false} />
          {t(`view.${view}`)}
        </a>
      ))}
    </nav>
  )
}
