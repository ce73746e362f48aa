// Why a file is not kept, as keys of plain sentences (ui/messages/upload.*.json).

export const refusals = [
  'empty',
  'too_large',
  'quota_day',
  'quota_site',
  'room',
  'too_many',
  'format',
  'archive',
  'office',
  'svg',
  'page',
  'playlist',
  'unreadable',
  'too_many_pixels',
  'too_long',
  'virus',
  'too_large_to_scan',
  'withdrawn',
  'too_many_media',
] as const
export type Refusal = (typeof refusals)[number]

export const isRefusal = (key: string): key is Refusal => (refusals as readonly string[]).includes(key)

/** What a whole file waits for before it can be kept. */
export type Wait = 'scanner' | 'room'
