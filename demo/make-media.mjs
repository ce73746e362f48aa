// Makes the voices and pictures of the demonstration: sentences spoken by espeak-ng one after the other (so that each
// caption knows its times), drawings turned into pictures. Run it again when a text changes: node demo/make-media.mjs
// Needs espeak-ng and ffmpeg; what it makes is kept in demo/media.

import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import sharp from 'sharp'

const folder = import.meta.dirname
const made = path.join(folder, 'media')
mkdirSync(made, { recursive: true })
const work = mkdtempSync(path.join(tmpdir(), 'demo-media-'))
/** @param {string} name */
const json = (name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8'))
/** @param {string} program @param {string[]} args */
const run = (program, args) => execFileSync(program, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })

const pause = { sentence: 0.35, paragraph: 0.9 }
const rate = 24_000

/** @param {any} media @param {string | undefined} drawing */
async function speak(media, drawing) {
  const story = json(`stories/${media.story}.json`)
  const told = story.texts.find((each) => each.form === 'original')
  const paragraphs = told.body.split('\n\n').slice(0, media.paragraphs ?? Infinity)
  let at = 0
  const parts = []
  const sentences = []
  for (const [place, paragraph] of paragraphs.entries())
    for (const text of sentencesOf(paragraph)) {
      const file = path.join(work, `${media.key}-${parts.length}.wav`)
      run('espeak-ng', ['-v', media.voice.espeak, '-s', String(media.voice.speed), '-w', file, text])
      const length = Number(run('ffprobe', ['-v', 'error', '-show_entries', 'format=duration', '-of', 'csv=p=0', file]))
      sentences.push({ place, start: Math.round(at * 1000), end: Math.round((at + length) * 1000), text })
      parts.push({ file, silence: pause.sentence })
      at += length + pause.sentence
      if (text === sentencesOf(paragraph).at(-1)) {
        parts.at(-1).silence = pause.paragraph
        at += pause.paragraph - pause.sentence
      }
    }
  const list = path.join(work, 'parts.wav')
  run('ffmpeg', ['-y', '-v', 'error', ...joined(parts), '-ar', String(rate), '-ac', '1', list])
  const target = path.join(made, media.key)
  if (media.nature === 'sound')
    run('ffmpeg', ['-y', '-v', 'error', '-i', list, '-map_metadata', '-1', '-b:a', '40k', `${target}.mp3`])
  else await film(list, at, drawing, `${target}.mp4`)
  const cues = Object.fromEntries(
    media.languages.map((language) => [language, cuesIn(story, language, told, sentences, paragraphs)]),
  )
  const chapters = (media.chapters ?? []).map((number) => sentences.find(({ place }) => place === number - 1)?.start)
  writeFileSync(`${target}.json`, `${JSON.stringify({ cues, chapters }, null, 1)}\n`)
}

/** @param {string} paragraph */
const sentencesOf = (paragraph) =>
  [...new Intl.Segmenter('fr', { granularity: 'sentence' }).segment(paragraph)]
    .map(({ segment }) => segment.trim())
    .filter(Boolean)

/** @param {{ file: string, silence: number }[]} parts */
function joined(parts) {
  const inputs = parts.flatMap(({ file }) => ['-i', file])
  const padded = parts.map(({ silence }, index) => `[${index}:a]apad=pad_dur=${silence}[p${index}]`)
  const all = parts.map((_, index) => `[p${index}]`).join('')
  return [...inputs, '-filter_complex', `${padded.join(';')};${all}concat=n=${parts.length}:v=0:a=1[a]`, '-map', '[a]']
}

/** A translation has the times of the sentences of its paragraph: one each when they are as many, else the whole. */
function cuesIn(story, language, told, sentences, paragraphs) {
  if (language === told.language) return sentences.map(({ start, end, text }) => ({ start, end, text }))
  const text = story.texts.find((each) => each.language === language && each.form === 'translation')
  const others = text.body.split('\n\n')
  return paragraphs.flatMap((_, place) => {
    const mine = sentences.filter((each) => each.place === place)
    const translated = sentencesOf(others[place])
    if (translated.length === mine.length)
      return translated.map((words, index) => ({ start: mine[index].start, end: mine[index].end, text: words }))
    return [{ start: mine[0].start, end: mine.at(-1).end, text: others[place] }]
  })
}

/** The drawing, while one speaks. `length` in seconds. */
async function film(sound, length, drawing, target) {
  const picture = path.join(work, 'picture.png')
  await sharp(drawing).resize(1280, 720, { fit: 'cover' }).png().toFile(picture)
  const args = ['-y', '-v', 'error', '-loop', '1', '-framerate', '5', '-i', picture, '-i', sound, '-map_metadata', '-1']
  const image = ['-c:v', 'libx264', '-tune', 'stillimage', '-preset', 'slow', '-crf', '32', '-pix_fmt', 'yuv420p']
  const end = ['-c:a', 'aac', '-b:a', '48k', '-t', String(length), '-movflags', '+faststart', target]
  run('ffmpeg', [...args, '-vf', 'scale=960:540', ...image, ...end])
}

for (const media of json('media.json')) {
  const drawing = media.drawing && path.join(folder, 'drawings', `${media.drawing}.svg`)
  if (media.nature === 'picture')
    await sharp(drawing).flatten().jpeg({ quality: 88, mozjpeg: true }).toFile(path.join(made, `${media.key}.jpg`))
  else await speak(media, drawing)
  console.log(media.key)
}
// Yes, said aloud: what is kept beside an answer.
for (const { key, said, voice } of json('papers.json').evidence) {
  const spoken = path.join(work, `${key}.wav`)
  run('espeak-ng', ['-v', voice.espeak, '-s', String(voice.speed), '-w', spoken, said])
  run('ffmpeg', ['-y', '-v', 'error', '-i', spoken, '-map_metadata', '-1', '-b:a', '40k', path.join(made, `${key}.mp3`)])
  console.log(key)
}
rmSync(work, { recursive: true })
