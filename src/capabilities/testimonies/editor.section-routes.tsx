// The sections of the workshop, one by one: what each shows, where it leads next.

import { listThemes } from '#core/contribution/contributions.ts'
import type { Doors } from '#core/doors.ts'
import { AppError } from '#core/platform/errors.ts'
import { language as languageField } from '#core/platform/fields.ts'
import { firstOf } from '#core/platform/http/forms.ts'
import { languageName } from '#core/platform/i18n.ts'
import { deskPage, redirect } from '#ui/respond.tsx'
import { at, editorAddresses, stepHref } from './editor.addresses.ts'
import { writers } from './editor.can.ts'
import { EasyForm, LicenceForm, OriginalForm, ThemesForm, TranslationForm } from './editor.forms.tsx'
import { Workshop } from './editor.frame.tsx'
import { journeyRoutes } from './editor.journey-routes.tsx'
import { AlignedTexts, TextsPart } from './editor.pages.tsx'
import { findText } from './editor.rules.ts'
import { open, sectionDoors } from './editor.section-doors.tsx'
import { licenceSection, originalSection, textSection, themesSection } from './editor.sections.ts'
import { shownOf } from './editor.shown.ts'
import { themeChoices } from './editor.words.ts'
import { editorTexts } from './editor-texts.ts'

const isLanguage = (tag: string): boolean => languageField.safeParse(tag).success

export function sectionRoutes(doors: Doors): void {
  sectionDoors(doors, 'text', (visit, { story }) => {
    const t = editorTexts.in(visit.locale)
    const language = isLanguage(firstOf(visit.form['language']))
      ? firstOf(visit.form['language'])
      : story.draft.language
    return {
      section: originalSection,
      step: 'text',
      action: at(visit.locale, 'text', story.code),
      next: () => stepHref(visit.locale, 'translations', story.code),
      heading: t('text.heading'),
      lead: t('text.lead'),
      language,
      autosaves: true,
      render: (shape) => <OriginalForm shape={shape} language={language} />,
    }
  })

  for (const form of ['translation', 'easy'] as const) {
    const list = form === 'easy' ? 'easy' : 'translations'
    const one = form === 'easy' ? 'easyText' : 'translation'
    doors.work('get', editorAddresses[list], writers, async (visit) => {
      const t = editorTexts.in(visit.locale)
      const opened = await open(visit)
      const { story } = opened
      const chosen = visit.query('langue')
      if (chosen && isLanguage(chosen)) return redirect(visit, at(visit.locale, one, story.code, { language: chosen }))
      return await deskPage(
        visit,
        { title: t(`step.${list}`) },
        <Workshop
          story={shownOf(opened)}
          step={list}
          done={visit.query('fait')}
          heading={t(`${form}.heading`)}
          lead={t(`${form}.lead`)}
        >
          <TextsPart code={story.code} content={story.draft} form={form} />
        </Workshop>,
      )
    })
    sectionDoors(doors, one, (visit, { story, draft }) => {
      const t = editorTexts.in(visit.locale)
      const language = visit.param('language')
      // A translation into the language told would be a second original.
      if (!isLanguage(language) || (form === 'translation' && language === story.draft.language))
        throw new AppError('not_found')
      const name = languageName(language, visit.locale)
      const exists = findText(draft.content, language, form) !== undefined
      return {
        section: textSection(language, form),
        step: list,
        here: name,
        action: at(visit.locale, one, story.code, { language }),
        next: () => stepHref(visit.locale, list, story.code),
        heading: t(`${form}.in`, { language: name }),
        lead: t(`${form}.lead`),
        language,
        autosaves: true,
        removal: (before) => ({
          ...before,
          content: {
            ...before.content,
            texts: before.content.texts.filter((text) => text.language !== language || text.form !== form),
          },
        }),
        render: (shape) =>
          form === 'easy' ? (
            <EasyForm shape={shape} language={language} exists={exists} />
          ) : (
            <TranslationForm shape={shape} language={language} exists={exists} />
          ),
        ...(form === 'translation' && { under: <AlignedTexts content={draft.content} language={language} /> }),
      }
    })
  }

  journeyRoutes(doors)

  sectionDoors(doors, 'themes', async (visit, { story }) => {
    const t = editorTexts.in(visit.locale)
    const themes = themeChoices(await listThemes(visit.desk.db), visit.locale)
    return {
      section: themesSection(themes.map(({ id }) => id)),
      step: 'themes',
      action: at(visit.locale, 'themes', story.code),
      next: () => stepHref(visit.locale, 'people', story.code),
      heading: t('themes.heading'),
      language: visit.locale,
      autosaves: false,
      wordsOf: (_name, value) => themes.find(({ id }) => id === value)?.label ?? value,
      render: (shape) => <ThemesForm shape={shape} themes={themes} language={story.draft.language} />,
    }
  })

  sectionDoors(doors, 'licence', (visit, { story }) => {
    const t = editorTexts.in(visit.locale)
    return {
      section: licenceSection,
      step: 'licence',
      action: at(visit.locale, 'licence', story.code),
      next: () => at(visit.locale, 'story', story.code),
      heading: t('licence.heading'),
      language: visit.locale,
      autosaves: true,
      render: (shape) => <LicenceForm shape={shape} />,
    }
  })
}
