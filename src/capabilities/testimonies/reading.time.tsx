// The years of a selection: ten years a line, then the years of the decade chosen, then its stories in the order of
// time. Years told, never those of publication; what is not sure is drawn otherwise, and said.

import type { Kinds } from '#core/contribution/kind.ts'
import { boundsOf } from '#core/platform/edtf.ts'
import type { Locale } from '#core/platform/i18n.ts'
import type { Card } from '#core/shelf/cards.ts'
import type { ToldYear } from '#core/shelf/chronicle.ts'
import type { Counted, YearCount } from '#core/shelf/choice.ts'
import { Cards, StoryCard } from '#ui/card.tsx'
import { storyCard } from '#ui/contribution-card.tsx'
import { useLocale, useTexts } from '#ui/locale.tsx'
import { Pager } from '#ui/pages.tsx'
import { formatPeriod } from '#ui/periods.ts'
import { OneYear, Stripes, Swatch, TenYears, YearRows } from '#ui/years-chart.tsx'
import type { Here } from './reading.facets.tsx'
import { yearsLabel } from './reading.finding.ts'
import { decadeText, yearsIn, yearsText, type Chosen } from './reading.input.ts'
import { readingTexts } from './reading.texts.ts'

export type TimeProps = {
  chosen: Chosen
  here: Here
  kinds: Kinds
  /** Stories of each decade, with every other choice. */
  decades: Counted[]
  years: YearCount[]
  undated: number
  /** The stories shown, in the order of time, and their cards. */
  told: ToldYear[]
  cards: Card[]
  next?: string | undefined
  previous?: string | undefined
}

export function TimeView(props: TimeProps) {
  const t = useTexts(readingTexts)
  const locale = useLocale()
  const { chosen, here, told } = props
  const byId = new Map(props.cards.map((card) => [card.id, card]))
  return (
    <>
      <section class="time" aria-labelledby="annees">
        <h3 class="vh" id="annees">
          {t('time.heading')}
        </h3>
        <p class="prose">{t('time.lead')}</p>
        {props.decades.length === 0 ? (
          <p class="prose">{t('time.none')}</p>
        ) : (
          <>
            <Stripes />
            <ul class="cluster small">
              <li>
                <Swatch is="sure" /> {t('time.legend.sure')}
              </li>
              <li>
                <Swatch is="about" /> {t('time.legend.about')}
              </li>
            </ul>
            <Decades {...props} />
            <ChosenYears {...props} />
          </>
        )}
        {props.undated > 0 && <p class="prose">{t('time.undated', { count: props.undated })}</p>}
      </section>
      {told.length > 0 && (
        <section class="band" aria-labelledby="ordre">
          <h3 class="as-xl" id="ordre">
            {t(chosen.annees ? 'time.told' : 'time.toldAll')}
          </h3>
          <Cards>
            {told.flatMap(({ id, year, sure }) => {
              const card = byId.get(id)
              if (!card) return []
              const shown = storyCard(card, props.kinds, locale)
              const when = whenTold(card, year, sure, locale)
              return [
                <StoryCard
                  key={id}
                  {...shown}
                  heading="h3"
                  meta={[{ icon: 'history', text: when }, ...(shown.meta ?? [])]}
                />,
              ]
            })}
          </Cards>
          <Pager
            previous={props.previous && here({ vue: 'temps', avant: props.previous })}
            next={props.next && here({ vue: 'temps', apres: props.next })}
          />
        </section>
      )}
    </>
  )
}

/** The year when it is sure; else the period as it was told, when it holds that year; else “vers 1962”. */
function whenTold(card: Card, year: number, sure: boolean, locale: Locale): string {
  const text = String(year).padStart(4, '0')
  if (sure) return text
  const period = boundsOf(card.period)
  const holds = period && period.start.slice(0, 4) <= text && text <= period.end.slice(0, 4)
  return formatPeriod(holds ? card.period : `${text}~`, locale)
}

function Decades({ decades, years, chosen, here }: TimeProps) {
  const t = useTexts(readingTexts)
  const byYear = new Map(years.map((each) => [each.year, each]))
  const most = Math.max(1, ...years.map(({ sure, about }) => sure + about))
  return (
    <YearRows
      label={t('time.decades')}
      rows={decades.map(({ value, count }) => ({
        href: here({ vue: 'temps', annees: decadeText(value) }),
        label: t('time.decade', { year: value }),
        bars: <TenYears from={Number(value)} years={byYear} most={most} />,
        words: t('time.stories', { count }),
        current: chosen.annees === decadeText(value),
      }))}
    />
  )
}

// A life is a hundred years long: more lines than that help nobody.
const longest = 100

/** Year by year, inside what was chosen. */
function ChosenYears({ years, chosen, here }: TimeProps) {
  const t = useTexts(readingTexts)
  const locale = useLocale()
  const span = yearsIn(chosen.annees)
  if (!span) return null
  const inside = years.filter(({ year }) => year >= span.from && year <= span.to).slice(0, longest)
  if (inside.length === 0) return null
  const most = Math.max(1, ...inside.map(({ sure, about }) => sure + about))
  return (
    <div class="chosen-years">
      <p class="cluster">
        <b>{yearsLabel(chosen.annees, locale)}</b>
        <a href={here({ vue: 'temps', annees: '' })}>{t('time.all')}</a>
      </p>
      <YearRows
        label={t('time.years')}
        rows={inside.map((bar) => {
          const only = yearsText({ from: bar.year, to: bar.year })
          return {
            href: here({ vue: 'temps', annees: only }),
            label: String(bar.year),
            bars: <OneYear bar={bar} most={most} />,
            words: <YearWords bar={bar} />,
            current: chosen.annees === only,
          }
        })}
      />
    </div>
  )
}

function YearWords({ bar }: { bar: YearCount }) {
  const t = useTexts(readingTexts)
  return (
    <>
      {bar.sure > 0 && <span>{t('time.sure', { count: bar.sure })}</span>}
      {bar.about > 0 && <span>{t('time.about', { count: bar.about })}</span>}
    </>
  )
}
