// A page's elements to the text of a document.

import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'

/** `c.html(renderPage(<Page …/>))` */
export const renderPage = (page: VNode): string => `<!doctype html>${renderToString(page)}`
