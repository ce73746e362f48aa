// A paper as data: the same for the PDF (templates/sheet.typ) and for the page to print. No layout here.

import { encode } from 'uqr'
import { directionOf, type Locale } from '#core/platform/i18n.ts'
import { texts } from './papers.texts.ts'

export type SheetAnswer = 'yes' | 'no' | 'later' | null
export type SheetPart =
  | { kind: 'heading'; text: string }
  | { kind: 'words'; text: string; strong: boolean }
  | { kind: 'list'; rows: string[] }
  /** `photo` is the alternative text of the picture shown beside; '' for none. */
  | { kind: 'facts'; rows: { label: string; value: string }[]; photo: string }
  | {
      kind: 'questions'
      labels: Record<'yes' | 'no' | 'later', string>
      rows: { icon: string; pictogram: string; words: string; note: string; answer: SheetAnswer }[]
    }
  | { kind: 'sign'; lines: string[] }

/** The strip to cut and keep. `number` is the story's, on six digits; never a secret. */
export type SheetBack = {
  title: string
  words: string
  number: string
  address: string
  call: string
  phone: string
  qr: Squares
  alt: string
}

export type Sheet = {
  language: Locale
  direction: 'ltr' | 'rtl'
  title: string
  lead: string
  parts: SheetPart[]
  back: SheetBack | null
  /** One name for each copy on the paper; one unnamed when there is only one. */
  copies: string[]
  words: { ticked: string; empty: string }
}

export function sheetOf(language: Locale, sheet: Pick<Sheet, 'title' | 'parts'> & Partial<Sheet>): Sheet {
  const t = texts.in(language)
  return {
    language,
    direction: directionOf(language),
    lead: '',
    back: null,
    copies: [''],
    words: { ticked: t('sheet.ticked'), empty: t('sheet.empty') },
    ...sheet,
  }
}

/** Six digits in two groups. The space between is of the kind that keeps figures one number, from left to right. */
export const inGroups = (code: string): string => code.replace(/^(\d{3})(\d{3})$/, '$1\u00a0$2')
/** A telephone number that stays one, from left to right, in any sentence. */
export const phoneIn = (phone: string): string => phone.replaceAll(' ', '\u00a0')

/** How to come back: the story's number, the address of the card's page and the telephone. */
export function backOf(
  language: Locale,
  where: { code: string; href: string; phone: string; origin: string },
): SheetBack {
  const t = texts.in(language)
  const address = where.origin + where.href
  return {
    title: t('sheet.keep'),
    words: t('sheet.number'),
    number: inGroups(where.code),
    address: address.replace(/^https?:\/\//, ''),
    call: t('sheet.call'),
    phone: phoneIn(where.phone),
    qr: squaresOf(address),
    alt: t('sheet.qr', { address }),
  }
}

/** The squares of a code to photograph: one path for pages, a whole drawing for the PDF. */
export type Squares = { size: number; path: string; svg: string }

export function squaresOf(address: string): Squares {
  const { data, size } = encode(address, { border: 0 })
  const path = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : []))).join('')
  return {
    size,
    path,
    svg: `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path d="${path}"/></svg>`,
  }
}
