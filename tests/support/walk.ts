// A person's hands on a page, whatever its language: fields by their names, buttons by what they send.

import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { localPath } from '#core/doors.ts'
import type { Locale } from '#core/platform/i18n.ts'
import type { Served } from '#tests/support/served.ts'

export type Way = {
  name: string
  locale: Locale
  viewport: { width: number; height: number }
  javaScriptEnabled: boolean
}

/** The ways in which every journey must hold. */
export const ways: Way[] = [
  { name: 'in French on a computer', locale: 'fr', viewport: { width: 1280, height: 900 }, javaScriptEnabled: true },
  {
    name: 'in French on a telephone, without JavaScript',
    locale: 'fr',
    viewport: { width: 360, height: 740 },
    javaScriptEnabled: false,
  },
  { name: 'in Arabic on a telephone', locale: 'ar', viewport: { width: 360, height: 740 }, javaScriptEnabled: true },
]

export class Walker {
  readonly page: Page
  readonly #town: Served
  readonly #way: Way
  readonly #context: BrowserContext
  constructor(page: Page, context: BrowserContext, town: Served, way: Way) {
    this.page = page
    this.#context = context
    this.#town = town
    this.#way = way
  }

  /** Opens an address given without the locale's prefix: `{ fr: '/raconter', other: '/tell' }`, or one for all. */
  async open(path: string | { fr: string; other: string }): Promise<number> {
    const { locale } = this.#way
    const here = typeof path === 'string' ? path : locale === 'fr' ? path.fr : path.other
    const response = await this.page.goto(this.#town.url + localPath(locale, here))
    await this.#look()
    return response?.status() ?? 0
  }

  async write(fields: Record<string, string>): Promise<void> {
    for (const [name, value] of Object.entries(fields)) {
      const field = this.page.locator(`[name="${name}"]`).first()
      const kind = await field.evaluate((each) =>
        each.tagName === 'SELECT' ? 'select' : ((each as HTMLInputElement).type ?? 'text'),
      )
      if (kind === 'select') await field.selectOption(value)
      else if (kind === 'radio' || kind === 'checkbox')
        await this.page.locator(`[name="${name}"][value="${value}"]`).first().check({ force: true })
      else await field.fill(value)
    }
  }

  /** Sends the form that holds this field, or by the button that sends this name and value. */
  async send(by: string | { name: string; value: string }): Promise<number> {
    const button =
      typeof by === 'string'
        ? this.page.locator(`form:has([name="${by}"]) button:not([type=button])`).first()
        : this.page.locator(`button[name="${by.name}"][value="${by.value}"]`).first()
    const [response] = await Promise.all([
      this.page.waitForResponse(
        (each) => each.request().isNavigationRequest() && each.status() !== 303 && each.status() !== 301,
      ),
      button.click(),
    ])
    await this.page.waitForLoadState()
    await this.#look()
    return response.status()
  }

  async click(selector: string): Promise<void> {
    await this.page.locator(selector).first().click()
    await this.page.waitForLoadState()
    await this.#look()
  }

  text = async (): Promise<string> => await this.page.locator('main').innerText()
  where = (): string => new URL(this.page.url()).pathname
  leave = async (): Promise<void> => await this.#context.close()

  #tooWide = async (): Promise<string> =>
    await this.page.locator('body').evaluate(() => {
      const { clientWidth } = document.documentElement
      const out = [...document.querySelectorAll('body *')].filter((each) => {
        const box = each.getBoundingClientRect()
        return box.width > 0 && !each.closest('.skip') && (box.right > clientWidth + 0.5 || box.left < -0.5)
      })
      return out
        .slice(0, 5)
        .map((each) => `${each.tagName} ${each.className} “${each.textContent?.slice(0, 40)}”`)
        .join(', ')
    })

  /** On every page of every journey: no scrolling sideways, and the right language and direction. */
  async #look(): Promise<void> {
    await this.page.locator('body').evaluate(async () => void (await document.fonts.ready))
    const wide = await this.page
      .locator('body')
      .evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
    if (wide > 0) throw new Error(`${this.page.url()} scrolls sideways by ${wide} px: ${await this.#tooWide()}`)
    const { lang, dir } = await this.page
      .locator('html')
      .evaluate((html) => ({ lang: (html as HTMLElement).lang, dir: (html as HTMLElement).dir }))
    const wanted = this.#way.locale === 'ar' ? 'rtl' : 'ltr'
    if (lang !== this.#way.locale || dir !== wanted) throw new Error(`${this.page.url()} is in ${lang} ${dir}`)
  }
}

/** Someone new at the door: a browser of her own, nobody signed in. */
export async function aWalker(
  browser: Browser,
  town: Served,
  way: Way,
  more: BrowserContextOptions = {},
): Promise<Walker> {
  const { viewport, javaScriptEnabled } = way
  const context = await browser.newContext({ viewport, javaScriptEnabled, locale: way.locale, ...more })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  return new Walker(page, context, town, way)
}

/** Comes in as one of the demonstration's cast, in one click. */
export async function enterAs(
  browser: Browser,
  town: Served,
  way: Way,
  role: 'facilitator' | 'editor' | 'scientist' | 'administrator' | 'witness',
): Promise<Walker> {
  const walker = await aWalker(browser, town, way)
  await walker.open('/')
  await walker.send({ name: 'role', value: role })
  return walker
}
