// The page “Raconter”: three doors, always the same size, what comes next, and who will listen.

import type { Selectable } from 'kysely'
import { hrefOf } from '#core/doors.ts'
import type { RelayTable } from '#core/shelf/shelf.tables.ts'
import { Band } from '#ui/band.tsx'
import { LinkButton } from '#ui/button.tsx'
import { Doors, Gate, Gates } from '#ui/doors.tsx'
import { Phone } from '#ui/foot.tsx'
import { Intro } from '#ui/hero.tsx'
import { Icon } from '#ui/icons.tsx'
import { Journey } from '#ui/journey.tsx'
import { Foreign, useLocale, useTexts } from '#ui/locale.tsx'
import { Notice } from '#ui/notices.tsx'
import { Person } from '#ui/person.tsx'
import { portraitOr } from '#ui/portraits.tsx'
import { languagesIn } from '#ui/who.ts'
import { elsewhere, to } from './alone.addresses.ts'
import { ideas } from './alone.rules.ts'
import { aloneTexts } from './alone.texts.ts'

const dialOf = (phone: string) => ({ shown: phone, dial: phone.replace(/[^\d+]/g, '') })

export function TellPage(props: { phone: string; relays: Selectable<RelayTable>[]; closed: boolean }) {
  const t = useTexts(aloneTexts)
  const locale = useLocale()
  const phone = props.phone ? dialOf(props.phone) : undefined
  return (
    <>
      {props.closed && <Notice>{t('tell.closed')}</Notice>}
      <Intro
        title={t('tell.title')}
        lead={t('tell.lead')}
        easy={[t('tell.easy1'), t('tell.easy2'), t('tell.easy3'), t('tell.easy4')]}
      >
        <Doors
          class="not-easy"
          items={[
            { kind: 'phone', href: '#g1', label: t('door.phone') },
            { kind: 'tell', href: '#g2', label: t('door.tell'), accent: 'canard' },
            { kind: 'meet', href: '#g3', label: t('door.meet') },
          ]}
        />
      </Intro>
      <Gates>
        <Gate
          id="g1"
          kind="phone"
          title={t('gate.phone.title')}
          words={t('gate.phone.words')}
          foot={
            phone && (
              <>
                {t('gate.phone.or')} <Phone {...phone} />
              </>
            )
          }
        >
          <div class="form">
            <p>{t('gate.phone.how')}</p>
            <LinkButton href={hrefOf(locale, elsewhere.callback)} size="l" icon="phone">
              {t('gate.phone.go')}
            </LinkButton>
          </div>
        </Gate>
        <Gate
          id="g2"
          kind="tell"
          title={t('gate.tell.title')}
          words={t('gate.tell.words')}
          foot={
            <>
              <Icon name="lock" /> {t('gate.tell.foot')}
            </>
          }
        >
          <div class="form">
            <div class="ideas">
              <p>
                <b>{t('ideas.title')}</b>
              </p>
              <ul>
                {ideas
                  .filter((idea) => idea !== 'free')
                  .map((idea) => (
                    <li key={idea}>{t(`idea.${idea}`)}</li>
                  ))}
              </ul>
            </div>
            <p>
              <a href={to(locale, 'resume')}>{t('gate.tell.resume')}</a>
            </p>
            <LinkButton href={to(locale, 'language')} size="l" icon="pen">
              {t('gate.tell.go')}
            </LinkButton>
          </div>
        </Gate>
        <Gate
          id="g3"
          kind="meet"
          title={t('gate.meet.title')}
          words={t('gate.meet.words')}
          foot={
            <>
              <Icon name="meet" /> {t('gate.meet.foot')}
            </>
          }
        >
          <div class="form">
            <p>{t('gate.meet.how')}</p>
            {phone ? (
              <LinkButton href={`tel:${phone.dial}`} size="l" icon="phone">
                <bdi dir="ltr">{phone.shown}</bdi>
              </LinkButton>
            ) : (
              <LinkButton href={hrefOf(locale, elsewhere.callback)} size="l">
                {t('gate.meet.go')}
              </LinkButton>
            )}
          </div>
        </Gate>
      </Gates>
      <Band id="apres" title={t('after.title')} lead={t('after.lead')}>
        <Journey
          across
          stages={(['talk', 'write', 'reread', 'decide'] as const).map((step) => ({
            place: t(`after.${step}`),
            words: t(`after.${step}Words`),
          }))}
        />
      </Band>
      {props.relays.length > 0 && (
        <Band id="qui" title={t('who.title')}>
          <div class="grid">
            {props.relays.map((relay) => (
              <Relay key={relay.person_id} relay={relay} />
            ))}
          </div>
        </Band>
      )}
    </>
  )
}

function Relay({ relay }: { relay: Selectable<RelayTable> }) {
  const t = useTexts(aloneTexts)
  const locale = useLocale()
  const words = relay.presentation[locale] || relay.presentation['fr'] || ''
  return (
    <Person
      name={relay.name}
      portrait={portraitOr(relay.portrait, relay.person_id)}
      phone={relay.phone ? dialOf(relay.phone) : undefined}
    >
      {words && <Foreign lang={relay.presentation[locale] ? locale : 'fr'}>{words}</Foreign>}
      {!words && relay.languages.length > 0 && t('who.speaks', { languages: languagesIn(relay.languages, locale) })}
    </Person>
  )
}
