// Checks the demonstration town: keys resolve, languages and states are covered, translations face their original
// paragraph by paragraph, dates are EDTF, remarks quote words that are there. Run: node demo/check.mjs
import { readFileSync, readdirSync } from 'node:fs'
import parse from 'edtf'

const read = (path) => readFileSync(new URL(path, import.meta.url), 'utf8')
const errors = []
const fault = (where, what) => errors.push(`${where}: ${what}`)
const need = (where, ok, what) => ok || fault(where, what)

const ACCENTS = 'terre canard ambre indigo prune mousse garance ardoise'.split(' ')
const ROLES = 'facilitator editor scientist administrator'.split(' ')
const USES = 'site school archive radio print'.split(' ')
const LICENCES = ['CC-BY-SA-4.0', 'CC-BY-NC-ND-4.0', 'all-rights-reserved']
const CREDITS = ['collected', 'transcribed', 'translated', 'reread']
const NATURES = 'home neighbourhood school work station hospital square'.split(' ')
const LINKS = 'same_event same_family neighbours answers'.split(' ')
const STATES =
  'published draft collected in_review changes_asked waiting_scientific waiting_witness ready refused withdrawn name_sealed sealed_until published_with_newer'.split(
    ' ',
  )
const PORTRAITS =
  'zohra ines karim bernadette jeanmarc amadou maria thuy derya aldo nadia olena bintou anonyme martine'.split(' ')
const PHONE = /^(01 99 00|03 53 01|06 39 98) \d\d \d\d$/

function load(path) {
  const text = read(path)
  need(path, text === text.normalize('NFC'), 'not NFC')
  // oxlint-disable-next-line no-control-regex -- finding them is the point
  need(path, !/[\u0000-\u0009\u000b-\u001f\ufffd]/.test(text), 'control or replacement characters')
  need(path, !text.includes("'"), 'straight apostrophe')
  return JSON.parse(text)
}
function trilingual(where, value) {
  for (const language of ['fr', 'en', 'ar']) need(where, value?.[language]?.trim(), `missing ${language}`)
}
function french(where, text) {
  const bad = /[^\s\u00a0][?!;»]|« |[^\s\u00a0\d]:(?!\/)|[^\u00a0][:;?!»](?=\s|$)|(?<!^)\.{3}/.exec(text)
  if (bad) fault(where, `French spacing near “${text.slice(Math.max(0, bad.index - 15), bad.index + 12)}”`)
}
function date(where, value) {
  try {
    return parse(value)
  } catch {
    fault(where, `not EDTF: ${value}`)
    return null
  }
}
const paragraphs = (body) => body.split('\n\n').length
const words = (body) => body.split(/\s+/).length
const tally = (values) =>
  Object.entries(values.reduce((sum, value) => ({ ...sum, [value]: (sum[value] ?? 0) + 1 }), {}))
    .sort((a, b) => b[1] - a[1])
    .map(([value, count]) => `${value} ${count}`)
    .join(', ')

const town = load('town.json')
const themes = load('themes.json')
const people = load('people.json')
const callbacks = load('callbacks.json')
const articles = load('articles.json')
const crossings = load('crossings.json')
const composition = load('composition.json')
const files = readdirSync(new URL('stories/', import.meta.url)).sort()
const stories = files.map((file) => load(`stories/${file}`))

trilingual('town motto', town.motto)
trilingual('town carried_by', town.carried_by)
need('town', ACCENTS.includes(town.accent) && PHONE.test(town.phone), 'accent or phone')
for (const page of ['mentions', 'privacy', 'terms']) {
  need(`town ${page}`, town.legal[page]?.fr?.length > 400, 'too short')
  french(`town ${page}`, town.legal[page]?.fr ?? '')
}

const themeKeys = new Set(themes.map((theme) => theme.key))
need('themes', themeKeys.size === themes.length, 'a key is used twice')
for (const theme of themes) {
  need(theme.key, ACCENTS.includes(theme.accent), `accent ${theme.accent}`)
  trilingual(theme.key, theme.names)
  trilingual(theme.key, theme.presentation)
  french(theme.key, theme.presentation.fr)
  const parent = themes.find((other) => other.key === theme.parent)
  need(theme.key, !theme.parent || (parent && !parent.parent), `parent ${theme.parent}`)
}

const person = new Map(people.map((one) => [one.key, one]))
need('people', person.size === people.length, 'a key is used twice')
const has = (key, role) => person.get(key)?.roles?.includes(role)
for (const one of people) {
  need(one.key, PORTRAITS.includes(one.portrait), `portrait ${one.portrait}`)
  need(one.key, !one.phone || PHONE.test(one.phone), `phone ${one.phone}`)
  need(one.key, !one.district || town.districts.includes(one.district), `district ${one.district}`)
  need(one.key, (one.roles ?? []).every((role) => ROLES.includes(role)), 'role')
  need(one.key, !one.roles || (one.email ?? '').endsWith('@valmorey.example'), 'a role needs an address')
  if (has(one.key, 'facilitator')) trilingual(one.key, one.presentation)
}
for (const role of ROLES) need('people', people.some((one) => has(one.key, role)), `nobody is ${role}`)

for (const [i, story] of stories.entries()) {
  const key = story.key
  need(key, files[i] === `${key}.json`, 'file name')
  need(key, STATES.includes(story.state), `state ${story.state}`)
  need(key, LICENCES.includes(story.licence) && story.medium === 'text', 'licence or medium')
  need(key, !story.accent || ACCENTS.includes(story.accent), 'accent')
  need(key, has(story.facilitator, 'facilitator'), `facilitator ${story.facilitator}`)
  need(key, story.tellers.length && story.tellers.every((teller) => person.has(teller)), 'tellers')
  need(key, story.themes.length >= 2 && story.themes.length <= 4, '2 to 4 themes')
  for (const theme of story.themes) need(key, themeKeys.has(theme), `theme ${theme}`)
  for (const credit of story.credits) {
    need(key, CREDITS.includes(credit.role) && person.has(credit.person), `credit ${credit.role} ${credit.person}`)
    need(key, credit.role !== 'reread' || !story.tellers.includes(credit.person), 're-read by its own teller')
  }
  need(key, story.consent.uses.every((use) => USES.includes(use)), 'uses')
  need(key, story.consent.name || story.consent.public_name, 'a hidden name needs a public one')
  const silent = story.state === 'draft' || story.state === 'collected'
  need(key, silent !== story.consent.uses.includes('site'), 'consent for the site')
  need(key, !['refused', 'changes_asked'].includes(story.state) || story.reason, 'reason')
  need(key, story.state !== 'sealed_until' || story.sealed_until > '2030', 'sealed until when?')
  need(key, story.collected_on >= '2025-10' && story.collected_on <= '2026-11', 'collected_on')
  date(key, story.period)

  const original = story.texts.filter((text) => text.form === 'original')
  need(key, original.length === 1 && original[0].language === story.language, 'one original, in its language')
  for (const text of story.texts) {
    const where = `${key} ${text.language} ${text.form}`
    need(where, text.title && text.body, 'title or body')
    if (text.language === 'fr') for (const part of ['title', 'lead', 'quote', 'body']) french(where, text[part] ?? '')
    if (text.form === 'easy') {
      for (const line of text.body.split('\n')) need(where, line.length <= 75, `long line: ${line}`)
      continue
    }
    need(where, text.lead && text.lead.length <= 200, `lead of ${text.lead?.length}`)
    need(where, text.quote && !/^[«“"]/.test(text.quote), 'quote')
    if (text.form === 'translation') {
      need(where, paragraphs(text.body) === paragraphs(original[0].body), 'paragraphs differ from the original')
      need(where, text.translators.length && text.translators.every((one) => person.has(one)), 'translators')
    }
  }
  if (story.language !== 'fr')
    need(key, story.texts.some((t) => t.language === 'fr' && t.form === 'translation'), 'no French translation')

  need(key, story.stages.length >= (silent ? 1 : 3) && story.stages.length <= 6, `${story.stages.length} stages`)
  let last = -Infinity
  for (const stage of story.stages) {
    need(key, /^[A-Z]{2}$/.test(stage.country) && stage.words.fr, `stage ${stage.place}`)
    need(key, Math.abs(stage.lat) <= 90 && Math.abs(stage.lon) <= 180, `stage ${stage.place}`)
    // by year: “1974/2006” may follow “1974-05”
    const year = date(key, stage.when) && new Date(parse(stage.when).min).getUTCFullYear()
    need(key, !(year < last), `stage ${stage.place} goes back in time`)
    last = year || last
    french(key, stage.words.fr)
    need(key, !stage.nature || NATURES.includes(stage.nature), `nature ${stage.nature}`)
  }
  need(key, !story.stages.at(-1).travel, 'the last stage leads nowhere')
  need(key, (story.objects ?? []).every((one) => one.length <= 80) && !(story.objects?.length > 5), 'objects')
  for (const remark of story.remarks ?? []) {
    const text = story.texts.find((t) => t.language === (remark.language ?? story.language) && t.form !== 'easy')
    need(key, has(remark.by, 'editor') || has(remark.by, 'scientist'), `remark by ${remark.by}`)
    need(key, text?.body.includes(remark.quote), `remark not found: ${remark.quote}`)
    french(key, remark.text)
  }
  need(key, !story.opinion || has(story.opinion.by, 'scientist'), 'opinion by')
}

// a name kept hidden must not slip into any text of the town
const everyText = JSON.stringify([
  stories.map((s) => [s.texts, s.stages, s.objects, s.opinion]),
  articles,
  town,
  themes,
  crossings,
  composition,
])
for (const story of stories)
  if (!story.consent.name || story.state === 'name_sealed')
    for (const teller of story.tellers)
      need(story.key, !everyText.includes(person.get(teller).name), `the hidden name of ${teller} is in a text`)

for (const one of callbacks) {
  need(one.name, PHONE.test(one.phone) && town.districts.includes(one.district), 'phone or district')
  need(one.name, ['morning', 'afternoon', 'evening', 'saturday'].includes(one.moment), 'moment')
  need(one.name, ['waiting', 'taken', 'done', 'no_answer'].includes(one.state), 'state')
  need(one.name, one.state === 'waiting' || has(one.taken_by, 'facilitator'), 'taken by')
}
for (const one of articles) {
  need(one.key, person.has(one.author) && one.themes.every((theme) => themeKeys.has(theme)), 'author or theme')
  need(one.key, one.lead.length <= 200, 'lead')
  french(one.key, one.body)
}

const storyOf = (key) => stories.find((story) => story.key === key)
for (const { by, stories: pair } of [...crossings.confirmed, ...crossings.silenced])
  need(pair.join(' '), has(by, 'editor') && pair.length === 2 && pair.every(storyOf), 'crossing')
for (const one of crossings.links) {
  need(one.from, has(one.by, 'editor') && storyOf(one.from) && storyOf(one.to) && LINKS.includes(one.link), 'link')
  trilingual(one.from, one.words)
  french(one.from, one.words.fr)
}
for (const one of crossings.gatherings) {
  need(one.titles.fr, has(one.by, 'editor') && one.stories.length >= 2, 'gathering')
  trilingual(one.titles.fr, one.titles)
  trilingual(one.titles.fr, one.presentations)
  french(one.titles.fr, one.presentations.fr)
  for (const { story, extract } of one.stories)
    need(story, storyOf(story)?.texts.some((text) => text.body.includes(extract)), 'the extract is not in the story')
}

const count = (test) => stories.filter(test).length
const translated = (language) =>
  count((s) => s.texts.some((t) => t.language === language && t.form === 'translation'))
need('composition', has(composition.by, 'editor'), 'composed by an editor')
for (const { titles, words: said, stories: chosen } of composition.threads) {
  trilingual(titles.fr, titles)
  trilingual(titles.fr, said)
  french(titles.fr, said.fr)
  need(titles.fr, chosen.length >= 2 && chosen.length <= 6 && new Set(chosen).size === chosen.length, '2 to 6 stories')
  for (const key of chosen) need(titles.fr, storyOf(key)?.state === 'published', `story ${key}`)
}
for (const { theme, stories: chosen } of composition.themes)
  for (const key of chosen)
    need(theme, storyOf(key)?.state === 'published' && storyOf(key).themes.includes(theme), `story ${key}`)

const media = load('media.json')
for (const each of media) {
  need(each.key, storyOf(each.story)?.state === 'published', `story ${each.story}`)
  need(each.key, !each.voice || each.languages.length > 0 || each.excuse, 'neither transcript nor reason')
  need(each.key, each.nature !== 'picture' || each.words.some(({ alt }) => alt?.trim()), 'no alternative text')
  need(each.key, /synthè|emo|émo/.test(each.credit), 'not said to be made for the demonstration')
  for (const said of each.words.filter(({ language }) => language === 'fr'))
    for (const text of Object.values(said)) french(each.key, text)
  need(each.key, each.nature !== 'video' || each.descriptions?.fr?.length > 0, 'nobody says what one sees')
  for (const [language, cues] of Object.entries(each.descriptions ?? {}))
    for (const [at, { start, end, text }] of cues.entries()) {
      need(`${each.key} ${language}`, start < end && start >= (cues[at - 1]?.end ?? 0), 'times of what one sees')
      if (language === 'fr') french(each.key, text)
    }
}

const papers = load('papers.json')
for (const { story, lender, what, days_ago, days_lent, returned } of papers.loans) {
  need(what, storyOf(story)?.tellers.includes(lender), 'lent by someone of the story')
  need(what, days_ago > 0 && days_lent > 0 && (!returned || returned.days_ago < days_ago), 'days of a loan')
}
for (const { key, story, teller, said } of papers.evidence) {
  need(key, storyOf(story)?.tellers.includes(teller), 'agreed by someone of the story')
  french(key, said)
}

const told = new Set(stories.map((story) => story.language))
need('stories', told.size >= 8 && count((s) => s.language === 'ar') >= 4, 'languages told')
need('stories', STATES.every((state) => stories.some((story) => story.state === state)), 'a state is missing')
need('stories', translated('en') >= 6 && translated('ar') >= 4, 'translations')
for (const theme of themeKeys) need(theme, stories.some((s) => s.themes.includes(theme)), 'no story has this theme')
const originals = stories.map((s) => words(s.texts[0].body)).sort((a, b) => a - b)

console.log(`${stories.length} stories, ${told.size} languages told: ${tally(stories.map((s) => s.language))}`)
console.log(`states: ${tally(stories.map((s) => s.state))}`)
console.log(
  `translations: ${translated('fr')} fr, ${translated('en')} en, ${translated('ar')} ar; easy to read: ${count((s) => s.texts.some((t) => t.form === 'easy'))}; several tellers: ${count((s) => s.tellers.length > 1)}; opinions: ${count((s) => s.opinion)}`,
)
console.log(`words of an original: ${originals[0]} to ${originals.at(-1)}, median ${originals[originals.length >> 1]}`)
console.log(`themes: ${tally(stories.flatMap((s) => s.themes))}`)
console.log(
  `${people.length} people (${new Set(stories.flatMap((s) => s.tellers)).size} witnesses), ${themes.length} themes, ${callbacks.length} callbacks, ${articles.length} articles`,
)
for (const error of errors) console.error(`✗ ${error}`)
console.log(errors.length ? `${errors.length} to put right` : 'All is in order.')
process.exit(errors.length ? 1 : 0)
