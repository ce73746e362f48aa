// The doors of the workshop's sections: show a form, save it (by button or as one types), and, when someone else wrote
// in the same place meanwhile, show both texts with nothing lost.

import type { ComponentChildren } from 'preact'
import { listThemes, type Contribution } from '#core/contribution/contributions.ts'
import type { Doors, Visit } from '#core/doors.ts'
import type { Member } from '#core/people/roles.ts'
import { AppError } from '#core/platform/errors.ts'
import { language as languageField, type FieldMistakes } from '#core/platform/fields.ts'
import { firstOf, type FormValues } from '#core/platform/http/forms.ts'
import { languageName } from '#core/platform/i18n.ts'
import { sentenceOf, errorsOf } from '#ui/field-errors.ts'
import { otherLanguage } from '#ui/languages.ts'
import { deskPage, redirect } from '#ui/respond.tsx'
import { openStory, saveSection, type Saved } from './editor.actions.ts'
import { at, editorAddresses, stepHref, type EditorPlace } from './editor.addresses.ts'
import { writers } from './editor.can.ts'
import { ConflictPart, differingFields } from './editor.compare.tsx'
import { EasyForm, LicenceForm, OriginalForm, StageForm, StageWordsForm, ThemesForm, TranslationForm, type Shape } from './editor.forms.tsx'
import { Workshop } from './editor.frame.tsx'
import { madeOf } from './editor.input.ts'
import { AlignedTexts, JourneyPart, TextsPart } from './editor.pages.tsx'
import { creditedNames } from './editor.queries.ts'
import { findText, moved, type Step } from './editor.rules.ts'
import {
  baseOf, licenceSection, originalSection, periodSection, stageSection, stagesOf, stagesSection, stageWordsSection, textSection, themesSection, withStages,
  type Draft, type Section,
} from './editor.sections.ts'
import { shownOf } from './editor.shown.ts'
import { conflictWords, labelsOf, ownErrors, themeChoices } from './editor.words.ts'
import { editorTexts } from './editor-texts.ts'

type Asked = Visit<Member>
type Screen = {
  section: Section
  step: Step
  action: string
  /** Where “keep and go on” leads. */
  next: (saved: Draft) => string
  heading: string
  lead?: string
  here?: string
  /** The language of its words, for comparing. */
  language: string
  autosaves: boolean
  /** What the button “remove” does, where there is one. */
  removal?: (draft: Draft) => Draft
  wordsOf?: (name: string, value: string) => string
  render: (shape: Shape, error?: string) => ComponentChildren
  /** Shown under the form. */
  under?: ComponentChildren
}

type Opened = { story: Contribution; draft: Draft }

async function open(visit: Asked): Promise<Opened> {
  const { story, canEdit } = await openStory(visit.desk, visit.actor, visit.param('code'))
  if (!canEdit) throw new AppError('forbidden', 'role')
  return { story, draft: { content: story.draft, notes: story.notes } }
}

const shapeOf = (visit: Asked, screen: Screen, { story, draft }: Opened, values: FormValues = screen.section.valuesOf(draft), mistakes: FieldMistakes = {}): Shape => ({
  action: screen.action,
  submission_id: visit.submission_id,
  version: story.draft_version,
  base: baseOf(screen.section, draft),
  values,
  errors: errorsOf(mistakes, visit.locale, ownErrors(visit.locale, mistakes)),
  autosave: screen.autosaves ? screen.action : undefined,
})

async function show(visit: Asked, screen: Screen, opened: Opened, shape: Shape, status?: 422): Promise<Response> {
  const t = editorTexts.in(visit.locale)
  const { story } = opened
  const title = `${screen.here ?? t(`step.${screen.step}`)} · ${story.draft.texts[0]?.title || t('story.untitledNumber', { code: story.code })}`
  return await deskPage(
    visit,
    { title, ...(status && { status, hasErrors: true }) },
    <Workshop story={shownOf(story, true)} step={screen.step} {...(screen.here && { here: screen.here })} done={visit.query('fait')} heading={screen.heading} {...(screen.lead && { lead: screen.lead })}>
      {screen.render(shape)}
      {screen.under}
    </Workshop>,
  )
}

async function showConflict(visit: Asked, screen: Screen): Promise<Response> {
  const t = editorTexts.in(visit.locale)
  const opened = await open(visit)
  const { story, draft } = opened
  const by = story.draft_saved_by ? (await creditedNames(visit.desk.db, [story.draft_saved_by])).get(story.draft_saved_by) : undefined
  const fields = differingFields(visit.form, screen.section.valuesOf(draft), labelsOf(visit.locale), screen.wordsOf ?? conflictWords(visit.locale))
  const shape = { ...shapeOf(visit, screen, opened, visit.form), submission_id: crypto.randomUUID(), autosave: undefined }
  return await deskPage(
    visit,
    { title: t('conflict.title'), status: 409 },
    <Workshop story={shownOf(story, true)} step={screen.step} here={t('conflict.here')}>
      <ConflictPart fields={fields} language={screen.language} by={by} at={story.draft_saved_at} reload={screen.action}>
        {screen.render(shape)}
      </ConflictPart>
    </Workshop>,
  )
}

async function save(visit: Asked, screen: Screen, opened: Opened): Promise<Response> {
  const t = editorTexts.in(visit.locale)
  const isAutosave = visit.c.req.header('x-autosave') === '1'
  const removes = firstOf(visit.form['do']) === 'remove' && screen.removal !== undefined
  const read = removes && screen.removal ? { apply: screen.removal } : screen.section.read(visit.form, opened.draft)
  if ('mistakes' in read) {
    if (isAutosave) return visit.c.json({ message: Object.values(read.mistakes).map((each) => sentenceOf(each, visit.locale))[0] }, 422)
    return await show(visit, screen, opened, shapeOf(visit, screen, opened, visit.form, read.mistakes), 422)
  }
  let saved: Saved
  try {
    saved = await saveSection(visit.desk, visit.actor, opened.story.code, screen.section, read.apply, madeOf(visit.form), isAutosave ? undefined : visit.submission_id)
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'conflict') throw error
    return isAutosave ? visit.c.json({ message: t('conflict.autosave') }, 409) : await showConflict(visit, screen)
  }
  if (isAutosave) return visit.c.json({ ...saved, savedAt: visit.now().toISOString(), fields: { version: saved.version, base: saved.base } })
  const goesOn = removes || firstOf(visit.form['do']) !== 'stay'
  return redirect(visit, goesOn ? screen.next(read.apply(opened.draft)) : screen.action, removes ? 'enleve' : 'garde')
}

/** Opens the two doors of a section: to see it, and to save it. */
function sectionDoors(doors: Doors, place: EditorPlace, screenOf: (visit: Asked, opened: Opened) => Screen | Promise<Screen>): void {
  doors.work('get', editorAddresses[place], writers, async (visit) => {
    const opened = await open(visit)
    const screen = await screenOf(visit, opened)
    return await show(visit, screen, opened, shapeOf(visit, screen, opened))
  })
  doors.work('post', editorAddresses[place], writers, async (visit) => {
    const opened = await open(visit)
    return await save(visit, await screenOf(visit, opened), opened)
  })
}

const isLanguage = (tag: string): boolean => languageField.safeParse(tag).success

export function sectionRoutes(doors: Doors): void {
  sectionDoors(doors, 'text', (visit, { story }) => {
    const t = editorTexts.in(visit.locale)
    const language = isLanguage(firstOf(visit.form['language'])) ? firstOf(visit.form['language']) : story.draft.language
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
      const { story } = await open(visit)
      const chosen = visit.query('langue')
      if (chosen && isLanguage(chosen)) return redirect(visit, at(visit.locale, one, story.code, { language: chosen }))
      return await deskPage(
        visit,
        { title: t(`step.${list}`) },
        <Workshop story={shownOf(story, true)} step={list} done={visit.query('fait')} heading={t(`${form}.heading`)} lead={t(`${form}.lead`)}>
          <TextsPart code={story.code} content={story.draft} form={form} />
        </Workshop>,
      )
    })
    sectionDoors(doors, one, (visit, { story, draft }) => {
      const t = editorTexts.in(visit.locale)
      const language = visit.param('language')
      // A translation into the language told would be a second original.
      if (!isLanguage(language) || (form === 'translation' && language === story.draft.language)) throw new AppError('not_found')
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
        removal: (before) => ({ ...before, content: { ...before.content, texts: before.content.texts.filter((text) => text.language !== language || text.form !== form) } }),
        render: (shape) => (form === 'easy' ? <EasyForm shape={shape} language={language} exists={exists} /> : <TranslationForm shape={shape} language={language} exists={exists} />),
        ...(form === 'translation' && { under: <AlignedTexts content={draft.content} language={language} /> }),
      }
    })
  }

  const journeyScreen = (visit: Asked, { story, draft }: Opened, error?: string): Screen => {
    const t = editorTexts.in(visit.locale)
    return {
      section: periodSection,
      step: 'journey',
      action: at(visit.locale, 'journey', story.code),
      next: () => stepHref(visit.locale, 'themes', story.code),
      heading: t('journey.heading'),
      language: visit.locale,
      autosaves: false,
      render: (shape) => <JourneyPart code={story.code} content={draft.content} shape={shape} stagesBase={baseOf(stagesSection, draft)} submission_id={crypto.randomUUID()} error={error} />,
    }
  }
  sectionDoors(doors, 'journey', (visit, opened) => journeyScreen(visit, opened))

  // Moving and removing stages: one button each, and nothing typed that could be lost.
  doors.work('post', editorAddresses.stages, writers, async (visit) => {
    const opened = await open(visit)
    const [, what = '', number = ''] = /^(up|down|remove) (\d{1,2})$/.exec(firstOf(visit.form['do'])) ?? []
    const index = Number(number) - 1
    const list = stagesOf(opened.draft.content)
    if (!what || !list[index]) throw new AppError('invalid')
    const next = what === 'remove' ? list.filter((_, each) => each !== index) : moved(list, index, what === 'up' ? -1 : 1)
    try {
      await saveSection(visit.desk, visit.actor, opened.story.code, stagesSection, (draft) => withStages(draft, next), { ...madeOf(visit.form), version: -1 }, visit.submission_id)
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'conflict') throw error
      const now = await open(visit)
      const screen = journeyScreen(visit, now, editorTexts.in(visit.locale)('journey.moved'))
      const response = await show(visit, screen, now, shapeOf(visit, screen, now))
      return new Response(response.body, { status: 409, headers: response.headers })
    }
    return redirect(visit, `${at(visit.locale, 'journey', opened.story.code)}#etapes`, what === 'remove' ? 'enleve' : 'deplace')
  })

  sectionDoors(doors, 'stage', (visit, { story, draft }) => {
    const t = editorTexts.in(visit.locale)
    const { index, isNew } = stageIndex(visit, draft)
    const number = isNew ? 'nouvelle' : String(index + 1)
    return {
      section: stageSection(isNew ? null : index),
      step: 'journey',
      here: isNew ? t('stop.new') : t('stop.number', { number: index + 1 }),
      action: at(visit.locale, 'stage', story.code, { number }),
      next: (saved) => (isNew || stagesOf(saved.content).length === stagesOf(draft.content).length ? at(visit.locale, 'stageWords', story.code, { number: String(isNew ? stagesOf(saved.content).length : index + 1) }) : at(visit.locale, 'journey', story.code)),
      heading: isNew ? t('stop.new') : t('stop.number', { number: index + 1 }),
      language: visit.locale,
      autosaves: false,
      ...(!isNew && { removal: (before: Draft) => withStages(before, stagesOf(before.content).filter((_, each) => each !== index)) }),
      render: (shape) => <StageForm shape={shape} removable={!isNew} />,
    }
  })

  sectionDoors(doors, 'stageWords', (visit, { story, draft }) => {
    const t = editorTexts.in(visit.locale)
    const { index, isNew } = stageIndex(visit, draft)
    if (isNew && visit.c.req.method === 'GET') throw new AppError('not_found')
    const languages = [...new Set(story.draft.texts.map((text) => text.language))].slice(0, 4)
    const place = stagesOf(draft.content)[index]?.place ?? ''
    return {
      section: stageWordsSection(index, languages),
      step: 'journey',
      here: t('stop.number', { number: index + 1 }),
      action: at(visit.locale, 'stageWords', story.code, { number: visit.param('number') }),
      next: () => `${at(visit.locale, 'journey', story.code)}#etapes`,
      heading: t('stop.wordsOf', { number: index + 1, place }),
      lead: t('stop.wordsLead'),
      language: story.draft.language === otherLanguage ? visit.locale : story.draft.language,
      autosaves: true,
      render: (shape) => <StageWordsForm shape={shape} languages={languages} />,
    }
  })

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
      render: (shape) => <ThemesForm shape={shape} themes={themes} />,
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

/** Which stage the address names. One that someone removed meanwhile is treated as new, so that nothing typed is lost. */
function stageIndex(visit: Asked, draft: Draft): { index: number; isNew: boolean } {
  const number = visit.param('number')
  const count = stagesOf(draft.content).length
  if (number === 'nouvelle') return { index: count, isNew: true }
  if (!/^[1-9]\d?$/.test(number)) throw new AppError('not_found')
  if (Number(number) <= count) return { index: Number(number) - 1, isNew: false }
  if (visit.c.req.method === 'GET') throw new AppError('not_found')
  return { index: count, isNew: true }
}
