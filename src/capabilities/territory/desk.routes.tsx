// The desk's home, the journal and the letters.

import { hrefOf, localPath, type Doors } from '#core/doors.ts'
import { linkToldDays } from '#core/people/durations.ts'
import { listMembers } from '#core/people/members.ts'
import { hasRole, roles } from '#core/people/roles.ts'
import { findLinkMadeFor } from '#core/people/sign-in-links.ts'
import { notFound } from '#core/platform/errors.ts'
import { uuid } from '#core/platform/fields.ts'
import { digitsOf } from '#core/platform/identifiers.ts'
import { deskPage } from '#ui/respond.tsx'
import type { IconName } from '#ui/icons.tsx'
import { DeskHomePage, JournalPage, LetterPage, LettersPage, type Task } from './desk.pages.tsx'
import { doneOf } from './desk.parts.tsx'
import { findLetter, journalSize, lettersSize, listJournal, listLetters } from './journal.queries.ts'
import { missingIn } from './legal.rules.ts'
import { desk } from './territory.addresses.ts'
import { deskTexts } from './territory.texts.ts'
import { getTown } from './town.ts'

export function deskRoutes(doors: Doors): void {
  doors.work('get', desk.home, roles, async (visit) => {
    const { actor, menus, locale } = visit
    const home = hrefOf(locale, desk.home)
    const entries = menus.desk.filter(
      (each) => each.roles.some((role) => actor.roles.includes(role)) && localPath(locale, each.href[locale]) !== home,
    )
    const tasks = await Promise.all(
      entries.map(async (each): Promise<Task> => ({
        href: localPath(locale, each.href[locale]),
        label: each.label[locale],
        icon: each.icon as IconName,
        count: (await each.count?.(visit.desk, actor.person_id, actor.space_id)) ?? 0,
      })),
    )
    const town = hasRole(actor, 'administrator') ? await getTown(visit.desk.db) : undefined
    return await deskPage(
      visit,
      { title: deskTexts.in(locale)('home.title') },
      <DeskHomePage
        name={actor.name}
        tasks={tasks}
        roles={actor.roles}
        link={await findLinkMadeFor(
          visit.desk.db,
          actor.person_id,
          new Date(visit.now().getTime() - linkToldDays * 86_400_000),
        )}
        missing={town && !town.site.is_live ? missingIn(town) : undefined}
        done={doneOf(visit)}
      />,
    )
  })

  doors.work('get', desk.journal, roles, async (visit) => {
    const { actor, locale } = visit
    const isAdministrator = hasRole(actor, 'administrator')
    const person = uuid.safeParse(visit.query('personne'))
    const code = digitsOf(visit.query('numero')).slice(0, 6)
    const before = /^\d{1,15}$/.test(visit.query('avant')) ? Number(visit.query('avant')) : undefined
    const rows = await listJournal(visit.desk.db, actor, { person_id: person.data, code: code || undefined, before })
    const members = isAdministrator ? await listMembers(visit.desk.db, actor.space_id) : []
    const shown = rows.slice(0, journalSize)
    const query = new URLSearchParams({
      ...(person.data ? { personne: person.data } : {}),
      ...(code ? { numero: code } : {}),
      avant: String(shown.at(-1)?.id ?? ''),
    })
    return await deskPage(
      visit,
      { title: deskTexts.in(locale)('journal.title') },
      <JournalPage
        rows={shown}
        members={members}
        isAdministrator={isAdministrator}
        values={{ personne: person.data ?? '', numero: code }}
        next={rows.length > journalSize ? `${hrefOf(locale, desk.journal)}?${query.toString()}` : undefined}
      />,
    )
  })

  doors.work('get', desk.letters, ['administrator'], async (visit) => {
    const number = Math.min(Number(/^\d{1,4}$/.exec(visit.query('page'))?.[0] ?? 0), 1_000)
    const rows = await listLetters(visit.desk.db, number)
    const href = (page: number) => `${hrefOf(visit.locale, desk.letters)}?page=${page}`
    return await deskPage(
      visit,
      { title: deskTexts.in(visit.locale)('letters.title') },
      <LettersPage
        rows={rows.slice(0, lettersSize)}
        hasMail={visit.config.smtp_url !== undefined}
        previous={number > 0 ? href(number - 1) : undefined}
        next={rows.length > lettersSize ? href(number + 1) : undefined}
      />,
    )
  })
  doors.work('get', desk.letter, ['administrator'], async (visit) => {
    const id = uuid.safeParse(visit.param('id'))
    const letter = id.success ? await findLetter(visit.desk.db, id.data) : undefined
    if (!letter) throw notFound()
    return await deskPage(visit, { title: letter.subject }, <LetterPage letter={letter} />)
  })
}
