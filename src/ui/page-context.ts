// What is told once to everything inside a part of a page: its language, its form. A page is drawn once.

import { createContext, type ComponentChildren, type FunctionComponent } from 'preact'
import { useContext } from 'preact/hooks'

type Provided<Value> = { value: Value; children?: ComponentChildren }

/**
 * A context whose readers do not subscribe: `Provider` gives the value to what is inside, `use` reads it. Preact's own
 * provider keeps a set of its readers to draw them again; here that never happens, and the sets made every page
 * survive until the next full collection of memory (a quarter of the processor's time).
 */
export function createPageContext<Value>(otherwise: Value) {
  const Context = createContext(otherwise)
  const give = Context as unknown as (this: unknown, props: Provided<Value>) => ComponentChildren
  function Provider(this: { sub?: () => void }, props: Provided<Value>) {
    const children = give.call(this, props)
    this.sub = ignored
    return children
  }
  return {
    Provider: Provider as unknown as FunctionComponent<Provided<Value>>,
    use: () => useContext(Context),
  }
}

const ignored = () => {}
