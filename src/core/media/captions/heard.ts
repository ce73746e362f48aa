// What transcription programs print: WebVTT or SubRip, read elsewhere, or JSON of three sorts (OpenAI's `segments`,
// whisper.cpp's `transcription`, or a bare list).

import { z } from 'zod'
import type { Placed } from './said.ts'

const text = z.string().max(20_000)
const seconds = z.number().min(0).max(1_000_000)
const Segment = z.object({ start: seconds, end: seconds, text, speaker: z.string().max(200).nullish() })
const Offset = z.object({ offsets: z.object({ from: z.number(), to: z.number() }), text })
const segments = z.array(Segment).max(100_000)

const Heard = z.union([
  z.object({ segments }),
  z.object({ transcription: z.array(Offset).max(100_000) }),
  segments.transform((list) => ({ segments: list })),
  z.object({ text: z.string().max(2_000_000) }),
])

/** `plain`: words without any time. Undefined when it is none of these. */
export function parseHeard(json: string): { said: Placed[] } | { plain: string } | undefined {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch {
    return undefined
  }
  const heard = Heard.safeParse(value)
  if (!heard.success) return undefined
  if ('segments' in heard.data)
    return {
      said: heard.data.segments.map((each, at) => ({
        start: Math.round(each.start * 1000),
        end: Math.round(each.end * 1000),
        speaker: each.speaker ?? '',
        text: each.text,
        line: at + 1,
      })),
    }
  if ('transcription' in heard.data)
    return {
      said: heard.data.transcription.map((each, at) => ({
        start: Math.max(0, Math.round(each.offsets.from)),
        end: Math.max(0, Math.round(each.offsets.to)),
        speaker: '',
        text: each.text,
        line: at + 1,
      })),
    }
  return { plain: heard.data.text }
}
