// The log: one line for each thing worth telling the person who runs the installation, on the standard error.
// Never a person's words, name, address or code: a number or an identifier at most.

export type LogFields = Readonly<Record<string, string | number | boolean | null | undefined>>

export type Log = {
  readonly info: (what: string, fields?: LogFields) => void
  readonly warn: (what: string, fields?: LogFields) => void
  readonly error: (what: string, fields?: LogFields) => void
}

/** A log that writes `2026-11-22T18:04:05.120Z warn jobs error="timeout"`. */
export function createLog(write: (line: string) => void = (line) => process.stderr.write(`${line}\n`)): Log {
  const at =
    (level: string) =>
    (what: string, fields: LogFields = {}) => {
      const told = Object.entries(fields).filter(([, value]) => value !== undefined)
      const pairs = told.map(
        ([name, value]) => ` ${name}=${typeof value === 'string' ? JSON.stringify(value) : String(value)}`,
      )
      write(`${new Date().toISOString()} ${level} ${oneLine(what)}${pairs.join('')}`)
    }
  return { info: at('info'), warn: at('warn'), error: at('error') }
}

/** A log that says nothing, for tests. */
export const silentLog: Log = createLog(() => {})

// A line break inside a value would forge a second line.
function oneLine(text: string): string {
  return text.replace(/[\r\n\u2028\u2029]+/g, ' ')
}
