// Doors by which files come in: tus, and the plain form. Members at the desk, a witness with her card.

import { Metadata } from '@tus/server'
import { randomUUID } from 'node:crypto'
import { localPath, type Doors, type Visit } from '#core/doors.ts'
import type { Bringer } from '#core/media/receive/addresses.ts'
import { hasRoom } from '#core/media/receive/limits.ts'
import { outcomeOf, receive, type Outcome } from '#core/media/receive/receive.ts'
import type { Refusal } from '#core/media/receive/refusals.ts'
import { arrivedOf, dropUpload, findUpload, type Upload } from '#core/media/receive/uploads.ts'
import { personOf, type CardHolder, type Member, type Role } from '#core/people/roles.ts'
import { AppError } from '#core/platform/errors.ts'
import { safeNext } from '#core/platform/http/next.ts'
import { deskPage, page, redirect } from '#ui/respond.tsx'
import { uploadTexts } from '#ui/upload-texts.ts'
import { beginFor, getOwnUpload, openForBringing } from './uploads.actions.ts'
import { depots, elsewhere } from './uploads.addresses.ts'
import { SendingInput, TusInput } from './uploads.input.ts'
import { BroughtPage, type Told } from './uploads.pages.tsx'
import { refusedIn, toldOf } from './uploads.told.ts'
import { readPlainForm } from './uploads.plain.ts'
import { answerTus, tusVersion } from './uploads.tus.ts'

const bringers: readonly Role[] = ['contributor', 'facilitator', 'editor', 'administrator']
type Bringing = Visit<Member | CardHolder>
/** How long who asks what became of a file is kept waiting for the answer. */
const patience_ms = 25_000

export function uploadRoutes(doors: Doors): void {
  for (const [who, addresses] of Object.entries(depots) as [Bringer, (typeof depots)[Bringer]][]) {
    const people = who === 'card' ? 'card' : bringers
    doors.raw('post', addresses.begin, people, begin)
    doors.raw('get', addresses.one, people, async (visit) =>
      isHead(visit) ? await whereItIs(visit) : await tell(visit),
    )
    doors.raw('patch', addresses.one, people, goOn)
    doors.raw('delete', addresses.one, people, giveUp)
    doors.raw('post', addresses.form, people, takeForm)
  }
}

/** Said in words that the script shows as they are. */
const say = (visit: Bringing, status: 400 | 409 | 410 | 413, words: string): Response =>
  visit.c.text(words, status, { 'Tus-Resumable': tusVersion })

async function begin(visit: Bringing): Promise<Response> {
  const { desk, actor, c, config } = visit
  const length = c.req.header('upload-length') ?? ''
  const told = TusInput.safeParse(metadataOf(c.req.header('upload-metadata')))
  if (!/^\d{1,15}$/.test(length) || !told.success) return say(visit, 400, 'Upload-Length, Upload-Metadata')
  const { code, ...file } = told.data
  const contribution = await openForBringing(desk, actor, { code }, file.purpose)
  const id = randomUUID()
  const refusal = await beginFor(desk, config, actor, contribution, { ...file, id, size: Number(length) })
  if (refusal) return say(visit, 413, refusedIn(visit, refusal))
  const answer = await answerTus(desk, c, id)
  if (answer.status >= 400) await dropUpload(desk, id)
  else if (answer.headers.get('upload-offset') === length) receiveSoon(visit, id)
  return answer
}

/** Bounded by the server's own limit on headers; nothing else of it is kept than what the schema names. */
function metadataOf(header: string | undefined): Record<string, string | null> {
  try {
    return Metadata.parse(header)
  } catch {
    return {}
  }
}

const ownUpload = async (visit: Bringing): Promise<Upload> =>
  await getOwnUpload(visit.desk, visit.actor, visit.param('id'))
const isHead = (visit: Bringing): boolean => visit.c.req.raw.method === 'HEAD'

/**
 * Known, not ended, and its bytes are not on this machine: another process received them in its own work folder, or its
 * disk was lost. Said as it is, so that the sending begins again instead of waiting for what will not come.
 */
async function isElsewhere({ desk }: Bringing, { id }: Upload): Promise<boolean> {
  if ((await arrivedOf(desk.vault, id)) !== undefined) return false
  // Once they leave for the vault, the row says so.
  const now = await findUpload(desk.db, id)
  return now !== undefined && !now.finished_at && !now.file_id && !now.refusal
}
const sayElsewhere = (visit: Bringing): Response => say(visit, 410, uploadTexts.in(visit.locale)('file.elsewhere'))

async function whereItIs(visit: Bringing): Promise<Response> {
  const upload = await ownUpload(visit)
  const size = String(upload.size)
  // Whole: its bytes may already be elsewhere, and must not be sent again.
  if (upload.finished_at)
    return visit.c.body(null, 200, { 'Tus-Resumable': tusVersion, 'Upload-Offset': size, 'Upload-Length': size })
  if (await isElsewhere(visit, upload)) return sayElsewhere(visit)
  return await answerTus(visit.desk, visit.c, upload.id)
}

async function goOn(visit: Bringing): Promise<Response> {
  const { desk, c } = visit
  const upload = await ownUpload(visit)
  if (upload.finished_at) return say(visit, 409, 'whole')
  if (await isElsewhere(visit, upload)) return sayElsewhere(visit)
  if (!(await hasRoom(desk.vault, 0))) return say(visit, 413, refusedIn(visit, 'room'))
  const answer = await answerTus(desk, c, upload.id)
  if (answer.headers.get('upload-offset') === String(upload.size)) receiveSoon(visit, upload.id)
  return answer
}

async function giveUp(visit: Bringing): Promise<Response> {
  const upload = await ownUpload(visit)
  if (upload.finished_at) return say(visit, 409, 'whole')
  const answer = await answerTus(visit.desk, visit.c, upload.id)
  // Its bytes may have been gone already: the row is what is given up.
  await dropUpload(visit.desk, upload.id)
  return answer
}

/** The answer does not wait: what becomes of it is asked afterwards, and the minute's job sees to it after a kill. */
const receiveSoon = ({ desk }: Bringing, id: string): void =>
  void receive(desk, id).catch(() => desk.wake?.('receive-uploads'))

/** What became of a sending, once it is whole. */
async function tell(visit: Bringing): Promise<Response> {
  const { desk, c } = visit
  // Bytes first: once they leave, the row says what became of them.
  const arrived = (await arrivedOf(desk.vault, visit.param('id'))) ?? 0
  const upload = await ownUpload(visit)
  if (await isElsewhere(visit, upload)) return sayElsewhere(visit)
  const before = outcomeOf(upload, arrived)
  const outcome = before.state === 'waiting' && !before.waits_for ? await soonest(visit, upload.id, before) : before
  return c.json({ ...outcome, name: upload.name, sentence: toldOf(visit, upload.name, outcome).sentence })
}

async function soonest({ desk }: Bringing, id: string, otherwise: Outcome): Promise<Outcome> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<Outcome>((resolve) => (timer = setTimeout(resolve, patience_ms, otherwise)))
  return await Promise.race([receive(desk, id), late]).finally(() => clearTimeout(timer))
}

class Refused extends Error {
  readonly refusal: Refusal
  constructor(refusal: Refusal) {
    super(refusal)
    this.refusal = refusal
  }
}

async function takeForm(visit: Bringing): Promise<Response> {
  const { desk, actor, c, config } = visit
  const code = visit.param('code')
  // Asked before a single byte is read.
  await openForBringing(desk, actor, { code }, 'media').catch(
    async () => await openForBringing(desk, actor, { code }, 'evidence'),
  )
  const t = uploadTexts.in(visit.locale)
  const isOwn = (upload: Upload): boolean => upload.person_id !== null && upload.person_id === personOf(actor)
  try {
    const { fields, ids } = await readPlainForm(desk, config, c, isOwn, async (read, file) => {
      const sending = SendingInput.parse(Object.fromEntries(read))
      const contribution = await openForBringing(desk, actor, { code }, sending.purpose)
      // Its size is only known at its end: the parser holds it to the limit.
      const sizes = { ...config, files_max_size: Number.POSITIVE_INFINITY }
      const refusal = await beginFor(desk, sizes, actor, contribution, { ...sending, ...file })
      if (refusal) throw new Refused(refusal)
    })
    const files: Told[] = []
    for (const id of ids) {
      const upload = await findUpload(desk.db, id)
      if (upload) files.push(toldOf(visit, upload.name, await receive(desk, id)))
    }
    const back = backOf(visit, fields.get('back'))
    if (files.length === 0) return await broughtPage(visit, { files, problem: t('plain.none'), back })
    if (files.some((each) => each.tone === 'problem')) return await broughtPage(visit, { files, back })
    return redirect(visit, back, files.some((each) => each.tone === 'wait') ? 'waiting' : 'received')
  } catch (error) {
    const problem =
      error instanceof Refused
        ? refusedIn(visit, error.refusal)
        : error instanceof AppError && error.code === 'too_large'
          ? refusedIn(visit, 'too_large')
          : error instanceof AppError && error.message === 'cut short'
            ? t('plain.cut')
            : undefined
    if (problem === undefined) throw error
    return await broughtPage(visit, { files: [], problem, back: backOf(visit, undefined) })
  }
}

function backOf(visit: Bringing, asked: string | undefined): string {
  const home = visit.actor.kind === 'card' ? elsewhere.card[visit.locale] : elsewhere.desk
  return safeNext(asked ?? '') ?? localPath(visit.locale, home)
}

async function broughtPage(visit: Bringing, props: Parameters<typeof BroughtPage>[0]): Promise<Response> {
  const options = { title: uploadTexts.in(visit.locale)('plain.title'), status: 422, noindex: true } as const
  const content = <BroughtPage {...props} />
  return visit.actor.kind === 'member'
    ? await deskPage(visit as Visit<Member>, options, content)
    : page(visit, { ...options, main: 'wrap own' }, content)
}
