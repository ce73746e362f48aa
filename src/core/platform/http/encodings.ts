// How bytes travel: which compression the asker takes (RFC 9110 §12.5.3), and compressing, away from the main thread.

import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'

export type Encoding = 'br' | 'gzip' | 'identity'
/** How hard to compress: 0–11 for brotli, 1–9 for gzip. */
export type Effort = { br: number; gzip: number }

/**
 * For what is made while someone waits. Measured on story pages, with a window of their size: brotli 5 takes 0.6 ms; 7
 * takes 0.15 ms more and gains 1 %, 9 takes fifteen times as long for nothing, and 10 twenty times for 10 %.
 */
export const quickEffort: Effort = { br: 7, gzip: 6 }
/** For what is compressed once in the life of the process. */
export const fullEffort: Effort = { br: 11, gzip: 9 }

const ours: readonly Encoding[] = ['br', 'gzip', 'identity']
const understood = new Map<string, Encoding>()

/** The best encoding for an `Accept-Encoding`: the highest q-value first, and of equal ones the smallest bytes. */
export function encodingFor(accepted: string | undefined): Encoding {
  if (!accepted) return 'identity'
  const known = understood.get(accepted)
  if (known) return known
  const best = chosen(accepted)
  // Browsers send few different ones: what anyone invents is not kept.
  if (understood.size < 200 && accepted.length < 200) understood.set(accepted, best)
  return best
}

function chosen(accepted: string): Encoding {
  const weights = new Map<string, number>()
  for (const part of accepted.toLowerCase().split(',').slice(0, 20)) {
    const [name = '', ...parameters] = part.split(';').map((each) => each.trim())
    const given = parameters.find((each) => each.startsWith('q='))
    const weight = given === undefined ? 1 : Number(given.slice(2))
    weights.set(name === 'x-gzip' ? 'gzip' : name, weight >= 0 && weight <= 1 ? weight : 0)
  }
  // Not named, identity is taken as a last resort (unless refused): another one only if it is named, or by `*`.
  const weightOf = (encoding: Encoding) =>
    weights.get(encoding) ?? weights.get('*') ?? (encoding === 'identity' ? 0.0001 : 0)
  const [best = 'identity'] = ours.toSorted((one, other) => weightOf(other) - weightOf(one))
  return weightOf(best) > 0 ? best : 'identity'
}

/** Texts shrink; pictures, fonts and archives are compressed already. */
export const isCompressible = (type: string): boolean =>
  /^(text\/|image\/svg|application\/([\w.-]+\+)?(json|xml|javascript)\b)/i.test(type)

/** Log2 of the window that holds these bytes, at least 16: a larger one only costs. */
const windowOf = (bytes: Uint8Array): number =>
  Math.min(Math.max(Math.ceil(Math.log2(bytes.length + 16)), 16), constants.BROTLI_DEFAULT_WINDOW)

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

/** Compresses in a thread of the pool. */
export async function compress(
  bytes: Uint8Array,
  encoding: Exclude<Encoding, 'identity'>,
  effort: Effort,
): Promise<Buffer> {
  if (encoding === 'gzip') return await zip(bytes, { level: effort.gzip })
  return await brotli(bytes, {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: effort.br,
      [constants.BROTLI_PARAM_LGWIN]: windowOf(bytes),
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    },
  })
}
