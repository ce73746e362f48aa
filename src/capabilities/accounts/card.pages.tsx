// A witness's way in: the number and code of her card.

import { hrefOf } from '#core/doors.ts'
import { Button } from '#ui/button.tsx'
import { Form, Field, type FormErrors } from '#ui/form.tsx'
import { useLocale, useTexts } from '#ui/locale.tsx'
import { addresses } from './accounts.addresses.ts'
import { accountTexts } from './accounts.texts.ts'

export function CardPage(props: { number?: string; next?: string | undefined; errors?: FormErrors; phone?: string }) {
  const t = useTexts(accountTexts)
  return (
    <div class="narrow stack desk">
      <h1>{t('card.title')}</h1>
      <div class="sheet stack">
        <p>{t('card.intro')}</p>
        <Form
          action={hrefOf(useLocale(), addresses.card)}
          hidden={{ next: props.next }}
          values={{ number: props.number }}
          errors={props.errors}
        >
          <Field
            name="number"
            label={t('card.number')}
            hint={t('card.number.hint')}
            inputmode="numeric"
            autocomplete="off"
            maxlength={20}
            required
          />
          <Field
            name="code"
            label={t('card.code')}
            hint={t('card.code.hint')}
            inputmode="numeric"
            autocomplete="off"
            maxlength={30}
            required
          />
          <p>
            <Button icon="key" size="l">
              {t('card.open')}
            </Button>
          </p>
        </Form>
        <p class="small soft">{t('card.alone')}</p>
        {props.phone && <p>{t('card.lost', { phone: props.phone.replaceAll(' ', '\u00a0') })}</p>}
      </div>
    </div>
  )
}
