// The API explained to whoever wants to use it: each address, what may be asked, an example. No script from anywhere.

import { elsewhere, machines } from '#core/exchange/addresses.ts'
import { hrefOf } from '#core/doors.ts'
import { Crumbs } from '#ui/crumbs.tsx'
import { useLocale } from '#ui/locale.tsx'
import { machineTexts } from '#ui/machine-texts.ts'
import { Table } from '#ui/table.tsx'
import { operations, parameters, type ParameterName, type Shape } from './api.openapi.ts'
import { exchangeTexts } from './exchange.texts.ts'

export function ApiPage({ title, origin }: { title: string; origin: string }) {
  const locale = useLocale()
  const t = exchangeTexts.in(locale)
  const example = `${origin}${machines.apiStories.fr}?language=ar&limit=5`
  return (
    <>
      <Crumbs
        items={[
          { href: hrefOf(locale, elsewhere.home), label: machineTexts.in(locale)('crumb.home') },
          { href: hrefOf(locale, machines.follow), label: t('follow.title') },
          { label: t('api.name') },
        ]}
      />
      <div class="sober narrow stack sp-5">
        <h1>{title}</h1>
        <p class="lead">{t('api.lead')}</p>
        <p>{t('api.rights')}</p>
        <p>
          <a href={machines.openApi.fr}>{t('api.described')}</a>
        </p>
        <h2>{t('api.addresses')}</h2>
        <p>{t('api.example')}</p>
        <p>
          <a href={example} dir="ltr">
            {example}
          </a>
        </p>
        {operations.map((operation) => (
          <section key={operation.path} class="stack">
            <h3 dir="ltr">
              <code>GET {operation.path.replace(/:([a-z_]+)/g, '{$1}')}</code>
            </h3>
            <p>{t(`api.${operation.name}`)}</p>
            <Table
              caption={t('api.parameters')}
              rows={operation.parameters}
              id={(name) => name}
              columns={[
                { key: 'name', label: t('api.column.name'), cell: (name) => <code dir="ltr">{name}</code> },
                { key: 'means', label: t('api.column.means'), cell: (name) => t(`api.parameter.${name}`) },
                { key: 'shape', label: t('api.column.shape'), cell: (name) => <code dir="ltr">{shapeOf(name)}</code> },
              ]}
            />
          </section>
        ))}
        <h2>{t('api.refusals')}</h2>
        <p>{t('api.refusals.text')}</p>
        <ul class="stack">
          <li>
            <strong>400</strong> {t('problem.invalid')}
          </li>
          <li>
            <strong>404</strong> {t('problem.not_found')}
          </li>
          <li>
            <strong>410</strong> {t('problem.gone')}
          </li>
        </ul>
        <p>{t('api.gone')}</p>
      </div>
    </>
  )
}

function shapeOf(name: ParameterName): string {
  const shape: Shape = parameters[name]
  if (shape.enum) return shape.enum.join(' | ')
  if (shape.maximum !== undefined) return `${shape.minimum}–${shape.maximum}`
  return shape.pattern ?? `≤ ${shape.maxLength}`
}
