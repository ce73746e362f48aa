// Bytes of a text that people bring, whatever wrote them: UTF-8, UTF-16 with its mark, or the Windows of old recorders.

/** Never fails: what is not UTF-8 is read as Windows-1252, in which every byte is a sign. */
export function textOfBytes(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1252').decode(bytes)
  }
}
