import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { askedOften } from '#core/platform/asked-often.ts'
import { testDatabase } from '#tests/support/database.ts'

const { reader } = await testDatabase()

test('the question is written once; each time its own values go where they stand, as parameters', async () => {
  let writings = 0
  const said = askedOften((first: string, second: string) => {
    writings++
    return sql<{ said: string; twice: string; fixed: number }>`
      select ${second}::text || ${first}::text as said, ${first}::text || ${first}::text as twice, ${7}::int as fixed`
  })
  expect(await said(reader, 'a', 'b')).toEqual([{ said: 'ba', twice: 'aa', fixed: 7 }])
  expect(await said(reader, `'; drop table x; --`, '$1')).toEqual([
    { said: `$1'; drop table x; --`, twice: `'; drop table x; --'; drop table x; --`, fixed: 7 },
  ])
  expect(writings).toBe(1)
})

test('a value that would choose what is asked is refused at once', async () => {
  const chosen = askedOften(
    (order: string) => sql`select 1 as one order by ${sql.raw(order === 'down' ? '1 desc' : '1')}`,
  )
  await expect(chosen(reader, 'down')).rejects.toThrow('value 0 is not a parameter')
})
