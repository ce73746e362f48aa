// The part “Qui a fait quoi”: credits by role, and another name for those who do not want theirs said.

import { creditRoles, isVoice, type Credit } from '#core/contribution/content.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import { Field, Form, Select, type FormErrors, type FormValues } from '#ui/form.tsx'
import { useLocale, useTexts } from '#ui/locale.tsx'
import { at, stepHref } from './editor.addresses.ts'
import type { Creditable } from './editor.queries.ts'
import { editorTexts } from './editor-texts.ts'

export type PeopleProps = {
  code: string
  credits: readonly Credit[]
  names: Map<string, string>
  pseudonyms: Map<string, string>
  people: readonly Creditable[]
  values: FormValues
  errors: FormErrors
  submission_id: string
}

/** Who told, collected, translated…; and another name for those who tell. */
export function PeoplePart(props: PeopleProps) {
  const t = useTexts(editorTexts)
  const locale = useLocale()
  const { code, credits, names } = props
  const name = (id: string) => names.get(id) ?? t('list.someone')
  const tellers = [...new Set(credits.filter(isVoice).map(({ person_id }) => person_id))]
  return (
    <>
      <section class="sheet stack" aria-labelledby="qui">
        <h2 id="qui">{t('people.title')}</h2>
        {credits.length === 0 ? (
          <p class="soft">{t('people.none')}</p>
        ) : (
          <Form
            action={at(locale, 'people', code)}
            id="enlever"
            submission_id={props.submission_id}
            labelledby="qui"
            class=""
          >
            <ul class="rows">
              {credits.map(({ person_id, role }) => (
                <li key={`${role} ${person_id}`} class="cluster between">
                  <span>
                    <bdi>
                      <b>{name(person_id)}</b>
                    </bdi>{' '}
                    <span class="soft">{t(`role.${role}`)}</span>
                  </span>
                  <Button
                    name="remove"
                    value={`${role} ${person_id}`}
                    variant="quiet"
                    size="s"
                    icon="trash"
                    label={t('people.removeOf', { name: name(person_id), role: t(`role.${role}`) })}
                  >
                    {t('people.remove')}
                  </Button>
                </li>
              ))}
            </ul>
          </Form>
        )}
        <h3>{t('people.add')}</h3>
        <Form
          action={at(locale, 'people', code)}
          id="credit"
          submission_id={props.submission_id}
          values={props.values}
          errors={props.errors['pseudonym'] ? {} : props.errors}
          class="form wide"
        >
          <div class="grid col-m">
            <Select
              name="person_id"
              label={t('field.person_id')}
              empty={t('begin.choose')}
              required
              options={props.people.map((each) => ({ value: each.id, label: each.name }))}
            />
            <Select
              name="role"
              label={t('field.role')}
              empty={t('begin.choose')}
              required
              options={creditRoles.map((value) => ({ value, label: t(`role.${value}`) }))}
            />
          </div>
          <Button variant="line" icon="plus">
            {t('people.addGo')}
          </Button>
        </Form>
      </section>
      {tellers.length > 0 && (
        <section class="sheet stack" aria-labelledby="autre-nom">
          <h2 id="autre-nom">{t('pseudonym.title')}</h2>
          <p class="soft">{t('pseudonym.words')}</p>
          {tellers.map((id, index) => (
            <Form
              key={id}
              action={at(locale, 'pseudonym', code)}
              id={`nom-${index}`}
              submission_id={crypto.randomUUID()}
              hidden={{ person_id: id }}
              class="form narrow"
              errors={props.values['person_id'] === id ? { pseudonym: props.errors['pseudonym'] } : {}}
            >
              <Field
                name="pseudonym"
                label={t('pseudonym.of', { name: name(id) })}
                value={
                  props.values['person_id'] === id && props.errors['pseudonym']
                    ? String(props.values['pseudonym'] ?? '')
                    : (props.pseudonyms.get(id) ?? '')
                }
                maxlength={120}
              />
              <Button variant="line">{t('form.keep')}</Button>
            </Form>
          ))}
        </section>
      )}
      <p>
        <LinkButton href={stepHref(locale, 'licence', code)} size="l" after="arrow">
          {t('form.next')}
        </LinkButton>
      </p>
    </>
  )
}
