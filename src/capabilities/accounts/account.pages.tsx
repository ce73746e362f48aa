// One's own account: name, address, password, passkeys, devices. Each part is a form of its own.

import type { ComponentChildren } from 'preact'
import { hrefOf } from '#core/doors.ts'
import type { Account } from '#core/people/accounts.ts'
import { languageName, locales } from '#core/platform/i18n.ts'
import { Button } from '#ui/button.tsx'
import { Field, Form, Select, type FormErrors, type FormValues } from '#ui/form.tsx'
import { Day, useLocale, useTexts } from '#ui/locale.tsx'
import { Banner, Notice } from '#ui/notices.tsx'
import { addresses } from './accounts.addresses.ts'
import { accountTexts } from './accounts.texts.ts'
import { PasskeyForm } from './sign-in.pages.tsx'

export type AccountPart = 'you' | 'address' | 'code' | 'password' | 'passkey'
/** What the last form sent left to show: where, what was typed, what is wrong. */
export type AccountState = {
  part?: AccountPart
  values?: FormValues
  errors?: FormErrors
  new_email?: string
  done?: string
}

const notices = ['name', 'address', 'password', 'passkey', 'passkey-removed', 'sessions'] as const

export function AccountPage({ account, state }: { account: Account; state: AccountState }) {
  const t = useTexts(accountTexts)
  const locale = useLocale()
  const done = notices.find((each) => each === state.done)
  const of = (part: AccountPart) => (state.part === part ? { values: state.values, errors: state.errors } : {})
  return (
    <div class="narrow stack">
      <h1>{t('account.title')}</h1>
      <Notice>{done && t(`account.done.${done}`)}</Notice>
      <Part id="you" title={t('account.you')}>
        <Form
          id="fy"
          action={hrefOf(locale, addresses.account)}
          values={{ name: account.name, locale: account.locale, ...of('you').values }}
          errors={of('you').errors}
        >
          <Field
            name="name"
            label={t('account.name')}
            hint={t('account.name.hint')}
            autocomplete="name"
            maxlength={120}
            required
          />
          <Select
            name="locale"
            label={t('account.locale')}
            options={locales.map((each) => ({ value: each, label: languageName(each), lang: each }))}
          />
          <p>
            <Button>{t('account.save')}</Button>
          </p>
        </Form>
      </Part>
      <Part id="address" title={t('account.address')}>
        {account.email ? (
          <p>{t('account.address.now', { email: account.email })}</p>
        ) : (
          <Banner tone="wait">{t('account.address.none')}</Banner>
        )}
        {state.new_email ? (
          <Form
            id="fc"
            action={hrefOf(locale, addresses.accountAddressCode)}
            hidden={{ email: state.new_email }}
            errors={of('code').errors}
          >
            <p>{t('account.address.sent')}</p>
            <Field
              name="code"
              label={t('account.address.code', { email: state.new_email })}
              inputmode="numeric"
              autocomplete="one-time-code"
              maxlength={20}
              required
            />
            <p>
              <Button>{t('account.address.confirm')}</Button>
            </p>
          </Form>
        ) : (
          <Form id="fa" action={hrefOf(locale, addresses.accountAddress)} {...of('address')}>
            <Field
              name="email"
              type="email"
              label={t('account.address.new')}
              autocomplete="email"
              maxlength={254}
              required
              spellcheck={false}
            />
            <p>
              <Button variant="line">{t('account.address.send')}</Button>
            </p>
          </Form>
        )}
      </Part>
      <Part id="password" title={t('account.password')}>
        <p>{account.has_password ? t('account.password.has') : t('account.password.none')}</p>
        <Form id="fp" action={hrefOf(locale, addresses.accountPassword)} errors={of('password').errors}>
          {account.has_password && (
            <Field
              name="current"
              type="password"
              label={t('account.password.current')}
              autocomplete="current-password"
              maxlength={256}
              required
            />
          )}
          <Field
            name="password"
            type="password"
            label={t('account.password.new')}
            hint={t('account.password.new.hint')}
            autocomplete="new-password"
            maxlength={256}
            required
          />
          <p>
            <Button variant="line">{t('account.password.save')}</Button>
          </p>
        </Form>
      </Part>
      <Part id="passkeys" title={t('account.passkeys')}>
        <p>{t('account.passkeys.what')}</p>
        {of('passkey').errors && (
          <Banner tone="problem" role="alert">
            {of('passkey').errors?.['_form']}
          </Banner>
        )}
        <Passkeys account={account} />
      </Part>
      <Part id="devices" title={t('account.sessions')}>
        <p>{t('account.sessions.count', { count: account.session_count })}</p>
        {account.session_count > 1 && (
          <Form id="fs" action={hrefOf(locale, addresses.accountSessions)}>
            <p>
              <Button variant="line">{t('account.sessions.close')}</Button>
            </p>
          </Form>
        )}
      </Part>
    </div>
  )
}

function Passkeys({ account }: { account: Account }) {
  const t = useTexts(accountTexts)
  const locale = useLocale()
  return (
    <>
      {account.passkeys.length === 0 && <p class="soft">{t('account.passkeys.none')}</p>}
      <ul class="rows">
        {account.passkeys.map((key) => {
          const name = key.name || t('account.passkeys.unnamed')
          return (
            <li key={key.id} class="cluster">
              <span>
                <bdi>{name}</bdi>{' '}
                {key.created_at && (
                  <small class="soft">
                    <Day value={key.created_at} />
                  </small>
                )}
              </span>
              <form action={hrefOf(locale, addresses.accountPasskeyRemove)} method="post">
                <Button variant="quiet" size="s" icon="trash" name="id" value={key.id}>
                  {t('account.passkeys.remove', { name })}
                </Button>
              </form>
            </li>
          )
        })}
      </ul>
      <PasskeyForm
        kind="create"
        action={hrefOf(locale, addresses.accountPasskey)}
        options={hrefOf(locale, addresses.accountPasskeyOptions)}
      >
        <Field name="name" label={t('account.passkeys.name')} hint={t('account.passkeys.name.hint')} maxlength={60} />
        <p>
          <Button variant="line" icon="key">
            {t('account.passkeys.add')}
          </Button>
        </p>
      </PasskeyForm>
      <p class="small soft no-js-only">{t('account.passkeys.noScript')}</p>
    </>
  )
}

const Part = (props: { id: string; title: string; children: ComponentChildren }) => (
  <section class="sheet stack" aria-labelledby={`${props.id}-t`} id={props.id}>
    <h2 id={`${props.id}-t`}>{props.title}</h2>
    {props.children}
  </section>
)
