// How a section of the workshop is shown and saved, by button or as one types; and, when someone else wrote in the same
// place meanwhile, how both texts are shown with nothing lost.

import type { ComponentChildren } from 'preact'
import type { Doors, Visit } from '#core/doors.ts'
import type { Member } from '#core/people/roles.ts'
import { AppError } from '#core/platform/errors.ts'
import type { FieldMistakes } from '#core/platform/fields.ts'
import { firstOf, type FormValues } from '#core/platform/http/forms.ts'
import { errorsOf, sentenceOf } from '#ui/field-errors.ts'
import { deskPage, redirect } from '#ui/respond.tsx'
import { openStory, saveSection } from './editor.actions.ts'
import { editorAddresses, type EditorPlace } from './editor.addresses.ts'
import { writers } from './editor.can.ts'
import { ConflictPart, differingFields } from './editor.compare.tsx'
import type { Shape } from './editor.forms.tsx'
import { Workshop } from './editor.frame.tsx'
import { madeOf } from './editor.input.ts'
import { creditedNames } from './editor.queries.ts'
import type { Step } from './editor.rules.ts'
import { baseOf, type Draft, type Made, type Section } from './editor.sections.ts'
import { shownOf } from './editor.shown.ts'
import { conflictWords, labelsOf, ownErrors } from './editor.words.ts'
import { editorTexts } from './editor-texts.ts'

export type Asked = Visit<Member>
export type Screen = {
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
  render: (shape: Shape) => ComponentChildren
  /** Shown under the form. */
  under?: ComponentChildren
}

export type Opened = Awaited<ReturnType<typeof openStory>> & { draft: Draft }

export async function open(visit: Asked): Promise<Opened> {
  const opened = await openStory(visit.desk, visit.actor, visit.param('code'))
  const { story, canEdit } = opened
  if (!canEdit) throw new AppError('forbidden', 'role')
  return { ...opened, draft: { content: story.draft, notes: story.notes } }
}

export const shapeOf = (
  visit: Asked,
  screen: Screen,
  { story, draft }: Opened,
  values: FormValues = screen.section.valuesOf(draft),
  mistakes: FieldMistakes = {},
): Shape => ({
  action: screen.action,
  submission_id: visit.submission_id,
  version: story.draft_version,
  base: baseOf(screen.section, draft),
  values,
  errors: errorsOf(mistakes, visit.locale, ownErrors(visit.locale, mistakes)),
  autosave: screen.autosaves ? screen.action : undefined,
})

export async function show(
  visit: Asked,
  screen: Screen,
  opened: Opened,
  shape: Shape,
  status?: 409 | 422,
): Promise<Response> {
  const t = editorTexts.in(visit.locale)
  const { story } = opened
  const title = `${screen.here ?? t(`step.${screen.step}`)} · ${story.draft.texts[0]?.title || t('story.untitledNumber', { code: story.code })}`
  return await deskPage(
    visit,
    { title, ...(status && { status, hasErrors: true }) },
    <Workshop
      story={shownOf(opened)}
      step={screen.step}
      {...(screen.here && { here: screen.here })}
      done={visit.query('fait')}
      heading={screen.heading}
      {...(screen.lead && { lead: screen.lead })}
    >
      {screen.render(shape)}
      {screen.under}
    </Workshop>,
  )
}

async function showConflict(visit: Asked, screen: Screen): Promise<Response> {
  const t = editorTexts.in(visit.locale)
  const opened = await open(visit)
  const { story, draft } = opened
  const by = story.draft_saved_by
    ? (await creditedNames(visit.desk.db, [story.draft_saved_by])).get(story.draft_saved_by)
    : undefined
  const fields = differingFields(
    visit.form,
    screen.section.valuesOf(draft),
    labelsOf(visit.locale),
    screen.wordsOf ?? conflictWords(visit.locale),
  )
  const shape = {
    ...shapeOf(visit, screen, opened, visit.form),
    submission_id: crypto.randomUUID(),
    autosave: undefined,
  }
  return await deskPage(
    visit,
    { title: t('conflict.title'), status: 409 },
    <Workshop story={shownOf(opened)} step={screen.step} here={t('conflict.here')}>
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
    if (isAutosave)
      return visit.c.json(
        { message: Object.values(read.mistakes).map((each) => sentenceOf(each, visit.locale))[0] },
        422,
      )
    return await show(visit, screen, opened, shapeOf(visit, screen, opened, visit.form, read.mistakes), 422)
  }
  let saved: Made
  try {
    saved = await saveSection(
      visit.desk,
      visit.actor,
      opened.story.code,
      screen.section,
      read.apply,
      madeOf(visit.form),
      isAutosave ? undefined : visit.submission_id,
    )
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'conflict') throw error
    return isAutosave ? visit.c.json({ message: t('conflict.autosave') }, 409) : await showConflict(visit, screen)
  }
  if (isAutosave)
    return visit.c.json({
      ...saved,
      savedAt: visit.now().toISOString(),
      fields: { version: saved.version, base: saved.base },
    })
  const goesOn = removes || firstOf(visit.form['do']) !== 'stay'
  return redirect(visit, goesOn ? screen.next(read.apply(opened.draft)) : screen.action, removes ? 'enleve' : 'garde')
}

/** Opens the two doors of a section: to see it, and to save it. */
export function sectionDoors(
  doors: Doors,
  place: EditorPlace,
  screenOf: (visit: Asked, opened: Opened) => Screen | Promise<Screen>,
): void {
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
