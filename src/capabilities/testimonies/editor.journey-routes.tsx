// The doors of “Quand et où”: the period, the stages of the journey, their words; moving and taking them away.

import type { Doors } from '#core/doors.ts'
import { AppError } from '#core/platform/errors.ts'
import { firstOf } from '#core/platform/http/forms.ts'
import { otherLanguage } from '#ui/languages.ts'
import { redirect } from '#ui/respond.tsx'
import { saveSection } from './editor.actions.ts'
import { at, editorAddresses, stepHref } from './editor.addresses.ts'
import { writers } from './editor.can.ts'
import { StageForm, StageWordsForm } from './editor.forms.tsx'
import { madeOf } from './editor.input.ts'
import { JourneyPart } from './editor.pages.tsx'
import { moved } from './editor.rules.ts'
import { open, sectionDoors, shapeOf, show, type Asked, type Opened, type Screen } from './editor.section-doors.tsx'
import {
  baseOf,
  periodSection,
  stageSection,
  stagesOf,
  stagesSection,
  stageWordsSection,
  withStages,
  type Draft,
} from './editor.sections.ts'
import { editorTexts } from './editor-texts.ts'

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
    render: (shape) => (
      <JourneyPart
        code={story.code}
        content={draft.content}
        shape={shape}
        stagesBase={baseOf(stagesSection, draft)}
        submission_id={crypto.randomUUID()}
        error={error}
      />
    ),
  }
}

export function journeyRoutes(doors: Doors): void {
  sectionDoors(doors, 'journey', (visit, opened) => journeyScreen(visit, opened))

  // Moving and removing stages: one button each, and nothing typed that could be lost.
  doors.work('post', editorAddresses.stages, writers, async (visit) => {
    const opened = await open(visit)
    const [, what = '', number = ''] = /^(up|down|remove) (\d{1,2})$/.exec(firstOf(visit.form['do'])) ?? []
    const index = Number(number) - 1
    const list = stagesOf(opened.draft.content)
    if (!what || !list[index]) throw new AppError('invalid')
    const next =
      what === 'remove' ? list.filter((_, each) => each !== index) : moved(list, index, what === 'up' ? -1 : 1)
    try {
      await saveSection(
        visit.desk,
        visit.actor,
        opened.story.code,
        stagesSection,
        (draft) => withStages(draft, next),
        { ...madeOf(visit.form), version: -1 },
        visit.submission_id,
      )
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'conflict') throw error
      const now = await open(visit)
      const screen = journeyScreen(visit, now, editorTexts.in(visit.locale)('journey.moved'))
      return await show(visit, screen, now, shapeOf(visit, screen, now), 409)
    }
    return redirect(
      visit,
      `${at(visit.locale, 'journey', opened.story.code)}#etapes`,
      what === 'remove' ? 'enleve' : 'deplace',
    )
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
      next: (saved) =>
        isNew || stagesOf(saved.content).length === stagesOf(draft.content).length
          ? at(visit.locale, 'stageWords', story.code, {
              number: String(isNew ? stagesOf(saved.content).length : index + 1),
            })
          : at(visit.locale, 'journey', story.code),
      heading: isNew ? t('stop.new') : t('stop.number', { number: index + 1 }),
      language: visit.locale,
      autosaves: false,
      ...(!isNew && {
        removal: (before: Draft) =>
          withStages(
            before,
            stagesOf(before.content).filter((_, each) => each !== index),
          ),
      }),
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
