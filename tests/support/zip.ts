// Reads a ZIP whose files are stored as they are, by its central directory, and checks each file's sum.

import { crc32 } from 'node:zlib'

/** Name of each file in the folder → its bytes. Throws when a sum is wrong or a file was compressed. */
export function unzip(bytes: Buffer): Map<string, Buffer> {
  const end = bytes.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'))
  if (end < 0) throw new Error('no end of ZIP: the sending was cut short')
  const files = new Map<string, Buffer>()
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [method, sum, size] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 16), bytes.readUInt32LE(at + 24)]
    const [name, extra, comment] = [28, 30, 32].map((offset) => bytes.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ]
    const local = bytes.readUInt32LE(at + 42)
    const from = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const words = bytes.subarray(at + 46, at + 46 + name).toString('utf8')
    const file = bytes.subarray(from, from + size)
    if (method !== 0 || crc32(file) !== sum) throw new Error(`${words} is not what it says`)
    files.set(words, file)
    at += 46 + name + extra + comment
  }
  return files
}
