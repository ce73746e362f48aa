// The player and its pieces as text: tracks of a film, what is said of what is missing, lengths and waves.

import { renderToString } from 'preact-render-to-string'
import { describe, expect, test } from 'vitest'
import type { ShownMedia, ShownTranscript } from '#core/shelf/shelve-media.ts'
import { askedSecond } from '#client/moment.ts'
import { clock, inWords, minutesIn } from '#ui/durations.ts'
import { LocaleProvider } from '#ui/locale.tsx'
import { Player } from '#ui/player.tsx'
import { Transcript } from '#ui/transcript.tsx'
import { waveOf } from '#ui/wave.ts'

const file = (name: string, media_type: string) => ({
  id: name,
  name,
  sha256: '',
  size: 1_234_567,
  media_type,
  address: `/fichiers/${name}/recit`,
})
const cues = [{ start: 0, end: 1000, speaker: '', text: 'Merhaba.' }]
const film: ShownMedia = {
  id: 'f1',
  nature: 'video',
  use: 'story',
  words: [],
  credit: '',
  licence: 'all-rights-reserved',
  rights: '',
  taken: '',
  place: '',
  duration_ms: 151_000,
  width: 640,
  height: 360,
  waveform: [],
  files: [file('h264', 'video/mp4'), file('poster', 'image/jpeg'), file('vp9', 'video/webm')],
  transcripts: [
    { language: 'fr', form: 'translation', machine: false, cues, chapters: [] },
    { language: 'tr', form: 'original', machine: false, cues, chapters: [] },
  ],
  excuse: null,
  is_cut: true,
}
const shown = (media: ShownMedia, locale: 'fr' | 'ar' = 'fr') =>
  renderToString(
    <LocaleProvider locale={locale}>
      <Player media={media} code="482913" told="tr" id="ecouter" name="Écouter Ayşe" />
    </LocaleProvider>,
  )

test('a film has captions in the language spoken, subtitles in the others, its picture and its room (A-10)', () => {
  const html = shown(film)
  expect(html).toMatch(
    /<video controls preload="none" playsinline poster="\/fichiers\/poster\/recit" width="640" height="360"/,
  )
  expect(html).toMatch(
    /<source src="[^"]*vp9[^"]*" type="video\/webm"\/><source src="[^"]*h264[^"]*" type="video\/mp4"\/>/,
  )
  expect(html).toMatch(
    /<track kind="captions" srclang="tr" label="Türkçe" src="\/transcriptions\/482913\/f1\/tr\.vtt"\/><track kind="subtitles" srclang="fr"/,
  )
  expect(html).toContain('Un passage reste secret.')
  // None first, then the reader's own language.
  const choices = (locale: 'fr' | 'ar') =>
    [
      ...shown(film, locale)
        .slice(shown(film, locale).indexOf('data-do="captions"'))
        .matchAll(/<option value(?:="([a-z]*)")?[^>]*>([^<]+)/g),
    ].map(([, language = '', words]) => `${language} ${words}`)
  expect(choices('fr')).toEqual([' Aucun', 'fr Français', 'tr Türkçe'])
  expect(choices('ar')).toEqual([' بدون', 'tr Türkçe', 'fr Français'])
  expect(shown({ ...film, transcripts: [] })).not.toContain('data-do="captions"')
  // What it is comes before it.
  expect(html.indexOf('Écouter Ayşe')).toBeLessThan(html.indexOf('<video'))
})

test('a sound without words says so, with the day; without a copy yet, it has no player', () => {
  const excuse = { reason: 'On cherche qui parle cette langue.', until: '2027-03-01' }
  const sound = {
    ...film,
    nature: 'sound' as const,
    transcripts: [],
    excuse,
    is_cut: false,
    files: [file('opus', 'audio/ogg')],
  }
  expect(shown(sound)).toMatch(/On les attend pour le 1er mars 2027\. .*On cherche qui parle cette langue\./)
  expect(shown(sound, 'ar')).toContain('lang="fr" dir="ltr">On cherche')
  expect(shown({ ...sound, transcripts: film.transcripts })).not.toContain('On cherche')
  const waiting = shown({ ...sound, files: [] })
  expect(waiting).toContain('se prépare')
  expect(waiting).not.toContain('<source')
})

describe('lengths', () => {
  test('in figures and in words', () => {
    expect([0, 9_999, 83_000, 3_723_000].map(clock)).toEqual(['0:00', '0:09', '1:23', '1:02:03'])
    expect(inWords(151_000, 'fr-FR')).toMatch(/^2\sminutes 31\ssecondes$/)
    expect(inWords(0, 'en-GB')).toBe('0 seconds')
    expect(inWords(120_000, 'ar-u-nu-latn-ca-gregory')).toBe('دقيقتان')
    expect([1, 89_000, 91_000, 3_600_000].map(minutesIn)).toEqual([1, 1, 2, 60])
  })

  test('a moment of the address', () => {
    const moments = ['#t=83', '#t=1:23', '#t=1:02:03.5', '#t=npt:83', '#t=', '#t=x', '#texte', ''].map((hash) =>
      askedSecond('', hash),
    )
    expect(moments).toEqual([83, 83, 3723.5, 83, undefined, undefined, undefined, undefined])
    expect([askedSecond('s2-', '#t=83'), askedSecond('s2-', '#s2-t=83')]).toEqual([undefined, 83])
    const seen = ['#vu-fr=83', '#vu-zh-Hant=1:23', '#s2-vu-fr=83', '#vu=83', '#vue-fr=83'].map((hash) => [
      askedSecond('', hash),
      askedSecond('s2-', hash),
    ])
    expect(seen).toEqual([
      [83, undefined],
      [83, undefined],
      [undefined, 83],
      [undefined, undefined],
      [undefined, undefined],
    ])
  })
})

test('chapters are in the language of the reader when it names its own, else in the one spoken', () => {
  const [fr, tr] = film.transcripts as [ShownTranscript, ShownTranscript]
  const said = { ...tr, chapters: [{ start: 0, title: 'Merhaba' }] }
  const chaptersOf = (translation: ShownTranscript, show: 'a' | 'b' | 'ab') => {
    const html = renderToString(
      <LocaleProvider locale="fr">
        <Transcript media={film} told="tr" id="p" seen={{ original: said, translation, show, onlyShown: false }} />
      </LocaleProvider>,
    )
    return /<nav class="chapters.*?<\/nav>/.exec(html)?.[0]
  }
  const translated = { ...fr, chapters: [{ start: 0, title: 'Bonjour' }] }
  for (const show of ['b', 'ab'] as const) expect(chaptersOf(translated, show)).toContain('Bonjour')
  expect(chaptersOf(translated, 'a')).toContain('Merhaba')
  expect(chaptersOf(fr, 'ab')).toContain('<span lang="tr" dir="ltr">Merhaba</span>')
})

test('the wave is drawn within its box, whatever the loudness', () => {
  for (const loudness of [[], [100], [0, 50, 100], Array.from({ length: 1000 }, (_, at) => at)]) {
    const lines = [...waveOf(loudness).matchAll(/M(\d+) (\d+)v(\d+)/g)].map(([, x, top, height]) =>
      [x, top, height].map(Number),
    )
    expect(lines).toHaveLength(64)
    for (const [x = -1, top = -1, height = 999] of lines)
      expect(x > 0 && x < 960 && top >= 0 && top + height <= 100 && height >= 4).toBe(true)
  }
})
