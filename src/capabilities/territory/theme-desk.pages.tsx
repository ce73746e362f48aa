// Views of the tree of themes at the desk.

import { randomUUID } from 'node:crypto'
import { hrefOf } from '#core/doors.ts'
import { locales } from '#core/platform/i18n.ts'
import { themeNameIn } from '#core/shelf/browse.ts'
import { accentOr, accents } from '#ui/accents.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import { Chip } from '#ui/chip.tsx'
import { Empty } from '#ui/empty.tsx'
import { Field, Form, Radios, Select, type FormErrors, type FormValues } from '#ui/form.tsx'
import { useLocale, useTexts } from '#ui/locale.tsx'
import { WordsFields } from '#ui/words-fields.tsx'
import { DoneNotice, type Done } from './desk.parts.tsx'
import { Steps } from './picks.parts.tsx'
import { addresses, desk } from './territory.addresses.ts'
import { deskTexts } from './territory.texts.ts'
import type { Theme } from './theme-desk.queries.ts'
import { treeOf, type Branch } from './themes.rules.ts'

export function ThemeTreePage(props: {
  themes: Theme[]
  counts: ReadonlyMap<string, number>
  /** Someone who may only choose the stories that open a theme changes nothing of the tree. */
  mayChange: boolean
  done: Done | undefined
}) {
  const t = useTexts(deskTexts)
  const locale = useLocale()
  const alive = props.themes.filter((theme) => theme.retired_at === null)
  const retired = props.themes.filter((theme) => theme.retired_at !== null)
  return (
    <>
      <div class="head">
        <h1>{t('themes.title')}</h1>
        {props.mayChange && (
          <LinkButton href={hrefOf(locale, desk.theme_new)} icon="plus">
            {t('themes.add')}
          </LinkButton>
        )}
      </div>
      <DoneNotice done={props.done} />
      <div class="sheet">
        {alive.length === 0 && (
          <Empty title={t('themes.none')}>
            <p>{t('themes.noneText')}</p>
          </Empty>
        )}
        <Level branches={treeOf(alive)} counts={props.counts} mayChange={props.mayChange} />
      </div>
      {retired.length > 0 && props.mayChange && (
        <section class="sheet stack" aria-labelledby="retires">
          <h2 id="retires">{t('themes.retired')}</h2>
          <ul class="rows">
            {retired.map((theme) => (
              <li key={theme.id} class="cluster between">
                <span>{themeNameIn(theme.names, locale).text}</span>
                <form action={hrefOf(locale, desk.theme_retire, { id: theme.id })} method="post">
                  <input type="hidden" name="submission_id" value={randomUUID()} />
                  <Button name="again" value="yes" variant="line" size="s">
                    {t('themes.restore')}
                  </Button>
                </form>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

type Seen = { counts: ReadonlyMap<string, number>; mayChange: boolean }

function Level({ branches, ...seen }: Seen & { branches: Branch<Theme>[] }) {
  if (branches.length === 0) return null
  return (
    <ul class="theme-tree">
      {branches.map((branch, index) => (
        <li key={branch.theme.id} id={`theme-${branch.theme.id}`}>
          <Row
            theme={branch.theme}
            count={seen.counts.get(branch.theme.id) ?? 0}
            mayChange={seen.mayChange}
            isFirst={index === 0}
            isLast={index === branches.length - 1}
          />
          <Level branches={branch.children} {...seen} />
        </li>
      ))}
    </ul>
  )
}

function Row(props: { theme: Theme; count: number; mayChange: boolean; isFirst: boolean; isLast: boolean }) {
  const t = useTexts(deskTexts)
  const locale = useLocale()
  const { theme } = props
  const { id } = theme
  const name = themeNameIn(theme.names, locale).text
  return (
    <div class="theme-row">
      <Chip
        href={hrefOf(locale, props.mayChange ? desk.theme : desk.theme_picks, { id })}
        accent={accentOr(theme.accent)}
      >
        {name}
      </Chip>
      <span class="small soft">{t('themes.count', { count: props.count })}</span>
      <div class="cluster gap-2 push">
        <LinkButton
          href={hrefOf(locale, desk.theme_picks, { id })}
          variant="quiet"
          size="s"
          label={t('themes.picksOf', { name })}
        >
          {t('themes.picks')}
        </LinkButton>
        {props.mayChange && (
          <Steps
            action={hrefOf(locale, desk.theme_move, { id })}
            name={name}
            isFirst={props.isFirst}
            isLast={props.isLast}
            out={false}
          />
        )}
      </div>
    </div>
  )
}

export function ThemeFormPage(props: {
  submission_id: string
  theme: Theme | undefined
  parents: Theme[]
  values: FormValues | undefined
  errors: FormErrors | undefined
}) {
  const t = useTexts(deskTexts)
  const locale = useLocale()
  const { theme } = props
  const href = theme ? hrefOf(locale, desk.theme, { id: theme.id }) : hrefOf(locale, desk.theme_new)
  return (
    <>
      <p>
        <a class="tap" href={hrefOf(locale, desk.themes)}>
          {t('themes.back')}
        </a>
      </p>
      <div class="head">
        <h1>{theme ? themeNameIn(theme.names, locale).text : t('themes.add')}</h1>
        {theme && theme.retired_at === null && (
          <LinkButton href={hrefOf(locale, addresses.theme, { slug: theme.slug })} variant="quiet" icon="eye">
            {t('pages.see')}
          </LinkButton>
        )}
      </div>
      <Form
        class="form sheet"
        action={href}
        submission_id={props.submission_id}
        values={props.values ?? valuesOf(theme)}
        errors={props.errors}
      >
        <WordsFields name="name" label={(language) => t('themes.name', { language })} maxlength={80} required />
        <WordsFields
          name="presentation"
          label={(language) => t('themes.presentation', { language })}
          rows={3}
          maxlength={600}
        />
        <Select
          name="parent_id"
          label={t('themes.parent')}
          hint={t('themes.parentHint')}
          empty={t('themes.top')}
          options={props.parents.map((each) => ({ value: each.id, label: themeNameIn(each.names, locale).text }))}
        />
        <Radios
          class="accents"
          name="accent"
          label={t('themes.accent')}
          columns="m"
          options={accents.map((accent) => ({ value: accent, label: t(`accent.${accent}`), accent }))}
        />
        <Field name="slug" label={t('themes.slug')} hint={t('themes.slugHint')} maxlength={80} spellcheck={false} />
        <p>
          <Button icon="check">{t('save')}</Button>
        </p>
      </Form>
      {theme && theme.retired_at === null && (
        <form class="sheet stack" action={hrefOf(locale, desk.theme_retire, { id: theme.id })} method="post">
          <input type="hidden" name="submission_id" value={randomUUID()} />
          <h2 class="as-xl">{t('themes.retire')}</h2>
          <p>{t('themes.retireText')}</p>
          <p>
            <Button variant="line" accent="garance">
              {t('themes.retireDo')}
            </Button>
          </p>
        </form>
      )}
    </>
  )
}

function valuesOf(theme: Theme | undefined): FormValues {
  if (!theme) return { accent: 'terre' }
  const words = (name: string, texts: Record<string, string>) =>
    locales.map((locale): [string, string] => [`${name}_${locale}`, texts[locale] ?? ''])
  return {
    ...Object.fromEntries([...words('name', theme.names), ...words('presentation', theme.presentation)]),
    accent: theme.accent,
    parent_id: theme.parent_id ?? '',
    slug: theme.slug,
  }
}
