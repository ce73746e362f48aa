// Views of the members: the list, an invitation, one member, a link to print.

import { randomUUID } from 'node:crypto'
import { hrefOf } from '#core/doors.ts'
import { invitationDays } from '#core/people/durations.ts'
import type { MemberRow } from '#core/people/members.ts'
import type { Person } from '#core/people/persons.queries.ts'
import { roles } from '#core/people/roles.ts'
import { languageName, locales } from '#core/platform/i18n.ts'
import { Facts } from '#ui/band.tsx'
import { Button, LinkButton } from '#ui/button.tsx'
import { deskTexts as roleTexts } from '#ui/desk-texts.ts'
import { Check, Checks, Field, Form, Radios, Segmented, Select, type FormErrors, type FormValues } from '#ui/form.tsx'
import { languageOptions, ownName } from '#ui/languages.ts'
import { Moment, useLocale, useTexts } from '#ui/locale.tsx'
import { Banner } from '#ui/notices.tsx'
import { PersonHead } from '#ui/person.tsx'
import { neutralNames, portraitOr } from '#ui/portraits.tsx'
import { Table } from '#ui/table.tsx'
import { joined } from '#ui/who.ts'
import { DoneNotice, type Done } from './desk.parts.tsx'
import { desk } from './territory.addresses.ts'
import { deskTexts } from './territory.texts.ts'

// A face is never chosen for a real person: an object on a lit sill, or a drawn curtain.
const windows = [...neutralNames, 'anonyme'] as const

const useRoleOptions = () => {
  const t = useTexts(roleTexts)
  const said = useTexts(deskTexts)
  return roles.map((role) => ({ value: role, label: t(`role.${role}`), hint: said(`members.role.${role}`) }))
}

export function MembersPage({ members, done }: { members: MemberRow[]; done: Done | undefined }) {
  const t = useTexts(deskTexts)
  const roleName = useTexts(roleTexts)
  const locale = useLocale()
  return (
    <>
      <div class="head">
        <h1>{t('members.title')}</h1>
        <LinkButton href={hrefOf(locale, desk.member_invite)} icon="plus">
          {t('members.invite')}
        </LinkButton>
      </div>
      <DoneNotice done={done} />
      <div class="sheet">
        <Table
          caption={t('members.title')}
          rows={members}
          id={(row) => row.person_id}
          columns={[
            {
              key: 'name',
              label: t('members.name'),
              cell: (row) => <a href={hrefOf(locale, desk.member, { id: row.person_id })}>{row.name}</a>,
            },
            {
              key: 'roles',
              label: t('members.roles'),
              cell: (row) =>
                joined(
                  row.roles.map((role) => roleName(`role.${role}`)),
                  locale,
                ),
            },
            {
              key: 'email',
              label: t('members.email'),
              cell: (row) =>
                row.email ? <bdi dir="ltr">{row.email}</bdi> : <span class="soft">{t('members.noEmail')}</span>,
            },
            {
              key: 'entered',
              label: t('members.entered'),
              cell: (row) =>
                row.last_entered_at ? (
                  <Moment value={row.last_entered_at} />
                ) : (
                  <span class="soft">{t('members.never')}</span>
                ),
            },
          ]}
        />
      </div>
    </>
  )
}

export function InvitationPage(props: {
  submission_id: string
  values: FormValues | undefined
  errors: FormErrors | undefined
  hasMail: boolean
}) {
  const t = useTexts(deskTexts)
  const locale = useLocale()
  return (
    <>
      <p>
        <a class="tap" href={hrefOf(locale, desk.members)}>
          {t('members.back')}
        </a>
      </p>
      <h1>{t('members.invite')}</h1>
      <Form
        class="form sheet"
        action={hrefOf(locale, desk.member_invite)}
        submission_id={props.submission_id}
        values={props.values ?? { locale: 'fr', how: props.hasMail ? 'mail' : 'paper' }}
        errors={props.errors}
      >
        <Field name="name" label={t('members.name')} hint={t('members.nameHint')} maxlength={120} required />
        <Checks name="roles" label={t('members.roles')} columns="l" options={useRoleOptions()} required />
        <Segmented
          name="how"
          label={t('members.how')}
          hint={props.hasMail ? undefined : t('members.noMailServer')}
          options={[
            { value: 'mail', label: t('members.how.mail') },
            { value: 'paper', label: t('members.how.paper') },
          ]}
        />
        <Field
          name="email"
          type="email"
          label={t('members.email')}
          hint={t('members.emailHint')}
          maxlength={254}
          spellcheck={false}
        />
        <Select
          name="locale"
          label={t('members.locale')}
          options={locales.map((each) => ({ value: each, label: ownName(each), lang: each }))}
        />
        <p>
          <Button icon="send">{t('members.inviteDo')}</Button>
        </p>
      </Form>
    </>
  )
}

/** To print and hand over: the address, what it is for, until when. */
export function LinkPage({ member, link }: { member: Pick<MemberRow, 'person_id' | 'name'>; link: string }) {
  const t = useTexts(deskTexts)
  const locale = useLocale()
  return (
    <>
      <h1>{t('link.title', { name: member.name })}</h1>
      <div class="sheet stack">
        <p>{t('link.what', { days: invitationDays })}</p>
        <p class="link-to-print" dir="ltr">
          <b>{link}</b>
        </p>
        <Banner tone="wait" title={t('link.once')} />
        <p class="cluster no-print">
          <Button type="button" icon="print" class="js-only" data={{ 'data-print': '' }}>
            {t('link.print')}
          </Button>
          <LinkButton href={hrefOf(locale, desk.member, { id: member.person_id })} variant="line">
            {t('link.done')}
          </LinkButton>
        </p>
      </div>
    </>
  )
}

/** Before someone leaves the team: what goes, what stays. */
export function RemovalPage({ member, isMe }: { member: MemberRow; isMe: boolean }) {
  const t = useTexts(deskTexts)
  const roleName = useTexts(roleTexts)
  const locale = useLocale()
  const names = member.roles.map((role) => roleName(`role.${role}`))
  return (
    <>
      <h1>{t('members.removeAsk', { name: member.name })}</h1>
      <Form
        class="sheet stack"
        action={hrefOf(locale, desk.member_remove, { id: member.person_id })}
        submission_id={randomUUID()}
        hidden={{ step: 'confirm' }}
      >
        <p>{t('members.removeRoles', { roles: joined(names, locale) })}</p>
        <p>{t(isMe ? 'members.removeMe' : 'members.removeText')}</p>
        <p class="cluster">
          <Button accent="garance">{t('members.removeYes')}</Button>
          <LinkButton href={hrefOf(locale, desk.member, { id: member.person_id })} variant="line">
            {t('members.removeNo')}
          </LinkButton>
        </p>
      </Form>
    </>
  )
}

export function MemberPage(props: {
  member: MemberRow
  person: Person
  isMe: boolean
  done: Done | undefined
  part?: 'roles' | 'relay'
  values?: FormValues
  errors?: FormErrors
}) {
  const t = useTexts(deskTexts)
  const locale = useLocale()
  const { member, person, part } = props
  const typed = (which: 'roles' | 'relay') => (part === which ? { values: props.values, errors: props.errors } : {})
  const href = (name: 'member' | 'member_relay' | 'member_link' | 'member_remove') =>
    hrefOf(locale, desk[name], { id: member.person_id })
  return (
    <>
      <p>
        <a class="tap" href={hrefOf(locale, desk.members)}>
          {t('members.back')}
        </a>
      </p>
      <DoneNotice done={props.done} />
      <PersonHead portrait={portraitOr(person.portrait, member.person_id)} title={member.name} sheet>
        <Facts
          items={[
            {
              label: t('members.email'),
              value: member.email ? <bdi dir="ltr">{member.email}</bdi> : t('members.noEmail'),
            },
            {
              label: t('members.entered'),
              value: member.last_entered_at ? <Moment value={member.last_entered_at} /> : t('members.never'),
            },
          ]}
        />
      </PersonHead>
      <div class="split grid">
        <Form
          id="roles"
          class="form sheet"
          action={href('member')}
          submission_id={randomUUID()}
          labelledby="roles-t"
          {...typed('roles')}
          values={typed('roles').values ?? { roles: member.roles }}
        >
          <h2 id="roles-t">{t('members.roles')}</h2>
          <p>{t('members.rolesText')}</p>
          <Checks name="roles" label={t('members.rolesAsk')} options={useRoleOptions()} />
          <p>
            <Button icon="check">{t('save')}</Button>
          </p>
        </Form>
        <div class="stack">
          <form class="sheet stack" action={href('member_link')} method="post">
            <h2 class="as-xl">{t('members.link')}</h2>
            <p>{t('members.linkText', { days: invitationDays })}</p>
            <Button variant="line" icon="key">
              {t('members.linkDo')}
            </Button>
          </form>
          <form class="sheet stack" action={href('member_remove')} method="post">
            <h2 class="as-xl">{t('members.remove')}</h2>
            <p>{t(props.isMe ? 'members.removeMe' : 'members.removeText')}</p>
            <Button variant="line" accent="garance">
              {t('members.removeDo')}
            </Button>
          </form>
        </div>
      </div>
      {member.roles.includes('facilitator') && (
        <Relay person={person} action={href('member_relay')} {...typed('relay')} />
      )}
    </>
  )
}

function Relay(props: {
  person: Person
  action: string
  values?: FormValues | undefined
  errors?: FormErrors | undefined
}) {
  const t = useTexts(deskTexts)
  const locale = useLocale()
  const { person } = props
  const values: FormValues = props.values ?? {
    is_listed: person.is_listed ? 'yes' : '',
    ...Object.fromEntries(locales.map((each) => [`presentation_${each}`, person.presentation[each] ?? ''])),
    phone: person.phone ?? '',
    portrait: person.portrait ?? '',
    languages: person.languages,
  }
  return (
    <Form
      id="relais"
      class="form sheet"
      action={props.action}
      submission_id={randomUUID()}
      labelledby="relais-t"
      values={values}
      errors={props.errors}
    >
      <h2 id="relais-t">{t('relay.title')}</h2>
      <Check name="is_listed" label={t('relay.listed')} hint={t('relay.listedHint')} />
      {locales.map((each) => (
        <Field
          key={each}
          name={`presentation_${each}`}
          label={t('relay.sentence', { language: languageName(each, locale) })}
          hint={each === 'fr' ? t('relay.sentenceHint') : undefined}
          lang={each}
          maxlength={300}
        />
      ))}
      <Field name="phone" type="tel" label={t('relay.phone')} maxlength={40} />
      <Checks name="languages" label={t('relay.languages')} columns="m" options={languageOptions()} />
      <Radios
        name="portrait"
        label={t('relay.portrait')}
        columns="m"
        hint={t('relay.portraitHint')}
        options={[
          { value: '', label: t('relay.noPortrait') },
          ...(person.portrait && !(windows as readonly string[]).includes(person.portrait)
            ? [{ value: person.portrait, label: t('portrait.current') }]
            : []),
          ...windows.map((name) => ({ value: name, label: t(`portrait.${name}`) })),
        ]}
      />
      <p>
        <Button icon="check">{t('save')}</Button>
      </p>
    </Form>
  )
}
