// Comparable rows. On a phone each row becomes a block and each cell repeats its label, so that nothing is lost where
// a browser then forgets it is a table.

import type { ComponentChildren } from 'preact'

export type Column<Row> = {
  key: string
  label: string
  cell: (row: Row) => ComponentChildren
  /** The words of the action column are the buttons themselves. */
  isAction?: boolean
}

/**
 * `<Table caption={…} rows={rows} id={(row) => row.id} columns={[{ key, label, cell }]} />`
 * The first column names the row.
 */
export function Table<Row>(props: {
  caption: string
  showCaption?: boolean
  rows: readonly Row[]
  id: (row: Row) => string
  columns: Column<Row>[]
}) {
  const [first, ...others] = props.columns
  if (!first) return null
  return (
    <table class="table">
      <caption class={props.showCaption ? 'small soft' : 'vh'}>{props.caption}</caption>
      <thead>
        <tr>
          {props.columns.map((column) => (
            <th key={column.key} scope="col">
              {column.isAction ? <span class="vh">{column.label}</span> : column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <tr key={props.id(row)}>
            <th scope="row">{first.cell(row)}</th>
            {others.map((column) => (
              <td
                key={column.key}
                class={column.isAction ? 'table-act' : undefined}
                data-l={column.isAction ? undefined : column.label}
              >
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
