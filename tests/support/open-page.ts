// A page opened in a context of its own, as one reader would.

import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'

/** Opens an address at 1280 px unless told otherwise; `prepare` runs before it. The context is closed by who asked. */
export async function openPage(
  browser: Browser,
  address: string,
  options: BrowserContextOptions = {},
  prepare?: (page: Page) => Promise<void>,
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  await prepare?.(page)
  await page.goto(address)
  return { context, page }
}
