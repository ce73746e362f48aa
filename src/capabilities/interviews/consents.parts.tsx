// The questions put to a witness, in the manner of a conversation: one use, one answer. Nothing is answered for her.

import { questionGroups, questions, wordingOf, type QuestionGroup } from '#core/consent/questions.ts'
import { consentTexts } from '#core/consent/texts.ts'
import { languageName, locales, type Locale } from '#core/platform/i18n.ts'
import { Button } from '#ui/button.tsx'
import { Form, Select } from '#ui/form.tsx'
import { useLocale, useTexts } from '#ui/locale.tsx'
import { UseChoice } from '#ui/use-choice.tsx'
import { fieldOf } from './consents.input.ts'
import type { Given } from './consents.rules.ts'
import { texts } from './interviews.texts.ts'

/** `inShort`: the facilitator's screen shows the question in short and reads it whole; the witness's shows it whole. */
export function ConsentQuestions(props: { wordingLanguage: Locale; inShort: boolean; answered: Given }) {
  const ct = useTexts(consentTexts)
  const Heading = props.inShort ? 'h3' : 'h2'
  return (
    <>
      {questionGroups.map((group) => {
        if (group !== 'other')
          return (
            <section key={group} aria-labelledby={`g-${group}`}>
              <Heading class="as-l mb-2" id={`g-${group}`}>
                {ct(`group.${group}`)}
              </Heading>
              <Questions {...props} group={group} />
            </section>
          )
        const isAnswered = questions.some((each) => each.group === 'other' && props.answered[each.id] !== undefined)
        return (
          <details key={group} class="more" open={isAnswered}>
            <summary>
              <Heading class="as-l">{ct('group.other')}</Heading>
            </summary>
            <Questions {...props} group={group} />
          </details>
        )
      })}
    </>
  )
}

function Questions(props: { group: QuestionGroup; wordingLanguage: Locale; inShort: boolean }) {
  const ct = useTexts(consentTexts)
  const isOwn = useLocale() === props.wordingLanguage
  return (
    <>
      {questions
        .filter((question) => question.group === props.group)
        .map((question) => {
          const wording = wordingOf(question, props.wordingLanguage)
          const short = props.inShort && isOwn
          return (
            <UseChoice
              key={question.id}
              name={fieldOf(question.id)}
              icon={question.icon}
              title={short ? ct(`title.${question.id}`) : wording}
              language={props.wordingLanguage}
              spoken={{ text: wording, language: props.wordingLanguage }}
              {...(short ? { detail: ct(`detail.${question.id}`) } : {})}
              {...(isOwn ? {} : { gloss: ct(`title.${question.id}`) })}
            />
          )
        })}
    </>
  )
}

/** In which language the questions are put to her: chosen on the screen itself, without losing whose they are. */
export function WordingLanguageForm(props: { here: string; person_id: string; language: Locale }) {
  const t = useTexts(texts)
  return (
    <Form
      action={props.here}
      method="get"
      id="l"
      class="cluster"
      hidden={{ temoin: props.person_id }}
      values={{ langue: props.language }}
      label={t('consents.language')}
    >
      <Select
        name="langue"
        label={t('consents.language')}
        options={locales.map((value) => ({ value, label: languageName(value), lang: value }))}
      />
      <Button variant="line" icon="globe">
        {t('consents.languageChange')}
      </Button>
    </Form>
  )
}
