// The addresses of witnesses, their mandates and their cards.

import { hrefOf, type Doors, type Visit } from '#core/doors.ts'
import { authOf } from '#core/people/auth.ts'
import { listMandates } from '#core/people/mandates.ts'
import { listMembers } from '#core/people/members.ts'
import { getPerson, listPersonsFor, type Person } from '#core/people/persons.queries.ts'
import { hasRole, type Member, type Role } from '#core/people/roles.ts'
import { dayOf } from '#core/platform/clock.ts'
import { notFound } from '#core/platform/errors.ts'
import { mistakesOf, type FieldMistakes } from '#core/platform/fields.ts'
import { firstOf, type FormValues } from '#core/platform/http/forms.ts'
import { locales, type Locale } from '#core/platform/i18n.ts'
import { errorsOf } from '#ui/field-errors.ts'
import { deskPage, redirect } from '#ui/respond.tsx'
import { CardPaper } from './cards.pages.tsx'
import { addresses } from './interviews.addresses.ts'
import { noticeOf } from './interviews.notices.ts'
import { texts } from './interviews.texts.ts'
import { MandateFormPage, MandatePaper } from './mandates.pages.tsx'
import { namesIn } from './stories.queries.ts'
import {
  addWitness,
  changeWitness,
  entrust,
  giveCard,
  giveMandate,
  stopCard,
  stopMandate,
} from './witnesses.actions.ts'
import { parseMandate, parseWitness, TransferInput } from './witnesses.forms.ts'
import { WitnessFormPage } from './witness-form.pages.tsx'
import { WitnessesPage, WitnessPage } from './witnesses.pages.tsx'
import { listLiveCards, listStoriesOf, mandateEnds } from './witnesses.queries.ts'
import { aYearAfter } from './witnesses.rules.ts'

export const keepers: readonly Role[] = ['facilitator', 'administrator']

export function witnessRoutes(doors: Doors): void {
  doors.work('get', addresses.persons, keepers, async (visit) => {
    const { desk, actor } = visit
    const t = texts.in(visit.locale)
    const everyone = await listPersonsFor(desk.db, actor, dayOf(visit.now()))
    const persons = everyone.filter((each) => each.id !== actor.person_id && each.account_id === null)
    return await deskPage(
      visit,
      { title: t('witnesses.title') },
      <WitnessesPage
        persons={persons}
        ends={await mandateEnds(desk.db, actor, visit.now())}
        notice={noticeOf(visit, { arrete: t('mandate.stopped'), confie: t('entrust.done') })}
      />,
    )
  })

  doors.work('get', addresses.personNew, keepers, async (visit) => await showForm(visit, undefined, { locale: 'fr' }))
  doors.work('post', addresses.personNew, keepers, async (visit) => {
    const parsed = parseWitness(visit.form)
    if (!parsed.success) return await showForm(visit, undefined, visit.form, mistakesOf(parsed.error))
    const person = await addWitness(visit.desk, visit.actor, parsed.data, visit.submission_id)
    return redirect(visit, hrefOf(visit.locale, addresses.mandateNew, { person_id: person }), 'fiche')
  })

  doors.work('get', addresses.person, keepers, async (visit) => await showPerson(visit, await personOf(visit, 'view')))

  doors.work('get', addresses.personEdit, keepers, async (visit) => {
    const person = await personOf(visit, 'edit')
    const { name, born, phone, languages, district, notes, locale } = person
    return await showForm(visit, person, {
      name,
      phone: phone ?? '',
      languages,
      district: district ?? '',
      notes,
      locale,
      born: born === null ? '' : String(born),
      other_names: person.other_names.join('\n'),
    })
  })
  doors.work('post', addresses.personEdit, keepers, async (visit) => {
    const person = await personOf(visit, 'edit')
    const parsed = parseWitness(visit.form)
    if (!parsed.success) return await showForm(visit, person, visit.form, mistakesOf(parsed.error))
    await changeWitness(visit.desk, visit.actor, person.id, parsed.data, visit.submission_id)
    return redirect(visit, hrefOf(visit.locale, addresses.person, { person_id: person.id }), 'fiche')
  })

  doors.work('get', addresses.mandateNew, keepers, async (visit) => {
    const values = {
      scope: ['collect', 'sign', 'withdraw'],
      ends_on: aYearAfter(dayOf(visit.now())),
      facilitator_id: visit.actor.roles.includes('facilitator') ? visit.actor.person_id : '',
    }
    return await showMandateForm(visit, await personOf(visit, 'edit'), values)
  })
  doors.work('post', addresses.mandateNew, keepers, async (visit) => {
    const { form, actor } = visit
    const person = await personOf(visit, 'edit')
    const parsed = parseMandate(form, dayOf(visit.now()))
    if (!parsed.success) return await showMandateForm(visit, person, form, mistakesOf(parsed.error))
    await giveMandate(
      visit.desk,
      actor,
      person.id,
      firstOf(form['facilitator_id']) || actor.person_id,
      parsed.data,
      visit.submission_id,
    )
    return redirect(visit, hrefOf(visit.locale, addresses.person, { person_id: person.id }), 'mandat')
  })

  doors.work('get', addresses.mandatePaper, keepers, async (visit) => {
    const person = await personOf(visit, 'view')
    const mandate = (await listMandates(visit.desk.db, person.id)).find((each) => each.id === visit.param('mandate'))
    if (!mandate) throw notFound()
    const asked = visit.query('langue')
    const language: Locale = locales.find((each) => each === asked) ?? person.locale
    const names = await namesIn(visit.desk.db, [mandate.facilitator_id])
    return await deskPage(
      visit,
      { title: texts.in(visit.locale)('mandate.paper') },
      <MandatePaper
        person={person}
        mandate={mandate}
        facilitator={names.get(mandate.facilitator_id) ?? ''}
        town={visit.site.name}
        language={language}
      />,
    )
  })
  doors.work('post', addresses.mandateRevoke, keepers, async (visit) => {
    const person = visit.param('person_id')
    await stopMandate(visit.desk, visit.actor, person, visit.param('mandate'))
    return redirect(visit, hrefOf(visit.locale, addresses.persons), 'arrete')
  })

  doors.work('post', addresses.personTransfer, keepers, async (visit) => {
    const person = await personOf(visit, 'edit')
    const parsed = TransferInput.safeParse(visit.form)
    if (!parsed.success) return await showPerson(visit, person, mistakesOf(parsed.error))
    await entrust(visit.desk, visit.actor, person.id, parsed.data.from_id, parsed.data.to_id, visit.submission_id)
    return redirect(visit, hrefOf(visit.locale, addresses.persons), 'confie')
  })

  doors.work('post', addresses.cardIssue, keepers, async (visit) => {
    const { site, locale, config } = visit
    const person = await personOf(visit, 'edit')
    const card = await giveCard(
      visit.desk,
      visit.actor,
      person.id,
      authOf(visit.desk, config).secret,
      visit.submission_id,
    )
    // No redirect: the code is told once, on this page.
    return await deskPage(
      visit,
      { title: texts.in(locale)('card.shown') },
      <CardPaper
        name={person.name}
        {...card}
        phone={site.phone}
        town={site.name}
        host={new URL(config.origin).host}
        back={hrefOf(locale, addresses.person, { person_id: person.id })}
      />,
    )
  })
  doors.work('post', addresses.cardRevoke, keepers, async (visit) => {
    const person = visit.param('person_id')
    await stopCard(visit.desk, visit.actor, person, visit.param('card'))
    return redirect(visit, hrefOf(visit.locale, addresses.person, { person_id: person }), 'carte')
  })
}

const personOf = <Action extends 'view' | 'edit'>(visit: Visit<Member>, action: Action) =>
  getPerson(visit.desk.db, visit.actor, action, visit.param('person_id'), dayOf(visit.now()))

async function facilitatorsFor(visit: Visit<Member>): Promise<{ person_id: string; name: string }[]> {
  const members = await listMembers(visit.desk.db, visit.actor.space_id)
  return members
    .filter((each) => each.roles.includes('facilitator'))
    .map(({ person_id, name }) => ({ person_id, name }))
}

async function showPerson(visit: Visit<Member>, person: Person, mistakes?: FieldMistakes): Promise<Response> {
  const { desk, actor, locale } = visit
  const t = texts.in(locale)
  const mandates = await listMandates(desk.db, person.id)
  const names = await namesIn(
    desk.db,
    mandates.map((each) => each.facilitator_id),
  )
  return await deskPage(
    visit,
    { title: person.name, hasErrors: mistakes !== undefined, status: mistakes ? 422 : 200 },
    <WitnessPage
      view={{
        person,
        mandates: mandates.map((each) => ({ ...each, facilitator: names.get(each.facilitator_id) ?? '' })),
        cards: await listLiveCards(desk.db, person.id),
        stories: await listStoriesOf(desk.db, actor, person.id, visit.now()),
        mayMeet: hasRole(actor, 'facilitator'),
        today: dayOf(visit.now()),
        isHis: (mandate) => hasRole(actor, 'administrator') || mandate.facilitator_id === actor.person_id,
        facilitators: await facilitatorsFor(visit),
        submission_id: visit.submission_id,
        errors: mistakes ? errorsOf(mistakes, locale) : {},
        notice: noticeOf(visit, { fiche: t('witness.kept'), mandat: t('mandate.kept'), carte: t('card.stopped') }),
      }}
    />,
  )
}

async function showForm(
  visit: Visit<Member>,
  person: Person | undefined,
  values: FormValues,
  mistakes?: FieldMistakes,
): Promise<Response> {
  const t = texts.in(visit.locale)
  return await deskPage(
    visit,
    {
      title: person ? t('witness.change', { name: person.name }) : t('witnesses.new'),
      hasErrors: mistakes !== undefined,
      status: mistakes ? 422 : 200,
    },
    <WitnessFormPage
      person={person}
      values={values}
      errors={
        mistakes
          ? errorsOf(mistakes, visit.locale, { born: t('witness.bornWrong'), name: t('witness.nameMissing') })
          : {}
      }
      submission_id={visit.submission_id}
    />,
  )
}

async function showMandateForm(
  visit: Visit<Member>,
  person: Person,
  values: FormValues,
  mistakes?: FieldMistakes,
): Promise<Response> {
  const t = texts.in(visit.locale)
  return await deskPage(
    visit,
    { title: t('mandate.of', { name: person.name }), hasErrors: mistakes !== undefined, status: mistakes ? 422 : 200 },
    <MandateFormPage
      person={person}
      facilitators={hasRole(visit.actor, 'administrator') ? await facilitatorsFor(visit) : []}
      values={values}
      errors={
        mistakes
          ? errorsOf(mistakes, visit.locale, {
              scope: t('mandate.scopeMissing'),
              evidence: t('mandate.evidenceMissing'),
              ends_on: t('mandate.endsOnWrong'),
            })
          : {}
      }
      submission_id={visit.submission_id}
    />,
  )
}
