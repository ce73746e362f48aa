// The accessibility statement, block by block in the order the law imposes. What is empty says so.

import type { ComponentChildren } from 'preact'
import type { Words } from '#core/shelf/cards.ts'
import type { Site } from '#core/shelf/site.ts'
import { Credits } from '#ui/band.tsx'
import { Day, Foreign, useLocale, useTexts } from '#ui/locale.tsx'
import { isolated } from '#ui/who.ts'
import { Lines, Sober, waysTo } from './legal.pages.tsx'
import { publicTexts } from './territory.texts.ts'

export type UnsaidLink = { href: string; title: Words; who: string; reason: string; until: string; language: string }
type AccessibilityProps = { title: string; site: Site; origin: string; unsaid: readonly UnsaidLink[] }

export function AccessibilityPage({ title, site, origin, unsaid }: AccessibilityProps) {
  const t = useTexts(publicTexts)
  const { statement } = site
  const locale = useLocale()
  const body = isolated(site.imprint.publisher.split('\n')[0] || site.name || t('town.unnamed'), locale)
  const none = <p class="soft">{t('a11y.none')}</p>
  const words = (text: string) =>
    text.trim() ? (
      <p>
        <Lines text={text} />
      </p>
    ) : (
      none
    )
  const link = (url: string, label: string) =>
    url ? <a href={url}>{label}</a> : <span class="soft">{t('a11y.notPublished')}</span>
  return (
    <Sober title={title}>
      <p>{t('a11y.commitment', { body })}</p>
      <ul class="rows">
        <li>
          {t('a11y.scheme')} {link(statement.scheme_url, t('a11y.schemeLink'))}
        </li>
        <li>
          {t('a11y.plan')} {link(statement.plan_url, t('a11y.planLink'))}
        </li>
      </ul>
      <p>{t('a11y.scope', { origin })}</p>
      <Block id="etat" title={t('a11y.stateTitle')}>
        <p>
          <strong>{t(`a11y.state.${site.accessibility}`, { site: isolated(site.name || origin, locale) })}</strong>
        </p>
      </Block>
      <Block id="resultats" title={t('a11y.resultsTitle')}>
        <p>
          {statement.audit_by && statement.audit_rate !== null
            ? t('a11y.results', { by: statement.audit_by, rate: statement.audit_rate })
            : t('a11y.noAudit')}{' '}
          {statement.audit_on && <Day value={statement.audit_on} />}
        </p>
      </Block>
      <Block id="contenus" title={t('a11y.contentTitle')}>
        <h3>{t('a11y.nonconformities')}</h3>
        {(statement.nonconformities.trim() || unsaid.length === 0) && words(statement.nonconformities)}
        <Unsaid items={unsaid} />
        <h3>{t('a11y.burden')}</h3>
        {words(statement.burden)}
        <h3>{t('a11y.exempt')}</h3>
        {words(statement.exempt)}
      </Block>
      <Block id="etablissement" title={t('a11y.establishedTitle')}>
        <p>
          {t('a11y.establishedOn')}{' '}
          {statement.established_on ? <Day value={statement.established_on} /> : t('a11y.notEstablished')}
        </p>
        <p>
          {t('a11y.updatedOn')} {statement.updated_on ? <Day value={statement.updated_on} /> : t('a11y.never')}
        </p>
        <h3>{t('a11y.technologies')}</h3>
        {words(statement.technologies)}
        <h3>{t('a11y.environment')}</h3>
        {words(statement.environment)}
        <h3>{t('a11y.tools')}</h3>
        {words(statement.tools)}
        <h3>{t('a11y.pages')}</h3>
        {words(statement.pages)}
      </Block>
      <Block id="contact" title={t('a11y.contactTitle')}>
        <p>{t('a11y.contact')}</p>
        <Credits items={waysTo(site, t)} />
      </Block>
      <Block id="recours" title={t('a11y.recourseTitle')}>
        <p>{t('a11y.recourse')}</p>
        <ul class="rows">
          <li>
            <a href="https://formulaire.defenseurdesdroits.fr/">{t('a11y.recourseWrite')}</a>
          </li>
          <li>
            <a href="https://www.defenseurdesdroits.fr/saisir/delegues">{t('a11y.recourseMeet')}</a>
          </li>
          <li>
            {t('a11y.recoursePost')}
            <br />
            <span class="said" lang="fr" dir="ltr">
              {'Défenseur des droits\nLibre réponse 71120\n75342 Paris CEDEX 07'}
            </span>
          </li>
        </ul>
      </Block>
    </Sober>
  )
}

/** Sounds and films whose words are not written yet, with why and until when. */
function Unsaid({ items }: { items: readonly UnsaidLink[] }) {
  const t = useTexts(publicTexts)
  if (items.length === 0) return null
  return (
    <>
      <p>{t('a11y.unsaid', { count: items.length })}</p>
      <ul class="rows">
        {items.map((item) => (
          <li key={item.href + item.until}>
            <a href={item.href}>
              <Foreign lang={item.title.language}>{item.title.text}</Foreign>
            </a>
            {' · '}
            {item.who}
            <br />
            {/* The town's own words. */}
            <Foreign lang={item.language}>{item.reason}</Foreign> {t('a11y.unsaidUntil')} <Day value={item.until} />
          </li>
        ))}
      </ul>
    </>
  )
}

const Block = (props: { id: string; title: string; children: ComponentChildren }) => (
  <section class="stack sp-3" aria-labelledby={`a11y-${props.id}`}>
    <h2 id={`a11y-${props.id}`}>{props.title}</h2>
    {props.children}
  </section>
)

/** The same statement for machines. */
export function statementJson(site: Site, origin: string, unsaid: readonly UnsaidLink[]): Record<string, unknown> {
  const { statement } = site
  const state = { none: 'non-compliant', partial: 'partially-compliant', full: 'fully-compliant' } as const
  return {
    service: { name: site.name, url: origin, body: site.imprint.publisher },
    law: 'loi n° 2005-102 du 11 février 2005, article 47',
    reference: 'RGAA 4.1',
    state: state[site.accessibility],
    multiyear_scheme: statement.scheme_url || null,
    action_plan: statement.plan_url || null,
    audit: statement.audit_by ? { by: statement.audit_by, on: statement.audit_on, rate: statement.audit_rate } : null,
    non_accessible: {
      non_conformities: statement.nonconformities || null,
      recordings_without_words: unsaid.map(({ href, title, reason, until }) => ({
        url: origin + href,
        title: title.text,
        reason,
        until,
      })),
      disproportionate_burden: statement.burden || null,
      exempt: statement.exempt || null,
    },
    established_on: statement.established_on,
    updated_on: statement.updated_on,
    technologies: statement.technologies || null,
    test_environment: statement.environment || null,
    tools: statement.tools || null,
    pages: statement.pages || null,
    contact: { phone: site.phone || null, email: site.email || null, address: site.address || null },
    recourse: {
      name: 'Défenseur des droits',
      form: 'https://formulaire.defenseurdesdroits.fr/',
      delegates: 'https://www.defenseurdesdroits.fr/saisir/delegues',
      post: 'Libre réponse 71120, 75342 Paris CEDEX 07',
    },
  }
}
