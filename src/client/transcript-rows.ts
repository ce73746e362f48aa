// The passages of a transcript while someone corrects them: words move between passages, times only when they are asked
// to. Pure; every change can be undone.

import { lettersTime } from '#core/media/captions/lines.ts'
import { inOrder, tidyName, tidyText, type Said } from '#core/media/captions/said.ts'

export type Row = Said
/** Where one is: a passage, and the letter when one writes in it. */
export type Place = { row: number; letter: number | null }
type Moment = { rows: readonly Row[]; place: Place }

export type Rows = {
  all(): readonly Row[]
  at(rank: number): Row | undefined
  /** Words typed: one step of undoing holds what is typed without stopping. */
  write(rank: number, text: string): void
  name(rank: number, speaker: string): void
  /** Cuts a passage at a letter; the second part begins at `heard` when that is inside it. Gives where one is then. */
  split(rank: number, letter: number, heard: number): Place
  /** Joins a passage to the one before. Undefined for the first. */
  join(rank: number): Place | undefined
  /** A new empty passage at this instant. */
  add(heard: number, duration: number): Place
  begins(rank: number, heard: number): Place
  ends(rank: number, heard: number): void
  undo(): Place | undefined
  redo(): Place | undefined
  /** The passage heard at this instant: the last one that has begun and is not over. */
  heardAt(instant: number): number | undefined
}

const shortest = 100
const newLasts = 4_000

export function rowsOf(said: readonly Said[]): Rows {
  let rows: readonly Row[] = said.map((each) => ({ ...each }))
  const before: Moment[] = []
  let after: Moment[] = []
  /** What the last step was: the same words being typed, or anything else. */
  let typing: number | undefined

  const keep = (place: Place, what?: number) => {
    if (what === undefined || what !== typing) before.push({ rows, place })
    if (before.length > 300) before.shift()
    after = []
    typing = what
  }
  const change = (rank: number, part: Partial<Row>) => {
    rows = rows.map((row, at) => (at === rank ? { ...row, ...part } : row))
  }
  /** In the order of time again: one that is moved may pass another. Gives its new rank. */
  const sorted = (row: Row): number => {
    rows = rows.toSorted((one, other) => one.start - other.start)
    return rows.indexOf(row)
  }
  const step = (from: Moment[], to: Moment[]): Place | undefined => {
    const moment = from.pop()
    if (!moment) return undefined
    to.push({ rows, place: moment.place })
    rows = moment.rows
    typing = undefined
    return { row: Math.min(moment.place.row, Math.max(0, rows.length - 1)), letter: moment.place.letter }
  }

  return {
    all: () => rows,
    at: (rank) => rows[rank],
    write(rank, text) {
      if (rows[rank]?.text === text) return
      keep({ row: rank, letter: null }, rank)
      change(rank, { text })
    },
    name(rank, speaker) {
      if (!rows[rank] || rows[rank].speaker === speaker) return
      keep({ row: rank, letter: null })
      change(rank, { speaker })
    },
    split(rank, letter, heard) {
      const row = rows[rank]
      if (!row) return { row: rank, letter }
      keep({ row: rank, letter })
      const [head, rest] = [row.text.slice(0, letter).trimEnd(), row.text.slice(letter).trimStart()]
      const isHeard = heard > row.start + shortest && heard < row.end - shortest
      const share = row.text.length ? letter / row.text.length : 1
      const cut = Math.round(isHeard ? heard : row.start + (row.end - row.start) * share)
      const second = { ...row, start: cut, text: rest }
      rows = rows.toSpliced(rank, 1, { ...row, end: cut, text: head }, second)
      // Where voices overlap, another may begin between the two.
      return { row: sorted(second), letter: 0 }
    },
    join(rank) {
      const [first, second] = [rows[rank - 1], rows[rank]]
      if (!first || !second) return undefined
      keep({ row: rank, letter: 0 })
      const space = first.text && second.text ? ' ' : ''
      const joined = {
        ...first,
        speaker: first.speaker || second.speaker,
        end: Math.max(first.end, second.end),
        text: first.text + space + second.text,
      }
      rows = rows.toSpliced(rank - 1, 2, joined)
      return { row: rank - 1, letter: first.text.length + space.length }
    },
    add(heard, duration) {
      const here = rows.findLastIndex((row) => row.start <= heard)
      keep({ row: Math.max(0, here), letter: null })
      const next = rows[here + 1]?.start ?? Math.max(duration, heard + newLasts)
      const row = {
        start: Math.round(heard),
        end: Math.round(Math.min(heard + newLasts, Math.max(next, heard + shortest))),
        speaker: rows[here]?.speaker ?? '',
        text: '',
      }
      rows = rows.toSpliced(here + 1, 0, row)
      return { row: here + 1, letter: 0 }
    },
    begins(rank, heard) {
      const row = rows[rank]
      if (!row) return { row: rank, letter: null }
      keep({ row: rank, letter: null })
      const start = Math.max(0, Math.round(heard))
      // Past its own end, it is moved whole.
      const end =
        start < row.end ? row.end : start + Math.max(shortest, Math.min(row.end - row.start, lettersTime(row.text)))
      const moved = { ...row, start, end }
      rows = rows.with(rank, moved)
      return { row: sorted(moved), letter: null }
    },
    ends(rank, heard) {
      const row = rows[rank]
      if (!row || heard <= row.start) return
      keep({ row: rank, letter: null })
      change(rank, { end: Math.round(heard) })
    },
    undo: () => step(before, after),
    redo: () => step(after, before),
    heardAt(instant) {
      const found = rows.findLastIndex((row) => row.start <= instant && instant < row.end)
      return found < 0 ? undefined : found
    },
  }
}

/** As they are kept: no space around the lines, names without the signs that part them from words. */
export const tidyRows = (rows: readonly Row[]): Said[] =>
  inOrder(
    rows.map((row) => ({ ...row, line: 0, text: tidyText(row.text), speaker: tidyName(row.speaker) })),
    [],
    true,
  )
