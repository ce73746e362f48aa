// Pieces of a story's page: the way she came, on a map and in words; who did what, what was agreed, what may be done.

import { hrefOf } from '#core/doors.ts'
import { creditRoles, type Licence } from '#core/contribution/content.ts'
import { defaultLocale, type Locale } from '#core/platform/i18n.ts'
import type { Story } from '#core/shelf/stories.ts'
import { Band, Credits } from '#ui/band.tsx'
import { formatDay } from '#ui/dates.ts'
import { Journey } from '#ui/journey.tsx'
import { Foreign, useLocale, useTexts } from '#ui/locale.tsx'
import { JourneyMap } from '#ui/map.tsx'
import { deedOf, licenceName } from '#ui/media-words.ts'
import { countryIn, formatPeriod } from '#ui/periods.ts'
import { isolated, joined, joinedIn, sentence, whoIn } from '#ui/who.ts'
import { wordsIn } from '#ui/words-in.ts'
import { elsewhere } from './reading.addresses.ts'
import { readingTexts } from './reading.texts.ts'
import type { Stage, TestimonyDetails } from './testimonies.kind.ts'

/** The journey: the same numbers on the map and in the list. A story without stages has none. */
export function StoryJourney({ story, details }: { story: Story; details: TestimonyDetails }) {
  const t = useTexts(readingTexts)
  const locale = useLocale()
  const { stages } = details
  if (stages.length === 0) return null
  const lands = new Set(stages.map((stage) => stage.country))
  // A country is named when the journey enters it, and not at all in a life spent in one.
  const named = ({ place, country }: Stage, index: number) => {
    const shown = isolated(place, locale)
    const land = lands.size > 1 && country !== stages[index - 1]?.country ? countryIn(country, locale) : ''
    return land && !place.includes(land) ? t('story.place', { place: shown, country: land }) : shown
  }
  const stops = stages.flatMap(({ place, lat, lon, travel }, index) =>
    lat === null || lon === null
      ? []
      : [{ lat, lon, label: place.split(/[,،(]/)[0]?.trim() ?? place, number: index + 1, travel }],
  )
  const list = (
    <Journey
      across={stops.length === 0}
      stages={stages.map((stage, index) => {
        const words = wordsIn(stage.words, locale, story.language)
        return {
          when: formatPeriod(stage.when, locale),
          place: named(stage, index),
          words: words?.text,
          language: words?.language,
          travel: stage.travel,
        }
      })}
    />
  )
  return (
    <Band id="chemin" title={t('story.journey')}>
      {stops.length === 0 ? (
        list
      ) : (
        <div class="split">
          <JourneyMap
            stops={stops}
            label={t('story.map', {
              places: joined([...new Set(stops.map((stop) => isolated(stop.label, locale)))], locale),
            })}
          />
          {list}
        </div>
      )}
    </Band>
  )
}

/** Who did what, when it was agreed and reviewed, what readers may do with it, and how to reach someone. */
export function StoryAround({ story, details, origin }: { story: Story; details: TestimonyDetails; origin: string }) {
  const t = useTexts(readingTexts)
  const locale = useLocale()
  const day = (date: string) => formatDay(date, locale)
  const agreed = story.agreed_on
  const again = story.witness_signed_on
  const credits = creditRoles.flatMap((role) => {
    const people = story.credits.filter((credit) => credit.role === role)
    return people.length ? [{ label: t(`role.${role}`), value: sentence(whoIn(people, locale), locale) }] : []
  })
  return (
    <Band id="autour" title={t('story.credits')}>
      <div class="split">
        <Credits
          items={[
            ...credits,
            ...(story.period ? [{ label: t('story.period'), value: formatPeriod(story.period, locale) }] : []),
            ...(details.objects.length
              ? [
                  {
                    label: t('story.objects'),
                    value: <Foreign lang={story.language}>{joinedIn(details.objects, story.language)}</Foreign>,
                  },
                ]
              : []),
            ...(agreed
              ? [
                  {
                    label: t('story.agreement'),
                    value: sentence(
                      again
                        ? t('story.agreedAgain', { date: day(agreed), again: day(again) })
                        : t('story.agreed', { date: day(agreed) }),
                      locale,
                    ),
                  },
                ]
              : []),
            ...(story.reviewed_on
              ? [
                  {
                    label: t('story.reviewed'),
                    value: sentence(t('story.reviewedOn', { date: day(story.reviewed_on) }), locale),
                  },
                ]
              : []),
            { label: t('story.number'), value: story.code },
          ]}
        />
        <div class="prose stack">
          <Notes story={story} />
          <LicenceWords licence={story.licence} locale={locale} />
          <p>{t('story.mayChange')}</p>
          <p class="no-print">
            <a href={hrefOf(locale, elsewhere.card)}>{t('story.mine')}</a>
          </p>
          <p class="no-print">
            <a href={`${hrefOf(locale, elsewhere.contact)}#signaler`}>{t('story.report')}</a>
          </p>
          <p class="print-only">{t('story.paper', { address: `${new URL(origin).host}/${story.code}` })}</p>
        </div>
      </div>
    </Band>
  )
}

/** Opinions that the boards chose to publish. They write in the town's language. */
function Notes({ story }: { story: Story }) {
  const t = useTexts(readingTexts)
  const locale = useLocale()
  return story.notes.map((note, index) => (
    <div key={index} class="stack">
      <h3>{t(`story.note.${note.kind}`)}</h3>
      {note.text.split(/\n{2,}/).map((paragraph, place) => (
        <Foreign key={place} as="p" lang={defaultLocale}>
          {paragraph}
        </Foreign>
      ))}
      <p class="small soft">
        {note.by
          ? t('story.noteBy', { by: isolated(note.by, locale), date: formatDay(note.on, locale) })
          : t('story.noteOn', { date: formatDay(note.on, locale) })}
      </p>
    </div>
  ))
}

function LicenceWords({ licence, locale }: { licence: Licence; locale: Locale }) {
  const t = useTexts(readingTexts)
  const deed = deedOf(licence, locale)
  return (
    <div class="stack">
      <h3>{t('licence.label')}</h3>
      <p>{t(`licence.${licence}`)}</p>
      {deed && (
        <p>
          <a rel="license" href={deed}>
            {t('licence.name', { name: isolated(licenceName(licence), locale) })}
          </a>
        </p>
      )}
    </div>
  )
}
