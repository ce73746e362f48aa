// The ways in, one question a page: an address, then a code; or a password; or a passkey when the browser knows how.

import type { ComponentChildren } from 'preact'
import { hrefOf } from '#core/doors.ts'
import { assetUrl } from '#core/platform/assets.ts'
import { Button, LinkButton } from '#ui/button.tsx'
import { Form, Field, type FormErrors } from '#ui/form.tsx'
import { Icon } from '#ui/icons.tsx'
import { useLocale, useTexts } from '#ui/locale.tsx'
import { Banner } from '#ui/notices.tsx'
import { addresses } from './accounts.addresses.ts'
import { accountTexts } from './accounts.texts.ts'

type Typed = { email?: string; next?: string; errors?: FormErrors }

const Sheet = (props: { title: string; children: ComponentChildren }) => (
  <div class="narrow stack desk">
    <h1>{props.title}</h1>
    <div class="sheet stack">{props.children}</div>
  </div>
)

const withNext = (href: string, next: string | undefined): string =>
  next ? `${href}?next=${encodeURIComponent(next)}` : href

/** The address to send a code to. */
export function EnterPage({ email, next, errors }: Typed) {
  const t = useTexts(accountTexts)
  const locale = useLocale()
  return (
    <Sheet title={t('enter.title')}>
      <p>{t('enter.intro')}</p>
      <Form action={hrefOf(locale, addresses.enter)} hidden={{ next }} values={{ email }} errors={errors}>
        <Field
          name="email"
          type="email"
          label={t('enter.email')}
          hint={t('enter.email.hint')}
          autocomplete="username"
          maxlength={254}
          required
          spellcheck={false}
        />
        <p>
          <Button icon="mail">{t('enter.askCode')}</Button>
        </p>
      </Form>
      <OtherWays next={next} but="code" />
    </Sheet>
  )
}

/** The code received. The same page whether the address is known or not. */
export function CodePage({ email, next, errors }: Typed) {
  const t = useTexts(accountTexts)
  const locale = useLocale()
  return (
    <Sheet title={t('code.title')}>
      <Banner tone="info" icon="mail" role="status">
        {t('code.sent')}
      </Banner>
      <Form action={hrefOf(locale, addresses.code)} hidden={{ email, next }} errors={errors}>
        <Field
          name="code"
          label={t('code.code')}
          hint={t('code.code.hint')}
          inputmode="numeric"
          autocomplete="one-time-code"
          maxlength={20}
          required
        />
        <p>
          <Button>{t('enter.submit')}</Button>
        </p>
      </Form>
      <p>
        <a href={withNext(hrefOf(locale, addresses.enter), next)}>{t('code.again')}</a>
      </p>
    </Sheet>
  )
}

export function PasswordPage({ email, next, errors }: Typed) {
  const t = useTexts(accountTexts)
  const locale = useLocale()
  return (
    <Sheet title={t('enter.withPassword')}>
      <Form action={hrefOf(locale, addresses.password)} hidden={{ next }} values={{ email }} errors={errors}>
        <Field
          name="email"
          type="email"
          label={t('enter.email')}
          autocomplete="username"
          maxlength={254}
          required
          spellcheck={false}
        />
        <Field
          name="password"
          type="password"
          label={t('enter.password')}
          autocomplete="current-password"
          maxlength={256}
          required
        />
        <p>
          <Button>{t('enter.submit')}</Button>
        </p>
      </Form>
      <OtherWays next={next} but="password" />
    </Sheet>
  )
}

function OtherWays({ next, but }: { next: string | undefined; but: 'code' | 'password' }) {
  const t = useTexts(accountTexts)
  const locale = useLocale()
  return (
    <section class="stack" aria-labelledby="other-ways">
      <h2 class="as-l" id="other-ways">
        {t('enter.otherWays')}
      </h2>
      <PasskeyForm
        kind="get"
        action={hrefOf(locale, addresses.passkey)}
        options={hrefOf(locale, addresses.passkeyOptions)}
        next={next}
      >
        <Button variant="line" icon="key">
          {t('enter.withPasskey')}
        </Button>
      </PasskeyForm>
      <ul class="rows">
        <li>
          <a class="row" href={withNext(hrefOf(locale, but === 'code' ? addresses.password : addresses.enter), next)}>
            <Icon name={but === 'code' ? 'lock' : 'mail'} />{' '}
            {but === 'code' ? t('enter.withPassword') : t('enter.withCode')}
          </a>
        </li>
        <li>
          <a class="row" href={hrefOf(locale, addresses.card)}>
            <Icon name="cards" /> {t('enter.withCard')}
          </a>
        </li>
      </ul>
    </section>
  )
}

/** A form that the script of passkeys (src/client/passkey.island.ts) shows and fills; hidden without it. */
export function PasskeyForm(props: {
  kind: 'get' | 'create'
  action: string
  options: string
  next?: string | undefined
  children: ComponentChildren
}) {
  return (
    <>
      <form
        class="form"
        action={props.action}
        method="post"
        data-passkey={props.kind}
        data-options={props.options}
        hidden
      >
        <input type="hidden" name="response" value="" />
        {props.next && <input type="hidden" name="next" value={props.next} />}
        {props.children}
      </form>
      <script type="module" src={assetUrl('passkey')} />
    </>
  )
}

/** Where a one-time link leads: only the button uses it up. */
export function LinkPage({ token }: { token: string }) {
  const t = useTexts(accountTexts)
  return (
    <Sheet title={t('link.title')}>
      <p>{t('link.text')}</p>
      <Form action={hrefOf(useLocale(), addresses.link)} hidden={{ token }}>
        <p>
          <Button size="l">{t('enter.submit')}</Button>
        </p>
      </Form>
    </Sheet>
  )
}

export function LinkGonePage() {
  const t = useTexts(accountTexts)
  return (
    <Sheet title={t('link.gone.title')}>
      <p>{t('link.gone')}</p>
      <p>
        <LinkButton href={hrefOf(useLocale(), addresses.enter)} icon="mail">
          {t('enter.askCode')}
        </LinkButton>
      </p>
    </Sheet>
  )
}
