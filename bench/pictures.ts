// `npm run pictures`: what it costs to make the public copies of pictures, beside the `vips` command line that makes the
// same sizes and formats at the same quality and effort, in turns, in one run on one machine. Promise: at most 1.5 times.

import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { pictureCopies, pictureFormats, pictureQuality, pictureSizes } from '#core/media/derive/pictures.ts'
import { keepRecord, stampNow, type PicturesRecord } from './results.ts'

const target = 1.5

export async function main(args: string[]): Promise<number> {
  const at = args.indexOf('--times')
  const times = at < 0 ? 3 : Math.max(1, Math.trunc(Number(args[at + 1])) || 3)
  const folder = await mkdtemp(path.join(os.tmpdir(), 'veillee-pictures-'))
  try {
    if (
      !(await run('vipsthumbnail', ['--version']).then(
        () => true,
        () => false,
      ))
    ) {
      console.error('vipsthumbnail is missing: on Debian, apt-get install libvips-tools')
      return 1
    }
    const pictures = await makePictures(folder)
    const rows: { name: string; ours: number; theirs: number; bytes: number }[] = []
    for (const { name, file } of pictures) {
      const ours: number[] = []
      const theirs: number[] = []
      let bytes = 0
      for (let turn = 0; turn < times; turn += 1) {
        const one = `${file}-ours-${turn}`
        const two = `${file}-vips-${turn}`
        ours.push(await seconds(async () => await makeOurs(file, one)))
        theirs.push(await seconds(async () => await makeTheirs(file, two)))
        const [count, other] = await Promise.all([one, two].map(async (each) => (await readdir(each)).length))
        if (count !== other) throw new Error(`${name}: ${count} copies of ours, ${other} of theirs`)
        bytes = await weightOf(one)
      }
      rows.push({ name, ours: median(ours), theirs: median(theirs), bytes })
    }
    console.log(
      `${times} turns each, ${os.availableParallelism()} cores, sharp ${sharp.versions.sharp} (libvips ${sharp.versions.vips})`,
    )
    console.log('picture            ours (s)   vips (s)   ratio   copies (kB)')
    for (const { name, ours, theirs, bytes } of rows)
      console.log(
        [
          name.padEnd(17),
          ours.toFixed(2).padStart(9),
          theirs.toFixed(2).padStart(10),
          (ours / theirs).toFixed(2).padStart(7),
          String(Math.round(bytes / 1000)).padStart(13),
        ].join(' '),
      )
    const [all, others] = [
      rows.reduce((sum, each) => sum + each.ours, 0),
      rows.reduce((sum, each) => sum + each.theirs, 0),
    ]
    const ratio = all / others
    console.log(
      `all together: ${ratio.toFixed(2)} times vips; promised at most ${target}: ${ratio <= target ? 'kept' : 'not kept'}`,
    )
    const record: PicturesRecord = {
      ...stampNow(),
      pictures: rows.map(({ name, ours, theirs }) => ({ name, ours, theirs })),
    }
    await keepRecord('pictures', record)
    return ratio <= target ? 0 : 1
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Twelve and twenty-four million pixels: soft shapes with grain, as a photo has, and mostly noise, the worst there is. */
async function makePictures(folder: string): Promise<{ name: string; file: string }[]> {
  const made = []
  for (const [name, width, height, grain, orientation] of [
    ['photo, 12 MP', 4000, 3000, 6, 1],
    ['photo held, 12 MP', 4000, 3000, 6, 6],
    ['photo, 24 MP', 6000, 4000, 6, 1],
    ['noise, 24 MP', 6000, 4000, 60, 1],
  ] as const) {
    const noise = (sigma: number) => ({ type: 'gaussian', mean: 128, sigma }) as const
    const create = { channels: 3, background: '#777' } as const
    const file = path.join(folder, `${name.replace(/\W+/g, '-')}.jpg`)
    await sharp({ create: { ...create, width: 40, height: 30, noise: noise(70) } })
      .resize(width, height, { fit: 'fill', kernel: 'cubic' })
      .composite([{ input: { create: { ...create, width, height, noise: noise(grain) } }, blend: 'overlay' }])
      .withMetadata({ orientation })
      .jpeg({ quality: 92 })
      .toFile(file)
    made.push({ name, file })
  }
  return made
}

async function makeOurs(file: string, folder: string): Promise<void> {
  await mkdir(folder)
  const recipe = { version: 1, nature: 'picture' as const, spans: [], regions: [] }
  const signal = new AbortController().signal
  await pictureCopies(
    { file, media_type: 'image/jpeg', recipe, folder, signal, onProgress: () => undefined },
    { sizes: pictureSizes, formats: pictureFormats },
  )
}

/** One command a copy, as its manual shows: upright by default, without metadata. */
async function makeTheirs(file: string, folder: string): Promise<void> {
  await mkdir(folder)
  const { avif, webp, jpeg } = pictureQuality
  const options = {
    avif: `avif[Q=${avif.quality},effort=${avif.effort},compression=av1,strip]`,
    webp: `webp[Q=${webp.quality},effort=${webp.effort},strip]`,
    jpeg: `jpg[Q=${jpeg.quality},interlace,optimize-coding,strip]`,
  }
  for (const size of pictureSizes)
    for (const format of pictureFormats)
      await run('vipsthumbnail', [
        file,
        '--size',
        `${size}x${size * 3}>`,
        '-o',
        path.join(folder, `${size}.${options[format]}`),
      ])
}

async function run(command: string, args: string[]): Promise<void> {
  // sharp names its own libvips in this variable: the one of the command line would look for its formats there.
  const { VIPSHOME: _, ...env } = process.env
  const child = spawn(command, args, { stdio: ['ignore', 'ignore', 'inherit'], env })
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`${command} ended with ${code}`))))
  })
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}

async function weightOf(folder: string): Promise<number> {
  const sizes = await Promise.all(
    (await readdir(folder)).map(async (name) => (await stat(path.join(folder, name))).size),
  )
  return sizes.reduce((sum, each) => sum + each, 0)
}

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
