// Witnesses: the list, and one sheet with her stories, her mandates and her card.

import { hrefOf } from '#core/doors.ts'
import { languageName } from '#core/platform/i18n.ts'
import type { Mandate } from '#core/people/mandates.ts'
import type { Person } from '#core/people/persons.queries.ts'
import { Badge, badgeOf } from '#ui/badge.tsx'
import { Facts } from '#ui/band.tsx'
import { Button, LinkButton } from '#ui/button.tsx'
import { Empty } from '#ui/empty.tsx'
import { Form, Select, type FormErrors } from '#ui/form.tsx'
import { Day, useLocale, useTexts } from '#ui/locale.tsx'
import { Banner, Notice } from '#ui/notices.tsx'
import { PersonHead } from '#ui/person.tsx'
import { portraitOr } from '#ui/portraits.tsx'
import { Sheet } from '#ui/sheet.tsx'
import { Table } from '#ui/table.tsx'
import { addresses } from './interviews.addresses.ts'
import { texts } from './interviews.texts.ts'
import { StoryTitle } from './stories.parts.tsx'
import type { StoryOf } from './witnesses.queries.ts'
import { standingOf } from './witnesses.rules.ts'

export function WitnessesPage(props: {
  persons: readonly Person[]
  ends: ReadonlyMap<string, string>
  notice: string
}) {
  const t = useTexts(texts)
  const locale = useLocale()
  return (
    <>
      <header class="head">
        <div>
          <h1>{t('witnesses.title')}</h1>
          <p class="lead">{t('witnesses.lead')}</p>
        </div>
        <LinkButton icon="plus" href={hrefOf(locale, addresses.personNew)}>
          {t('witnesses.new')}
        </LinkButton>
      </header>
      <Notice>{props.notice}</Notice>
      <div class="sheet">
        {props.persons.length === 0 ? (
          <Empty title={t('witnesses.empty')}>
            <p>{t('witnesses.emptyHelp')}</p>
          </Empty>
        ) : (
          <Table
            caption={t('witnesses.title')}
            rows={props.persons}
            id={(person) => person.id}
            columns={[
              {
                key: 'name',
                label: t('witness.name'),
                cell: (person) => (
                  <a href={hrefOf(locale, addresses.person, { person_id: person.id })}>{person.name}</a>
                ),
              },
              {
                key: 'languages',
                label: t('witness.languages'),
                cell: (person) =>
                  person.languages.map((each) => languageName(each, locale)).join(' · ') || t('callbacks.unknown'),
              },
              {
                key: 'district',
                label: t('witness.district'),
                cell: (person) => person.district ?? t('callbacks.unknown'),
              },
              {
                key: 'mandate',
                label: t('witness.mandate'),
                cell: (person) => {
                  const end = props.ends.get(person.id)
                  return end ? (
                    <>
                      {t('mandate.until')} <Day value={end} />
                    </>
                  ) : (
                    t('mandate.none')
                  )
                },
              },
            ]}
          />
        )}
      </div>
    </>
  )
}

export type WitnessView = {
  person: Person
  mandates: readonly (Mandate & { facilitator: string })[]
  cards: readonly { id: string; number: string; created_at: Date }[]
  stories: readonly StoryOf[]
  /** Meetings are held by facilitators. */
  mayMeet: boolean
  today: string
  /** Mandates that the one who looks may end or entrust: hers, or all for an administrator. */
  isHis: (mandate: Mandate) => boolean
  facilitators: readonly { person_id: string; name: string }[]
  submission_id: string
  errors: FormErrors
  notice: string
}

export function WitnessPage({ view }: { view: WitnessView }) {
  const t = useTexts(texts)
  const locale = useLocale()
  const { person } = view
  const at = { person_id: person.id }
  return (
    <>
      <PersonHead
        portrait={portraitOr(person.portrait, person.id)}
        title={<bdi>{person.name}</bdi>}
        sheet
        actions={
          <LinkButton variant="quiet" icon="pencil" href={hrefOf(locale, addresses.personEdit, at)}>
            {t('witness.edit')}
          </LinkButton>
        }
      >
        <Facts
          items={[
            ...(person.other_names.length
              ? [{ label: t('witness.otherNames'), value: <bdi>{person.other_names.join(' · ')}</bdi> }]
              : []),
            ...(person.phone
              ? [
                  {
                    label: t('witness.phone'),
                    value: (
                      <a class="num" href={`tel:${person.phone.replace(/[^\d+]/g, '')}`}>
                        {person.phone}
                      </a>
                    ),
                  },
                ]
              : []),
            ...(person.languages.length
              ? [
                  {
                    label: t('witness.languages'),
                    value: person.languages.map((each) => languageName(each, locale)).join(' · '),
                  },
                ]
              : []),
            ...(person.district ? [{ label: t('witness.district'), value: person.district }] : []),
            ...(person.born ? [{ label: t('witness.born'), value: String(person.born) }] : []),
            ...(person.notes ? [{ label: t('witness.notes'), value: <span class="said">{person.notes}</span> }] : []),
          ]}
        />
      </PersonHead>
      <Notice>{view.notice}</Notice>
      <section class="sheet stack" aria-labelledby="h-stories">
        <div class="head">
          <h2 class="as-xl" id="h-stories">
            {t('witness.stories')}
          </h2>
          {view.mayMeet && (
            <LinkButton icon="cup" href={`${hrefOf(locale, addresses.meetingNew)}?temoin=${person.id}`}>
              {t('meetings.new')}
            </LinkButton>
          )}
        </div>
        {view.stories.length === 0 ? (
          <p class="soft">{t('witness.noStory')}</p>
        ) : (
          <ul class="rows plain">
            {view.stories.map((story) => (
              <li class="cluster between" key={story.code}>
                <a href={hrefOf(locale, addresses.story, { code: story.code })}>
                  <StoryTitle title={story.title} language={story.language} />
                </a>
                <Badge state={badgeOf[story.stage]} label={t(`stage.${story.stage}`)} />
              </li>
            ))}
          </ul>
        )}
      </section>
      <Mandates view={view} />
      <Sheet id="h-card" title={t('card.title')}>
        <p class="soft">{t('card.lead')}</p>
        {view.cards.map((card) => (
          <div class="cluster between" key={card.id}>
            <p>
              {t('card.number')} <b class="num">{card.number}</b>{' '}
              <span class="small soft">
                {t('card.since')} <Day value={card.created_at} />
              </span>
            </p>
            <Form action={hrefOf(locale, addresses.cardRevoke, { ...at, card: card.id })} id={`c-${card.id}`} class="">
              <Button variant="line" size="s">
                {t('card.stop')}
              </Button>
            </Form>
          </div>
        ))}
        <Form
          action={hrefOf(locale, addresses.cardIssue, at)}
          id="card"
          submission_id={view.submission_id}
          class="stack"
          labelledby="h-card"
        >
          {view.cards.length > 0 && <Banner>{t('card.replaceWarning')}</Banner>}
          <Button icon="cards">{view.cards.length > 0 ? t('card.replace') : t('card.issue')}</Button>
        </Form>
      </Sheet>
      {view.mandates.some((each) => each.revoked_at === null && view.isHis(each)) && <Entrust view={view} />}
    </>
  )
}

function Mandates({ view }: { view: WitnessView }) {
  const t = useTexts(texts)
  const locale = useLocale()
  const at = { person_id: view.person.id }
  return (
    <section class="sheet stack" aria-labelledby="h-mandates">
      <div class="head">
        <h2 class="as-xl" id="h-mandates">
          {t('mandate.title')}
        </h2>
        <LinkButton variant="line" icon="plus" href={hrefOf(locale, addresses.mandateNew, at)}>
          {t('mandate.new')}
        </LinkButton>
      </div>
      <p class="soft">{t('mandate.lead')}</p>
      <ul class="rows plain">
        {view.mandates.map((mandate) => {
          const standing = standingOf(mandate, view.today)
          return (
            <li class="stack sp-2" key={mandate.id}>
              <p>
                <b>{mandate.facilitator}</b> · {mandate.scope.map((scope) => t(`mandate.scope.${scope}`)).join(' · ')}
              </p>
              <p class={standing === 'live' ? 'small' : 'small soft'}>
                {t(`mandate.standing.${standing}`)} · <Day value={mandate.starts_on} /> –{' '}
                <Day value={mandate.ends_on} /> · {t(`mandate.evidence.${mandate.evidence}`)}
                {mandate.evidence_note && <> · {mandate.evidence_note}</>}
              </p>
              <div class="cluster">
                <a class="tap" href={hrefOf(locale, addresses.mandatePaper, { ...at, mandate: mandate.id })}>
                  {t('mandate.print')}
                </a>
                {mandate.revoked_at === null && view.isHis(mandate) && (
                  <Form
                    action={hrefOf(locale, addresses.mandateRevoke, { ...at, mandate: mandate.id })}
                    id={`m-${mandate.id}`}
                    class=""
                  >
                    <Button variant="line" size="s">
                      {t('mandate.stop')}
                    </Button>
                  </Form>
                )}
              </div>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Entrust({ view }: { view: WitnessView }) {
  const t = useTexts(texts)
  const locale = useLocale()
  const holders = new Map(
    view.mandates
      .filter((each) => each.revoked_at === null && view.isHis(each))
      .map((each) => [each.facilitator_id, each.facilitator]),
  )
  const options = (rows: Iterable<[string, string]>) => [...rows].map(([value, label]) => ({ value, label }))
  const others = view.facilitators.map((each): [string, string] => [each.person_id, each.name])
  return (
    <details class="more">
      <summary>{t('entrust.title')}</summary>
      <Form
        action={hrefOf(locale, addresses.personTransfer, { person_id: view.person.id })}
        id="e"
        submission_id={view.submission_id}
        errors={view.errors}
        class="form sheet narrow"
        label={t('entrust.title')}
      >
        <p>{t('entrust.lead')}</p>
        <Select name="from_id" label={t('entrust.from')} options={options(holders)} />
        <Select name="to_id" label={t('entrust.to')} options={options(others)} />
        <Button>{t('entrust.go')}</Button>
      </Form>
    </details>
  )
}
