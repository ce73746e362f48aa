// The kit keeps its promises: no inline style or handler, every drawing it names exists, words and dates as each
// language writes them, maps light enough for a phone.

import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { locales } from '#core/platform/i18n.ts'
import { formatAge, formatDay, formatMoment, formatTime } from '#ui/dates.ts'
import { Form, Field, Radios, TextArea } from '#ui/form.tsx'
import { Gallery } from '#ui/gallery.tsx'
import { iconNames } from '#ui/icons.tsx'
import { Foreign, LocaleProvider, Quote } from '#ui/locale.tsx'
import { JourneyMap } from '#ui/map.tsx'
import { neutralNames, portraitFor, portraitNames, portraitOr } from '#ui/portraits.tsx'
import { quoted } from '#ui/quotes.ts'
import { renderToString } from 'preact-render-to-string'
import { ofTown } from '#ui/town.ts'

const inLocale = (locale: (typeof locales)[number], part: preact.ComponentChildren) =>
  renderToString(<LocaleProvider locale={locale}>{part}</LocaleProvider>)

describe('every component', () => {
  it.each(locales)('writes no inline style, handler or script, and no id twice (%s)', (locale) => {
    const html = inLocale(locale, <Gallery locale={locale} />)
    expect(html).not.toMatch(/\sstyle=|\son[a-z]+=|<script|dir="auto"|undefined|\[object/)
    const ids = [...html.matchAll(/\sid="([^"]+)"/g)].map((match) => match[1])
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
    for (const [, described] of html.matchAll(/aria-(?:describedby|labelledby)="([^"]+)"/g))
      for (const id of described?.split(' ') ?? []) expect(ids).toContain(id)
  })

  it('finds its icons and portraits in the sprites', () => {
    const icons = readFileSync('public/icons.svg', 'utf8')
    const portraits = readFileSync('public/portraits.svg', 'utf8')
    for (const name of iconNames) expect(icons).toContain(`id="i-${name}"`)
    for (const name of portraitNames) expect(portraits).toContain(`id="p-${name}"`)
  })
})

describe('portraits', () => {
  it('never choose a face for someone', () => {
    for (const seed of ['a', 'b', 'zohra', '0192', 'é'])
      expect(neutralNames as readonly string[]).toContain(portraitFor(seed))
    expect(portraitFor('x')).toBe(portraitFor('x'))
    expect(portraitOr('no such', 'x')).toBe(portraitFor('x'))
    expect(portraitOr('zohra', 'x')).toBe('zohra')
  })
})

describe('other languages', () => {
  it('set lang and dir only where the language changes', () => {
    expect(inLocale('fr', <Foreign lang="ar">زهرة</Foreign>)).toBe('<span lang="ar" dir="rtl">زهرة</span>')
    expect(inLocale('fr', <Foreign lang="fr">Zohra</Foreign>)).toBe('Zohra')
    expect(
      inLocale(
        'ar',
        <Foreign lang="fr" as="p">
          a<Foreign lang="fr">b</Foreign>
          <Foreign lang="ar">ج</Foreign>
        </Foreign>,
      ),
    ).toBe('<p lang="fr" dir="ltr">ab<span lang="ar" dir="rtl">ج</span></p>')
  })

  it('take the quotation marks of the text', () => {
    expect(quoted('Bonjour', 'fr')).toBe('«\u00a0Bonjour\u00a0»')
    expect(quoted('« Bonjour »', 'fr-FR')).toBe('«\u00a0Bonjour\u00a0»')
    expect(quoted('Hello', 'en')).toBe('“Hello”')
    expect(quoted('زهرة', 'ar')).toBe('«زهرة»')
    expect(quoted('Er sagte „ja“ zu mir', 'de')).toBe('„Er sagte „ja“ zu mir“')
    expect(inLocale('fr', <Quote text="هي" lang="ar" />)).toBe(
      '<blockquote class="quote" lang="ar" dir="rtl">«هي»</blockquote>',
    )
  })
})

describe('time in words', () => {
  const now = new Date('2026-03-12T10:00:00Z')
  it('writes days and hours as each language does', () => {
    expect(formatDay('2026-03-12', 'fr')).toBe('12 mars 2026')
    expect(formatDay('2026-03-01', 'fr')).toBe('1er mars 2026')
    expect(formatDay('2026-03-01', 'fr', 'weekday')).toBe('dimanche 1er mars 2026')
    expect(formatDay('2026-03-11', 'fr')).toBe('11 mars 2026')
    expect(formatDay('2026-03-12', 'en')).toBe('12 March 2026')
    // In Paris it is already the next day.
    expect(formatDay(new Date('2026-03-11T23:30:00Z'), 'fr')).toBe('12 mars 2026')
    expect(formatTime('2026-03-12T13:10:00Z', 'fr')).toBe('14\u00a0h\u00a010')
    expect(formatTime('2026-03-12T14:00:00Z', 'fr')).toBe('15\u00a0h')
    expect(formatMoment('2026-03-12T13:10:00Z', 'fr')).toBe('12 mars 2026, 14\u00a0h\u00a010')
  })
  it('tells how long', () => {
    const words = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')
    expect(words(formatAge('2026-03-10T09:00:00Z', now, 'fr'))).toBe('2 jours')
    expect(words(formatAge('2026-02-12T09:00:00Z', now, 'fr'))).toBe('4 semaines')
    expect(words(formatAge(now, now, 'fr'))).toBe('1 minute')
    expect(words(formatAge('2026-03-10T09:00:00Z', now, 'ar'))).toBe('يومان')
  })
  it('joins a town to a sentence', () => {
    expect(['Valmorey', 'Angers', 'Évry', 'Le Mans', 'Les Lilas'].map(ofTown)).toEqual([
      'de Valmorey',
      'd’Angers',
      'd’Évry',
      'du Mans',
      'des Lilas',
    ])
  })
})

describe('a form that comes back', () => {
  const html = inLocale(
    'fr',
    <Form
      action="/x"
      id="p"
      values={{ phone: '06 "1"', text: '\nune' }}
      errors={{ phone: 'Il manque des chiffres.', when: 'Choisissez.' }}
    >
      <Field name="phone" type="tel" label="Téléphone" hint="Dix chiffres" required />
      <TextArea name="text" label="Texte" lang="ar" spellcheck={false} />
      <Radios name="when" label="Quand" options={[{ value: 'am', label: 'Matin' }]} />
    </Form>,
  )
  it('says what is missing, first and beside each field', () => {
    expect(html.indexOf('role="alert"')).toBeLessThan(html.indexOf('<label'))
    expect(html).toContain('href="#p-phone"')
    expect(html).toContain('aria-describedby="p-phone-h p-phone-e" aria-invalid="true"')
    expect(html).toContain('<input type="radio" id="p-when"')
  })
  it('keeps what was typed, as it was typed', () => {
    expect(html).toContain('value="06 &quot;1&quot;"')
    expect(html).toMatch(/<textarea[^>]* spellcheck="false"[^>]* lang="ar" dir="rtl">\n\nune<\/textarea>/)
  })
})

describe('maps', () => {
  const home = { lat: 47.51, lon: 6.8, label: 'Valmorey', number: 9 }
  const far = [
    { lat: 34.88, lon: -1.31 },
    { lat: 10.8, lon: 106.7 },
    { lat: 70.6, lon: 25.6 },
    { lat: -45.5, lon: -73.1 },
    { lat: -17.7, lon: 178.1 },
  ]
  it.each(far)('stay light from $lat, $lon', (start) => {
    const html = inLocale('fr', <JourneyMap label="x" stops={[{ ...start, label: 'Départ', number: 1 }, home]} />)
    expect(html.length).toBeLessThan(25_000)
    expect(html).not.toMatch(/NaN|Infinity/)
    const places = [...html.matchAll(/<circle class="(?:stop|here)" cx="(-?\d+)" cy="(-?\d+)"/g)].map(([, x, y]) => [
      Number(x),
      Number(y),
    ])
    expect(places).toHaveLength(2)
    for (const [x = -1, y = -1] of places) expect(x >= 0 && x <= 560 && y >= 0 && y <= 640).toBe(true)
  })
  it('show a single town in its country, and nothing without a place', () => {
    expect(inLocale('fr', <JourneyMap label="x" stops={[home]} />)).toContain('Valmorey')
    expect(inLocale('fr', <JourneyMap label="x" stops={[{ ...home, lat: Number.NaN }]} />)).toBe('')
  })
  it('write the label of each stop once', () => {
    const html = inLocale(
      'fr',
      <JourneyMap
        label="x"
        stops={[
          { ...home, number: 1 },
          { ...home, number: 2 },
          { ...home, number: 3 },
        ]}
      />,
    )
    expect(html.match(/>Valmorey</g)).toHaveLength(1)
    expect(html.match(/class="n"/g)).toHaveLength(3)
  })
})
