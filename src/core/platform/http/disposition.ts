// Whether a browser shows a file or keeps it, and under which name: the header Content-Disposition.

/** A name that every system can write, whatever its owner called it. */
export function dispositionOf(how: 'inline' | 'attachment', name: string): string {
  // Letters that turn the reading order or cannot be seen could make a name look like another (SEC-11).
  const clean = name
    .toWellFormed()
    .replace(/[\p{C}/\\]+/gu, ' ')
    .trim()
    .slice(0, 150)
    .toWellFormed()
  const plain = clean.replace(/[^\x20-\x7e]|["%]/g, '_')
  const coded = encodeURIComponent(clean).replace(/['()*!]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
  return `${how}; filename="${plain}"; filename*=UTF-8''${coded}`
}
