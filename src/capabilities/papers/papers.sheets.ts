// The papers: what each says, in the language of whoever keeps it. Pure; words from people stay words.

import { questionGroups, questions, wordingOf, type QuestionId } from '#core/consent/questions.ts'
import { consentTexts } from '#core/consent/texts.ts'
import type { Answer, Capacity, ConsentMethod, Form, Use } from '#core/consent/uses.ts'
import { hrefOf } from '#core/doors.ts'
import type { LoanSeen } from '#core/media/loans.ts'
import type { Locale } from '#core/platform/i18n.ts'
import { formatDay } from '#ui/dates.ts'
import { elsewhere } from './papers.addresses.ts'
import { backOf, inGroups, phoneIn, sheetOf, type Sheet, type SheetPart } from './papers.sheet.ts'
import { texts } from './papers.texts.ts'
import { pictogram } from './pictograms.ts'

/** What every paper says of where it comes from. */
export type Around = { town: string; phone: string; origin: string; code: string; title: string; name: string }

const backTo = (locale: Locale, around: Around) => backOf(locale, { ...around, href: hrefOf(locale, elsewhere.card) })

const aboutFacts = (locale: Locale, around: Around, more: { label: string; value: string }[] = []): SheetPart => {
  const t = texts.in(locale)
  return {
    kind: 'facts',
    photo: '',
    rows: [
      ...(around.title ? [{ label: t('sheet.story'), value: around.title }] : []),
      ...(around.name ? [{ label: t('sheet.name'), value: around.name }] : []),
      ...more,
    ],
  }
}

const labelsOf = (locale: Locale) => {
  const t = texts.in(locale)
  return { yes: t('sheet.yes'), no: t('sheet.no'), later: t('sheet.later') }
}

/** The form to fill by hand: every question, nothing ticked for her but what she already said. */
export function consentForm(locale: Locale, around: Around, answered: Partial<Record<QuestionId, Answer>> = {}): Sheet {
  const t = texts.in(locale)
  const ct = consentTexts.in(locale)
  return sheetOf(locale, {
    title: t('form.title'),
    lead: t('form.lead', { town: around.town }),
    parts: [
      aboutFacts(locale, around),
      { kind: 'list', rows: [t('form.free'), t('form.change'), t('form.help')] },
      ...questionGroups.flatMap((group): SheetPart[] => [
        { kind: 'heading', text: ct(`group.${group}`) },
        {
          kind: 'questions',
          labels: labelsOf(locale),
          rows: questions
            .filter((each) => each.group === group)
            .map((each) => ({
              icon: each.icon,
              pictogram: pictogram(each.icon),
              words: wordingOf(each, locale),
              note: '',
              answer: answered[each.id] ?? null,
            })),
        },
      ]),
      { kind: 'heading', text: t('form.sign') },
      { kind: 'words', text: t('form.signWords'), strong: false },
      { kind: 'sign', lines: [t('form.signHere'), t('form.witnessHere')] },
      { kind: 'sign', lines: [t('form.date'), t('form.guardian')] },
    ],
    back: backTo(locale, around),
  })
}

export type AgreedRow = {
  use: Use
  form: Form
  answer: Answer
  capacity: Capacity
  said_by: string
  method: ConsentMethod
  heard_by: string | null
  ends_on: string | null
  recorded_at: Date
  /** How it is kept, when it is. */
  evidence: 'spoken' | 'signature' | 'paper' | null
}

/** What she said, when, in front of whom, and how to take it back. */
export function agreedReceipt(
  locale: Locale,
  around: Around,
  rows: readonly AgreedRow[],
  shown: string,
  today: string,
): Sheet {
  const t = texts.in(locale)
  const noteOf = (row: AgreedRow): string =>
    [
      t(`agreed.how.${row.method}`, { day: formatDay(row.recorded_at, locale) }),
      row.heard_by ? t('agreed.heardBy', { name: row.heard_by }) : '',
      row.capacity === 'self' ? '' : t('agreed.spokenBy', { name: row.said_by }),
      row.answer === 'yes' && row.ends_on ? t('agreed.until', { day: formatDay(row.ends_on, locale) }) : '',
      row.evidence ? t(`agreed.kept.${row.evidence}`) : '',
    ]
      .filter(Boolean)
      .join(' ')
  const asked = questions.flatMap((question) => {
    const row = rows.findLast((each) => each.use === question.use && each.form === question.form)
    if (!row) return []
    return [
      {
        icon: question.icon,
        pictogram: pictogram(question.icon),
        words: wordingOf(question, locale),
        note: noteOf(row),
        answer: row.answer,
      },
    ]
  })
  return sheetOf(locale, {
    title: t('agreed.title'),
    lead: t('agreed.lead', { town: around.town }),
    parts: [
      aboutFacts(locale, around, [
        { label: t('agreed.shownAs'), value: shown || t('agreed.shownNone') },
        { label: t('agreed.printed'), value: formatDay(today, locale) },
      ]),
      asked.length > 0
        ? { kind: 'questions', labels: labelsOf(locale), rows: asked }
        : { kind: 'words', text: t('agreed.none'), strong: false },
      { kind: 'heading', text: t('agreed.back') },
      { kind: 'list', rows: [t('agreed.back.card'), t('agreed.back.phone'), t('agreed.back.free')] },
    ],
    back: backTo(locale, around),
  })
}

export type LoanWords = Pick<
  LoanSeen,
  'code' | 'what' | 'count' | 'state_seen' | 'received_on' | 'return_by' | 'returned_on' | 'returned_to'
>

/** Two copies of one receipt: one stays with the family, one with the town. */
export function loanReceipt(
  locale: Locale,
  around: Around,
  loan: LoanWords,
  who: { lender: string; receiver: string; hasPhoto: boolean },
): Sheet {
  const t = texts.in(locale)
  return sheetOf(locale, {
    title: t('loan.receiptTitle', { code: inGroups(loan.code) }),
    copies: [t('loan.copyFamily'), t('loan.copyTown', { town: around.town })],
    parts: [
      {
        kind: 'facts',
        photo: who.hasPhoto ? t('loan.photoOf', { what: loan.what }) : '',
        rows: [
          { label: t('loan.lentBy'), value: who.lender },
          { label: t('loan.what'), value: t('loan.counted', { count: loan.count, what: loan.what }) },
          ...(loan.state_seen ? [{ label: t('loan.state'), value: loan.state_seen }] : []),
          {
            label: t('loan.receivedOn'),
            value: who.receiver
              ? t('loan.receivedBy', { day: formatDay(loan.received_on, locale), name: who.receiver })
              : formatDay(loan.received_on, locale),
          },
          { label: t('loan.returnBy'), value: formatDay(loan.return_by, locale) },
          ...(loan.returned_on
            ? [
                {
                  label: t('loan.returned'),
                  value: t('loan.returnedTo', { day: formatDay(loan.returned_on, locale), name: loan.returned_to }),
                },
              ]
            : []),
        ],
      },
      { kind: 'words', text: t('loan.promise', { phone: phoneIn(around.phone) || '—' }), strong: false },
      { kind: 'sign', lines: [t('loan.signLender'), t('loan.signReceiver')] },
    ],
  })
}
