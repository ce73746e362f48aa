// Makes the public copies of the demonstration's voices and pictures, so that a town that tries Veillée waits for
// nothing: node scripts/run-source.mjs demo/make-copies.ts, after demo/make-media.mjs. Copies of an older recipe are
// simply made again by the town itself.

import { copyFile, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { make } from '#core/media/derive/make.ts'
import { readDemoMedia, recipeOfDemo, type DemoCopies } from '../src/demonstration/media.data.ts'

const folder = path.join(import.meta.dirname, 'media')
/** A town that tries has one copy of each sound; its own sounds get them all. */
const kept = /^(aac|h264|poster|(avif|webp|jpeg)-\d+)$/

export async function main(): Promise<number> {
  for (const media of await readDemoMedia()) {
    const work = await mkdtemp(path.join(tmpdir(), 'demo-copies-'))
    const { hidings, recipe } = recipeOfDemo(media)
    const { files, findings } = await make({
      file: path.join(folder, media.file),
      media_type: media.media_type,
      recipe,
      folder: work,
      signal: new AbortController().signal,
      onProgress: () => undefined,
    })
    const copies: DemoCopies = { hidings, findings, files: [] }
    await mkdir(path.join(folder, media.key), { recursive: true })
    for (const { file, ...made } of files.filter(({ name }) => kept.test(name))) {
      // As small as it was brought, when nothing is hidden in it.
      const isPlain = media.nature === 'sound' && recipe.spans.length === 0
      const name = isPlain ? media.file : `${media.key}/${made.name}${path.extname(file)}`
      if (!isPlain) await copyFile(file, path.join(folder, name))
      copies.files.push({ ...made, ...(isPlain && { name: 'mp3', media_type: 'audio/mpeg' }), file: name })
    }
    await writeFile(path.join(folder, `${media.key}.copies.json`), `${JSON.stringify(copies, null, 1)}\n`)
    await rm(work, { recursive: true })
    console.log(media.key, copies.files.length)
  }
  return 0
}
