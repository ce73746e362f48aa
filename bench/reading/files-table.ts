// What `npm run uploads` and `npm run pictures` kept, as lines of the table.

import { readRecord, type PicturesRecord, type UploadsRecord } from '../results.ts'

export type Language = 'en' | 'fr'
export type FileMeasures = { uploads: UploadsRecord | undefined; pictures: PicturesRecord | undefined }

export const readFileMeasures = async (): Promise<FileMeasures> => ({
  uploads: await readRecord<UploadsRecord>('uploads'),
  pictures: await readRecord<PicturesRecord>('pictures'),
})

const words = {
  en: {
    head: ['files', 'here', 'beside', 'ratio', 'promised'],
    upload: (size: string) => `upload, tus, ${size}`,
    form: (size: string) => `upload, plain form, ${size}`,
    copy: 'plain copy',
    picture: (name: string) => `public copies of a picture: ${name}`,
    pictures: 'all those pictures',
    names: {} as Record<string, string>,
  },
  fr: {
    head: ['fichiers', 'ici', 'à côté', 'rapport', 'promis'],
    upload: (size: string) => `envoi par tus, ${size}`,
    form: (size: string) => `envoi par formulaire, ${size}`,
    copy: 'copie simple',
    picture: (name: string) => `copies publiques d’une image : ${name}`,
    pictures: 'toutes ces images',
    names: { 'photo held': 'photo tournée', noise: 'grain' } as Record<string, string>,
  },
}

/** Heads and rows of cells; nothing when neither was measured. `number` writes a figure as the language does. */
export function fileRows(
  { uploads, pictures }: FileMeasures,
  language: Language,
  number: (figure: number) => string,
): { head: readonly string[]; rows: string[][] } {
  const told = words[language]
  const rows: string[][] = []
  if (uploads) {
    const { bytes, seconds } = uploads
    const speed = (way: keyof typeof seconds) =>
      `${number(bytes / 1e6 / seconds[way])} ${language === 'fr' ? 'Mo/s' : 'MB/s'}`
    const size = `${number(bytes / 1e9)} ${language === 'fr' ? 'Go' : 'GB'}`
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
  return { head: told.head, rows }
}
