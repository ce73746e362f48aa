// What a file must not be, seen in its first bytes, before any library looks at it: archives are never opened, texts and
// drawings that run never taken for pictures (SEC-11, SEC-12, SEC-15, SEC-16).

import type { Refusal } from './refusals.ts'

const starts = (head: Buffer, ...signs: (string | number[])[]): boolean =>
  signs.some((sign) => {
    const bytes = typeof sign === 'string' ? Buffer.from(sign, 'latin1') : Buffer.from(sign)
    return head.subarray(0, bytes.length).equals(bytes)
  })

/** Why these first bytes are refused; undefined when they may be something we keep. */
export function refusedShape(head: Buffer): Refusal | undefined {
  if (starts(head, 'PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08'))
    return /\[Content_Types\]\.xml|word\/|ppt\/|xl\/|mimetypeapplication\/vnd\./.test(head.toString('latin1'))
      ? 'office'
      : 'archive'
  if (starts(head, [0xd0, 0xcf, 0x11, 0xe0], '{\\rtf')) return 'office'
  if (
    starts(head, 'Rar!', '7z\xbc\xaf\x27\x1c', [0x1f, 0x8b], 'BZh', [0xfd, 0x37, 0x7a, 0x58, 0x5a]) ||
    starts(head, [0x28, 0xb5, 0x2f, 0xfd], '!<arch>') ||
    head.subarray(257, 262).toString('latin1') === 'ustar'
  )
    return 'archive'
  // ASF (wma, wmv): nothing of ours reads it.
  if (starts(head, [0x30, 0x26, 0xb2, 0x75])) return 'format'
  return refusedText(head)
}

function refusedText(head: Buffer): Refusal | undefined {
  const isWide = starts(head, [0xff, 0xfe], [0xfe, 0xff])
  const text = isWide ? head.toString('latin1').replaceAll('\0', '').slice(2) : head.toString('latin1')
  const shown = text.replace(/^(?:\xef\xbb\xbf)?\s+|^\xef\xbb\xbf/, '')
  if (/^(?:#EXTM3U|#EXT-X-|ffconcat version|\[playlist\]|<\?wpl|<asx|<playlist)/i.test(shown)) return 'playlist'
  if (shown.startsWith('<')) return /<(?:\w+:)?svg[\s/>]/i.test(shown) ? 'svg' : 'page'
  if (starts(head, '#!')) return 'page'
  return undefined
}

/** Whether it reads as a text from beginning to end. */
export function isText(head: Buffer): boolean {
  try {
    // Cut in the middle of a letter, it is still one.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    // oxlint-disable-next-line no-control-regex
    return !/[\u0000-\u0008\u000e-\u001f]/.test(text)
  } catch {
    return false
  }
}
