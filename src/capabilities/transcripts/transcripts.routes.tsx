// Doors of the words of sounds: files for everyone, with the reader's connection only; and the desk, for whoever may
// change the story.

import { randomUUID } from 'node:crypto'
import { writtenIn, type Media, type Writing } from '#core/contribution/media.content.ts'
import type { Doors, Visit } from '#core/doors.ts'
import { hrefOf, localPath } from '#core/doors.ts'
import { writeLines } from '#core/media/captions/lines.ts'
import { shortTime, writeTime } from '#core/media/captions/times.ts'
import type { Trouble } from '#core/media/captions/said.ts'
import type { Member, Role } from '#core/people/roles.ts'
import { AppError, notFound } from '#core/platform/errors.ts'
import { mistakesOf } from '#core/platform/fields.ts'
import { locales } from '#core/platform/i18n.ts'
import { firstOf, textFileField, type FormValues } from '#core/platform/http/forms.ts'
import { errorsOf } from '#ui/field-errors.ts'
import { fileTitleIn, takenName } from '#ui/file-name.ts'
import { languageOptions } from '#ui/languages.ts'
import { deskPage, redirect } from '#ui/respond.tsx'
import { EditPage } from './edit.pages.tsx'
import { askMachine, isAgreed } from './machine.actions.ts'
import { MediaWordsPage } from './media.pages.tsx'
import {
  addTranscript,
  checkTranscript,
  keepChapters,
  keepCues,
  keepSpeakers,
  removeTranscript,
  setTimes,
  type Unnamed,
} from './transcripts.actions.ts'
import { addresses } from './transcripts.addresses.ts'
import { fileOf } from './transcripts.files.ts'
import {
  AskMachineInput,
  ChaptersInput,
  LinesInput,
  NewTranscriptInput,
  speakerRows,
  SpeakersInput,
} from './transcripts.input.ts'
import type { Shown } from './transcripts.parts.tsx'
import { findTranscription, getHeard, getShown, transcriptIn, type Heard } from './transcripts.queries.ts'
import {
  chaptersPrint,
  cuesPrint,
  fileAsked,
  labelsOf,
  placeOf,
  saidOf,
  writingOf,
  type Which,
} from './transcripts.rules.ts'
import { texts } from './transcripts.texts.ts'

export const transcribers: readonly Role[] = ['contributor', 'facilitator', 'editor', 'administrator']
type AtWork = Visit<Member>

export function transcriptsRoutes(doors: Doors): void {
  doors.read(addresses.words, async ({ reader, param, c }) => {
    const asked = fileAsked(param('name'))
    const media = await getShown(reader, param('code'), param('file_id'))
    const transcript = asked && media[asked.writing]?.find((each) => each.language === asked.language)
    if (!asked || !transcript) throw notFound()
    const { duration_ms } = media
    const { body, headers } = fileOf(transcript, asked, { duration_ms, name: param('code') })
    return c.body(body, 200, headers)
  })
  const work = (
    method: 'get' | 'post',
    address: (typeof addresses)['media'],
    handler: (visit: AtWork) => Promise<Response>,
  ) => doors.work(method, address, transcribers, handler)
  work('get', addresses.media, async (visit) => await mediaPage(visit, await heardOf(visit)))
  work('get', addresses.copies, giveCopy)
  work('post', addresses.add, add)
  work('post', addresses.speakers, speakers)
  work('post', addresses.machine, ask)
  work('get', addresses.edit, async (visit) => await editPage(visit, await heardOf(visit)))
  work('post', addresses.edit, keep)
  work('post', addresses.chapters, chapters)
  work('post', addresses.check, async (visit) => {
    await checkTranscript(visit.desk, visit, ...(await oneOf(visit)))
    return back(visit, 'checked')
  })
  work('post', addresses.times, async (visit) => {
    await setTimes(visit.desk, visit, ...(await oneOf(visit)))
    return back(visit, 'kept')
  })
  work('post', addresses.remove, async (visit) => {
    await removeTranscript(visit.desk, visit, ...(await oneOf(visit)))
    return back(visit, 'removed')
  })
}

const heardOf = async ({ desk, actor, param }: AtWork): Promise<Heard> =>
  await getHeard(desk.db, actor, { code: param('code'), file_id: param('file_id') }, desk.now())

/** The text that the address is about. */
const whichOf = ({ param }: AtWork): Which => ({ writing: writingOf(param('sort')), language: param('language') })

/** The sound and the text of the address; `not_found` when it has none. */
async function oneOf(visit: AtWork): Promise<[Heard, Which]> {
  const heard = await heardOf(visit)
  const which = whichOf(visit)
  transcriptIn(heard.media, which)
  return [heard, which]
}

const atOf = ({ param }: AtWork) => ({ code: param('code'), file_id: param('file_id') })
/** The workshop of what is told: the desk's menu shows that one is there. */
const withinOf = ({ kinds, locale }: AtWork, { contribution }: Heard): string =>
  localPath(locale, kinds.get(contribution.kind)?.workshop(contribution.code) ?? '/bureau')
const back = (visit: AtWork, notice: string): Response =>
  redirect(visit, hrefOf(visit.locale, addresses.media, atOf(visit)), notice)
/** “Voix 2”, for someone without a name. */
const unnamedIn =
  ({ locale }: AtWork): Unnamed =>
  (rank) =>
    texts.in(locale)('voices.row', { rank })

const shownOf = (visit: AtWork, { title, media, file, contribution }: Heard): Shown => ({
  at: atOf(visit),
  title,
  language: contribution.draft.language,
  home: localPath(visit.locale, visit.kinds.get(contribution.kind)?.workshop(contribution.code) ?? '/bureau'),
  nature: media.nature === 'video' ? 'video' : 'sound',
  name: fileTitleIn(media.words, file.name, visit.locale, contribution.draft.language),
  tracks: media.transcripts,
})

const notices = ['added', 'kept', 'checked', 'removed', 'asked'] as const
function noticeOf(visit: AtWork): string | undefined {
  const done = notices.find((each) => each === visit.query('fait'))
  return done && texts.in(visit.locale)(`done.${done}`)
}

type Sent = {
  values: FormValues
  errors: Record<string, string | undefined>
  troubles: Trouble[]
  canTakeRest?: boolean
}

async function mediaPage(visit: AtWork, heard: Heard, sent?: Sent): Promise<Response> {
  const { desk, config, locale } = visit
  const { media, tellers, contribution } = heard
  const shown = shownOf(visit, heard)
  const isThere = config.transcribe !== undefined
  return await deskPage(
    visit,
    {
      title: texts.in(locale)('title'),
      within: withinOf(visit, heard),
      hasErrors: sent !== undefined,
      ...(sent && { status: 422 }),
    },
    <MediaWordsPage
      shown={shown}
      transcripts={media.transcripts}
      descriptions={media.descriptions ?? []}
      sent={writingOf(firstOf(sent?.values['sort']))}
      speakers={media.speakers}
      labels={labelsOf(media.speakers, tellers, unnamedIn(visit))}
      tellers={tellers}
      machine={{
        isThere,
        isAgreed: isThere && (await isAgreed(desk, desk.db, contribution, desk.now())),
        asked: await findTranscription(desk.db, media.file_id),
      }}
      values={
        sent?.values ?? {
          language: firstFree(heard, 'transcripts'),
          form: media.transcripts.length ? 'translation' : 'original',
        }
      }
      nextDescribed={firstFree(heard, 'descriptions')}
      errors={sent?.errors ?? {}}
      troubles={sent?.troubles ?? []}
      canTakeRest={sent?.canTakeRest ?? false}
      notice={noticeOf(visit)}
      next_id={randomUUID}
    />,
  )
}

/** The story's own language, then those of the interface, then any other. */
const firstFree = ({ media, contribution }: Heard, writing: Writing): string =>
  [contribution.draft.language, ...locales, ...languageOptions().map(({ value }) => value)].find(
    (language) => !writtenIn(media, writing).some((each) => each.language === language),
  ) ?? contribution.draft.language

async function add(visit: AtWork): Promise<Response> {
  const { desk, form, locale } = visit
  const heard = await heardOf(visit)
  const parsed = NewTranscriptInput.safeParse(form)
  // What came as a file stays in the field: a file must be chosen again, a text need not.
  const text = firstOf(form[textFileField]).trim() ? firstOf(form[textFileField]) : firstOf(form['text'])
  const values = { ...form, text }
  if (!parsed.success)
    return await mediaPage(visit, heard, { values, errors: errorsOf(mistakesOf(parsed.error), locale), troubles: [] })
  try {
    const refused = await addTranscript(desk, visit, heard, parsed.data, unnamedIn(visit))
    if (refused) {
      const isEmpty = refused.troubles.some(({ what }) => what === 'empty' || what === 'large' || what === 'json')
      return await mediaPage(visit, heard, { values, errors: {}, troubles: refused.troubles, canTakeRest: !isEmpty })
    }
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'conflict')) throw error
    const errors = { language: texts.in(locale)('add.taken') }
    return await mediaPage(visit, await heardOf(visit), { values, errors, troubles: [] })
  }
  const { language, sort } = parsed.data
  // Nothing to read again: straight to writing.
  return parsed.data.text.trim()
    ? back(visit, 'added')
    : redirect(visit, hrefOf(locale, addresses.edit, { ...atOf(visit), sort, language }), 'added')
}

async function speakers(visit: AtWork): Promise<Response> {
  const heard = await heardOf(visit)
  const parsed = SpeakersInput.safeParse(speakerRows(visit.form))
  if (!parsed.success) throw new AppError('invalid', 'speakers')
  await keepSpeakers(visit.desk, visit, heard, parsed.data)
  return back(visit, 'kept')
}

async function ask(visit: AtWork): Promise<Response> {
  const heard = await heardOf(visit)
  const parsed = AskMachineInput.safeParse(visit.form)
  if (!parsed.success || !visit.config.transcribe) throw new AppError('invalid', 'machine')
  await askMachine(visit.desk, visit, heard, parsed.data.language)
  return back(visit, 'asked')
}

async function giveCopy(visit: AtWork): Promise<Response> {
  const heard = await heardOf(visit)
  const asked = fileAsked(visit.param('name'))
  if (!asked) throw notFound()
  const { media, tellers, duration_ms, file, contribution } = heard
  const transcript = transcriptIn(media, asked)
  const labels = labelsOf(media.speakers, tellers, unnamedIn(visit))
  const written = { ...transcript, cues: saidOf(transcript.cues, media.speakers, labels) }
  const { text } = fileTitleIn(media.words, file.name, visit.locale, contribution.draft.language)
  const name = takenName(contribution.code, text)
  const { body, headers } = fileOf(written, asked, { duration_ms, name, isTaken: true })
  return visit.c.body(body, 200, headers)
}

type Edited = {
  lines?: string
  troubles?: Trouble[]
  /** Someone else kept other captions, or other chapters. */
  conflict?: 'lines' | 'chapters'
  chapters?: { text: string; troubles?: Trouble[] }
  status?: 409 | 422
}

async function editPage(visit: AtWork, heard: Heard, sent: Edited = {}): Promise<Response> {
  const { locale } = visit
  const { media, tellers } = heard
  const which = whichOf(visit)
  const isSeen = which.writing === 'descriptions'
  const voices = labelsOf(media.speakers, tellers, unnamedIn(visit))
  const labels = isSeen ? [] : voices
  const transcript = transcriptIn(media, which)
  const others = besidesOf(media, which)
  const beside = others.find(({ value }) => value === visit.query('avec'))
  const kept = writeLines(saidOf(transcript.cues, media.speakers, labels), labels)
  const keptChapters = transcript.chapters
    .map(({ start, title }) => `${start % 1000 ? writeTime(start) : shortTime(start)} ${title}`)
    .join('\n')
  return await deskPage(
    visit,
    {
      title: texts.in(locale)('medium'),
      within: withinOf(visit, heard),
      hasErrors: sent.status !== undefined,
      ...(sent.status && { status: sent.status }),
    },
    <EditPage
      shown={shownOf(visit, heard)}
      writing={which.writing}
      language={transcript.language}
      lines={sent.lines ?? kept}
      print={cuesPrint(transcript, labels)}
      labels={labels}
      errors={{}}
      troubles={sent.troubles ?? []}
      theirs={sent.conflict === 'lines' ? kept : undefined}
      chapters={{
        text: sent.chapters?.text ?? keptChapters,
        print: chaptersPrint(transcript),
        troubles: sent.chapters?.troubles ?? [],
        theirs: sent.conflict === 'chapters' ? keptChapters : undefined,
      }}
      beside={
        beside && {
          value: beside.value,
          language: beside.transcript.language,
          said: saidOf(beside.transcript.cues, media.speakers, voices),
        }
      }
      others={others.map(({ value, transcript: { language } }) => ({ value, language }))}
      notice={sent.status ? undefined : noticeOf(visit)}
      next_id={randomUUID}
    />,
  )
}

/** What may stand beside: the other languages; beside what one sees, what is said too (`dit-fr`). */
function besidesOf(media: Media, { writing, language }: Which) {
  const others = writtenIn(media, writing).filter((each) => each.language !== language)
  return [
    ...(writing === 'descriptions'
      ? media.transcripts.map((transcript) => ({ value: `dit-${transcript.language}`, transcript }))
      : []),
    ...others.map((transcript) => ({ value: transcript.language, transcript })),
  ]
}

async function keep(visit: AtWork): Promise<Response> {
  const { desk, actor, form, locale, c } = visit
  const [heard, which] = await oneOf(visit)
  const isAutosave = c.req.header('x-autosave') === '1'
  const parsed = LinesInput.safeParse(form)
  const lines = firstOf(form['lines'])
  if (!parsed.success) {
    if (isAutosave) return c.json({}, 422)
    return await editPage(visit, heard, { lines, status: 422 })
  }
  const asked = { actor, submission_id: isAutosave ? undefined : visit.submission_id }
  try {
    const kept = await keepCues(desk, asked, heard, { which, ...parsed.data }, unnamedIn(visit))
    if ('troubles' in kept) {
      if (isAutosave) return c.json({}, 422)
      return await editPage(visit, heard, { lines, troubles: kept.troubles, status: 422 })
    }
    if (isAutosave) return c.json({ savedAt: desk.now().toISOString(), fields: { print: kept.print } })
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'conflict')) throw error
    if (isAutosave) return c.json({ message: texts.in(locale)('edit.conflict.title') }, 409)
    return await editPage(visit, await heardOf(visit), { lines, conflict: 'lines', status: 409 })
  }
  const beside = visit.query('avec')
  const here = hrefOf(locale, addresses.edit, { ...atOf(visit), ...placeOf(which) })
  return redirect(
    visit,
    besidesOf(heard.media, which).some(({ value }) => value === beside) ? `${here}?avec=${beside}` : here,
    'kept',
  )
}

async function chapters(visit: AtWork): Promise<Response> {
  const { desk, form, locale } = visit
  const [heard, which] = await oneOf(visit)
  const { language } = which
  const parsed = ChaptersInput.safeParse(form)
  const text = firstOf(form['chapters'])
  if (!parsed.success) return await editPage(visit, heard, { chapters: { text }, status: 422 })
  try {
    const refused = await keepChapters(desk, visit, heard, { language, ...parsed.data })
    if (refused) return await editPage(visit, heard, { chapters: { text, troubles: refused.troubles }, status: 422 })
  } catch (error) {
    if (!(error instanceof AppError && error.code === 'conflict')) throw error
    return await editPage(visit, await heardOf(visit), { chapters: { text }, conflict: 'chapters', status: 409 })
  }
  return redirect(visit, hrefOf(locale, addresses.edit, { ...atOf(visit), ...placeOf(which) }), 'kept')
}
