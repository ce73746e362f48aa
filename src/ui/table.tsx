// Comparable rows. On a phone each row becomes a labelled block; the roles keep it a table for screen readers.

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
    <table class="table" role="table">
      <caption class={props.showCaption ? 'small soft' : 'vh'}>{props.caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {props.columns.map((column) => (
            <th key={column.key} role="columnheader" scope="col">
              {column.isAction ? <span class="vh">{column.label}</span> : column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {props.rows.map((row) => (
          <tr role="row" key={props.id(row)}>
            <th role="rowheader" scope="row">
              {first.cell(row)}
            </th>
            {others.map((column) => (
              <td
                key={column.key}
                role="cell"
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
