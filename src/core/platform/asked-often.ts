// Questions asked for every page: their SQL is written once, then only their values change.

import { CompiledQuery, type Kysely, type RawBuilder } from 'kysely'

/**
 * `const named = askedOften((code) => sql<Row>`select … where code = ${code}`)`, then `await named(db, '482913')` gives
 * the rows. Values are texts, each a parameter of the question: none may choose what is asked (throws the first time).
 */
export function askedOften<Values extends readonly string[], Row>(
  write: (...values: Values) => RawBuilder<Row>,
): (db: Kysely<any>, ...values: Values) => Promise<Row[]> {
  let written: { sql: string; parameters: readonly unknown[] } | undefined
  const places = Array.from({ length: write.length }, (_, at) => `\u0000value ${at}`)
  return async (db, ...values) => {
    if (!written) {
      written = write(...(places as unknown as Values)).compile(db)
      const lost = places.findIndex((place) => !written?.parameters.includes(place))
      if (lost >= 0) throw new Error(`value ${lost} is not a parameter of: ${written.sql.slice(0, 200)}`)
    }
    const given = written.parameters.map((each) => {
      const at = places.indexOf(each as string)
      return at < 0 ? each : values[at]
    })
    return (await db.executeQuery<Row>(CompiledQuery.raw(written.sql, given))).rows
  }
}
