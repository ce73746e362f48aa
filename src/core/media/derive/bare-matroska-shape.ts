// The elements of WebM and Matroska that a browser needs to play, by their numbers. All others are left out.

/** 'empty': its place is kept, without its words. 'never': nothing of a file that has it is carried over. */
export type Shape = { readonly [id: number]: 'keep' | 'empty' | 'block' | 'never' | Shape }

export const ebml = 0x1a45dfa3
export const segment = 0x18538067
export const cluster = 0x1f43b675

/** Those whose value is read. */
export const words = {
  docType: 0x4282,
  timestampScale: 0x2ad7b1,
  duration: 0x4489,
  trackEntry: 0xae,
  trackNumber: 0xd7,
  trackType: 0x83,
  flagEnabled: 0xb9,
  codec: 0x86,
  codecPrivate: 0x63a2,
  pixelWidth: 0xb0,
  pixelHeight: 0xba,
  timestamp: 0xe7,
} as const

const keepAll = (...ids: number[]): Shape => Object.fromEntries(ids.map((id) => [id, 'keep' as const]))

const seekHead: Shape = { 0x4dbb: keepAll(0x53ab, 0x53ac) }
// Names of programs are asked for by the format.
const info: Shape = { ...keepAll(words.timestampScale, words.duration), 0x4d80: 'empty', 0x5741: 'empty' }
const colour = keepAll(0x55b1, 0x55b2, 0x55b3, 0x55b4, 0x55b5, 0x55b6, 0x55b7, 0x55b8, 0x55b9, 0x55ba, 0x55bb)
const video: Shape = {
  ...keepAll(words.pixelWidth, words.pixelHeight, 0x54aa, 0x54bb, 0x54cc, 0x54dd, 0x54b0, 0x54ba, 0x54b2, 0x9a, 0x9d),
  0x55b0: colour,
}
const audio = keepAll(0xb5, 0x78b5, 0x9f, 0x6264)
const track: Shape = {
  ...keepAll(words.trackNumber, words.trackType, words.flagEnabled, words.codec, words.codecPrivate),
  ...keepAll(0x73c5, 0x88, 0x55aa, 0x9c, 0x23e383, 0x56aa, 0x56bb),
  0xe0: video,
  0xe1: audio,
  // Coded, or encrypted.
  0x6d80: 'never',
}
const blocks: Shape = {
  ...keepAll(words.timestamp, 0xa7, 0xab),
  0xa3: 'block',
  0xa0: { ...keepAll(0x9b, 0xfb, 0x75a2), 0xa1: 'block' },
  0xaf: 'never',
}
const cues: Shape = { 0xbb: { ...keepAll(0xb3), 0xb7: keepAll(0xf7, 0xf1, 0xf0, 0xb2, 0x5378) } }

export const shapeOfFile: Shape = {
  [ebml]: keepAll(0x4286, 0x42f7, 0x42f2, 0x42f3, words.docType, 0x4287, 0x4285),
  [segment]: {
    0x114d9b74: seekHead,
    0x1549a966: info,
    0x1654ae6b: { [words.trackEntry]: track },
    [cluster]: blocks,
    0x1c53bb6b: cues,
    // Tags, attachments, chapters: named to end a cluster, and emptied.
    0x1254c367: {},
    0x1941a469: {},
    0x1043a770: {},
  },
}
