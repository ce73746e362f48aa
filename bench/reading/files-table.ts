// What `npm run uploads`, `npm run pictures` and `npm run fixity` kept, as lines of the table.

import { readRecord, type FixityRecord, type PicturesRecord, type UploadsRecord } from '../results.ts'

export type Language = 'en' | 'fr'
export type FileMeasures = {
  uploads: UploadsRecord | undefined
  pictures: PicturesRecord | undefined
  fixity: FixityRecord | undefined
}

export const readFileMeasures = async (): Promise<FileMeasures> => ({
  uploads: await readRecord<UploadsRecord>('uploads'),
  pictures: await readRecord<PicturesRecord>('pictures'),
  fixity: await readRecord<FixityRecord>('fixity'),
})

const words = {
  en: {
    head: ['files', 'here', 'beside', 'ratio', 'promised'],
    upload: (size: string) => `upload, tus, ${size}`,
    form: (size: string) => `upload, plain form, ${size}`,
    copy: 'plain copy',
    picture: (name: string) => `public copies of a picture: ${name}`,
    pictures: 'all those pictures',
    fixity: (size: string) => `every original read again, ${size}`,
    whole: '100 GB ≤ 1 h',
    names: {} as Record<string, string>,
  },
  fr: {
    head: ['fichiers', 'ici', 'à côté', 'rapport', 'promis'],
    upload: (size: string) => `envoi par tus, ${size}`,
    form: (size: string) => `envoi par formulaire, ${size}`,
    copy: 'copie simple',
    picture: (name: string) => `copies publiques d’une image : ${name}`,
    pictures: 'toutes ces images',
    fixity: (size: string) => `chaque original relu, ${size}`,
    whole: '100 Go ≤ 1 h',
    names: { 'photo held': 'photo tournée', noise: 'grain' } as Record<string, string>,
  },
}

/** Heads and rows of cells; nothing when neither was measured. `number` writes a figure as the language does. */
export function fileRows(
  { uploads, pictures, fixity }: FileMeasures,
  language: Language,
  number: (figure: number) => string,
): { head: readonly string[]; rows: string[][] } {
  const told = words[language]
  const rows: string[][] = []
  const rate = (speed: number) => `${number(speed / 1e6)} ${language === 'fr' ? 'Mo/s' : 'MB/s'}`
  const sizeIn = (bytes: number) => `${number(bytes / 1e9)} ${language === 'fr' ? 'Go' : 'GB'}`
  if (uploads) {
    const { bytes, seconds } = uploads
    const speed = (way: keyof typeof seconds) => rate(bytes / seconds[way])
    const size = sizeIn(bytes)
    const line = (name: string, way: keyof typeof seconds, promised: string) => [
      name,
      speed(way),
      `${told.copy} ${speed('copy')}`,
      `${number((seconds.copy / seconds[way]) * 100)} %`,
      promised,
    ]
    rows.push(line(told.upload(size), 'tus', '≥ 70 %'), line(told.form(size), 'plain form', ''))
  }
  if (pictures) {
    const line = (name: string, ours: number, theirs: number, promised: string) => [
      name,
      `${number(ours)} s`,
      `vips ${number(theirs)} s`,
      `${number(ours / theirs)} ×`,
      promised,
    ]
    const nameIn = (name: string) => Object.entries(told.names).reduce((all, [from, to]) => all.replace(from, to), name)
    const sum = (which: 'ours' | 'theirs') => pictures.pictures.reduce((all, each) => all + each[which], 0)
    for (const { name, ours, theirs } of pictures.pictures)
      rows.push(line(told.picture(nameIn(name)), ours, theirs, ''))
    rows.push(line(told.pictures, sum('ours'), sum('theirs'), '≤ 1.5 ×'.replace('.', language === 'fr' ? ',' : '.')))
  }
  if (fixity) {
    const { bytes, seconds } = fixity
    rows.push([
      told.fixity(sizeIn(bytes)),
      rate(bytes / seconds.ours),
      `sha256sum ${rate(bytes / seconds.sha256sum)}`,
      `${number((seconds.sha256sum / seconds.ours) * 100)} %`,
      told.whole,
    ])
  }
  return { head: told.head, rows }
}
