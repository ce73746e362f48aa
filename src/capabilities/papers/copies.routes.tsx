// The addresses of a witness's own copy: at the desk, with her card, and by a link without account.

import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { getContribution } from '#core/contribution/contributions.ts'
import { hrefOf, type Doors, type Visit } from '#core/doors.ts'
import { keepers } from '#core/media/papers.can.ts'
import { authOf } from '#core/people/auth.ts'
import { dayOf } from '#core/platform/clock.ts'
import { AppError, notFound } from '#core/platform/errors.ts'
import { line, uuid } from '#core/platform/fields.ts'
import type { Limit } from '#core/platform/http/limits.ts'
import { locales, type Locale } from '#core/platform/i18n.ts'
import { deskPage, page, redirect } from '#ui/respond.tsx'
import { makeLink, recordCopy, stopLink, useLink } from './copies.actions.ts'
import { copyArchive } from './copies.archive.ts'
import { CopyPage, LinkGonePage, LinkMadePage, OpenCopyPage, type CopySummary } from './copies.pages.tsx'
import { findLink, listLinks, readCopy, type CopyContents } from './copies.queries.ts'
import { linkDays } from './copies.rules.ts'
import { texts } from './copies.texts.ts'
import { addresses, elsewhere } from './papers.addresses.ts'
import { pdfOf } from './papers.pdf.ts'
import { agreedBy, type Teller } from './papers.queries.ts'
import { agreedReceipt } from './papers.sheets.ts'
import { herStory, keptStory } from './papers.show.tsx'
import { originalOf } from '#core/contribution/content.ts'
import { listTellers } from './papers.queries.ts'
import type { Contribution } from '#core/contribution/contributions.ts'

const TakeInput = z.object({ person_id: uuid })
const LinkInput = z.object({
  person_id: uuid,
  days: z.coerce.number().refine((days) => (linkDays as readonly number[]).includes(days), 'bad_choice'),
})
const StopInput = z.object({ link_id: uuid })
const TokenInput = z.object({ jeton: line(100) })

/** Guessing a token of 256 bits is hopeless; asking for the same folder all day is not. */
const byNetwork: Limit = { name: 'copy', tries: 40, minutes: 60 }

export function copyRoutes(doors: Doors): void {
  doors.work('get', addresses.copy, keepers, async (visit) => {
    const { desk, vault, locale } = visit
    const story = await keptStory(visit)
    const links = await listLinks(desk.db, story.thing.id, visit.now())
    const copies = []
    for (const { person_id, name } of story.tellers)
      copies.push({
        person_id,
        name,
        summary: summaryOf(await readCopy(desk.db, vault, story.thing, person_id)),
        links: links.filter((each) => each.person_id === person_id),
        link_submission_id: randomUUID(),
      })
    const t = texts.in(locale)
    return await deskPage(
      visit,
      { title: t('title'), within: hrefOf(locale, elsewhere.story, { code: story.thing.code }) },
      <CopyPage
        code={story.thing.code}
        title={story.title}
        language={story.thing.draft.language}
        copies={copies}
        notice={visit.query('fait') === 'eteint' ? t('link.stopped') : ''}
      />,
    )
  })

  doors.work('post', addresses.copyTake, keepers, async (visit) => {
    const parsed = TakeInput.safeParse(visit.form)
    if (!parsed.success) throw new AppError('invalid')
    const { thing, tellers } = await keptStory(visit)
    const teller = tellers.find((each) => each.person_id === parsed.data.person_id)
    if (!teller) throw notFound()
    await recordCopy(visit.desk, visit.actor, thing.id, teller.person_id)
    return await sendCopy(visit, thing, teller)
  })

  doors.work('post', addresses.copyLink, keepers, async (visit) => {
    const { desk, actor, locale, config } = visit
    const code = visit.param('code')
    const parsed = LinkInput.safeParse(visit.form)
    if (!parsed.success) throw new AppError('invalid')
    const { token, last_day } = await makeLink(desk, actor, code, parsed.data, {
      secret: authOf(desk, config).secret,
      submission_id: visit.submission_id,
    })
    const teller = (await keptStory(visit)).tellers.find((each) => each.person_id === parsed.data.person_id)
    const spoken = teller ? localeOf(teller, locale) : locale
    // No redirect: the token is told once, on this page.
    return await deskPage(
      visit,
      { title: texts.in(locale)('link.made'), within: hrefOf(locale, elsewhere.story, { code }) },
      <LinkMadePage
        name={teller?.name ?? ''}
        href={`${config.origin}${hrefOf(spoken, addresses.copyOpen)}?jeton=${token}`}
        last_day={last_day}
        back={hrefOf(locale, addresses.copy, { code })}
      />,
    )
  })

  doors.work('post', addresses.copyLinkStop, keepers, async (visit) => {
    const code = visit.param('code')
    const parsed = StopInput.safeParse(visit.form)
    if (!parsed.success) throw new AppError('invalid')
    await stopLink(visit.desk, visit.actor, code, parsed.data.link_id)
    return redirect(visit, hrefOf(visit.locale, addresses.copy, { code }), 'eteint')
  })

  doors.card('post', addresses.myCopyTake, async (visit) => {
    const { thing, tellers } = await herStory(visit)
    const teller = tellers.find((each) => each.person_id === visit.actor.person_id)
    if (!teller) throw notFound()
    await recordCopy(visit.desk, visit.actor, thing.id, teller.person_id)
    return await sendCopy(visit, thing, teller)
  })

  doors.visit('get', addresses.copyOpen, { limits: [byNetwork] }, async (visit) => {
    const { desk, vault } = visit
    const token = visit.query('jeton')
    const link = token ? await findLink(desk.db, token, visit.now()) : undefined
    if (!link) return linkPage(visit, <LinkGonePage />, 'gone.title', 410)
    const thing = await getContribution(desk.db, { id: link.contribution_id })
    const teller = (await listTellers(desk.db, thing)).find((each) => each.person_id === link.person_id)
    const contents = await readCopy(desk.db, vault, thing, link.person_id)
    return linkPage(
      visit,
      <OpenCopyPage
        token={token}
        name={teller?.name ?? ''}
        town={visit.site.name}
        summary={summaryOf(contents)}
        until={link.expires_at}
      />,
      'open.title',
    )
  })

  doors.visit('post', addresses.copyOpen, { limits: [byNetwork] }, async (visit) => {
    const parsed = TokenInput.safeParse(visit.form)
    if (!parsed.success) return linkPage(visit, <LinkGonePage />, 'gone.title', 410)
    try {
      const { contribution_id, person_id } = await useLink(visit.desk, parsed.data.jeton)
      const thing = await getContribution(visit.desk.db, { id: contribution_id })
      const teller = (await listTellers(visit.desk.db, thing)).find((each) => each.person_id === person_id)
      if (!teller) throw new AppError('gone')
      return await sendCopy(visit, thing, teller)
    } catch (error) {
      if (error instanceof AppError && error.code === 'gone')
        return linkPage(visit, <LinkGonePage />, 'gone.title', 410)
      throw error
    }
  })
}

function linkPage(
  visit: Visit,
  children: preact.JSX.Element,
  title: 'open.title' | 'gone.title',
  status: 200 | 410 = 200,
): Response {
  const options = { title: texts.in(visit.locale)(title), main: 'wrap', noindex: true, status }
  const response = page(visit, options, children)
  // The token in the address must not travel to another site; 'no-referrer' would also hide that the form is ours.
  response.headers.set('Referrer-Policy', 'same-origin')
  return response
}

const summaryOf = ({ content, files, size, missing }: CopyContents): CopySummary => ({
  texts: content.texts.filter((each) => each.body.content.length > 0).length,
  files: files.length,
  size,
  missing: missing.length,
})

/** The first of her languages in which we speak; else the page's. */
const localeOf = (teller: Pick<Teller, 'languages'>, otherwise: Locale): Locale =>
  locales.find((each) => teller.languages.some((language) => language.split('-')[0] === each)) ?? otherwise

async function sendCopy(visit: Visit, thing: Contribution, teller: Teller): Promise<Response> {
  const { desk, vault, config, site } = visit
  const now = visit.now()
  const today = dayOf(now)
  const locale = localeOf(teller, visit.locale)
  const contents = await readCopy(desk.db, vault, thing, teller.person_id)
  const { rows, shown } = await agreedBy(desk.db, thing, teller, now)
  const around = {
    town: site.name,
    phone: site.phone,
    origin: config.origin,
    code: thing.code,
    title: originalOf(thing.draft).title,
    name: teller.name,
  }
  const agreed = agreedReceipt(locale, around, rows, shown, today)
  const agreedPdf = await pdfOf(agreed, now).catch((error: unknown) => {
    // Without a typesetter her answers are in the page and in the JSON all the same.
    if (error instanceof AppError && error.code === 'unavailable') return undefined
    throw error
  })
  const { stream, size } = await copyArchive(vault, {
    contents,
    locale,
    name: teller.name,
    town: site.name,
    today,
    code: thing.code,
    agreed,
    agreedPdf,
    back: { address: config.origin + hrefOf(locale, elsewhere.card), phone: site.phone },
    now,
  })
  return visit.c.body(stream as never, 200, {
    'Content-Type': 'application/zip',
    'Content-Disposition': `attachment; filename="veillee-${thing.code}.zip"`,
    ...(size !== undefined && { 'Content-Length': String(size) }),
  })
}
