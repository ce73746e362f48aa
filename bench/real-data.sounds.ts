// Real sounds and films, brought in as a relay brings them: received, kept, copied, shown with a reason in place of a
// transcript, read in parts, then taken back. Says what is not there.

import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { copyFile, mkdir, readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { change } from '#core/change.ts'
import { mediaOf } from '#core/contribution/content.ts'
import { getContribution } from '#core/contribution/contributions.ts'
import { changeMedia } from '#core/contribution/media.ts'
import { placeSeal } from '#core/consent/consents.ts'
import type { Desk } from '#core/desk.ts'
import { deriveWaiting } from '#core/media/derive/worker.ts'
import { findDerivation } from '#core/media/derive/read.ts'
import { beginUpload, bytesOf, uploadsIn } from '#core/media/receive/uploads.ts'
import { receive } from '#core/media/receive/receive.ts'
import { allow, yes } from '#core/people/can.ts'
import type { Machine } from '#core/people/roles.ts'
import { usualLimits } from '#core/platform/config.ts'
import { silentLog } from '#core/platform/log.ts'
import { officeOf } from '#tests/support/heard.ts'
import { agree, send, sign } from '#tests/support/signing.ts'
import { aStory, type TestStory } from '#tests/support/stories.ts'

type Get = (address: string, headers?: Record<string, string>) => Response | Promise<Response>

/** Every sound and film of the samples. Gives the lines to print. */
export async function sounds(
  data: string,
  { desk, get, space_id }: { desk: Desk; get: Get; space_id: string },
  failures: string[],
): Promise<string[]> {
  const folder = path.join(data, 'av-samples')
  if (!existsSync(folder)) return [`sounds           no av-samples in ${data}: nothing was checked`]
  const names = (await readdir(folder, { recursive: true })).filter((name) => /\.(mp3|mp4)$/.test(name)).toSorted()
  const actor: Machine = { kind: 'machine', person_id: null, space_id }
  let [seconds, copies] = [0, 0]
  for (const name of names) {
    const fail = (what: string) => void failures.push(`sounds ${name}: ${what}`)
    const story = await aStory(await officeOf(desk), { until: 'draft', title: `Heard ${name}` })
    const file_id = await bring(desk, actor, story, path.join(folder, name)).catch((error: unknown) =>
      fail(String(error)),
    )
    if (!file_id) continue
    await deriveWaiting(desk, silentLog)
    const made = await findDerivation(desk.db, file_id)
    if (made?.state !== 'done') {
      fail(`no copies: ${made?.trouble ?? made?.state}`)
      continue
    }
    seconds += Math.round((made.findings.duration_ms ?? 0) / 1000)
    await show(desk, actor, story)
    const shown = await desk.db
      .selectFrom('shelf.item')
      .select(['media', 'slug'])
      .where('id', '=', story.id)
      .executeTakeFirst()
    const files = shown?.media[0]?.files ?? []
    copies += files.length
    if (files.length === 0) fail('agreed, and not shown')
    for (const { address, size, media_type } of files) {
      const whole = await get(address)
      const bytes = (await whole.arrayBuffer()).byteLength
      if (whole.status !== 200 || bytes !== size) fail(`${media_type}: ${whole.status}, ${bytes} bytes of ${size}`)
      const part = await get(address, { range: 'bytes=100-199' })
      if (part.status !== 206 || (await part.arrayBuffer()).byteLength !== 100) fail(`${media_type}: no part of it`)
    }
    await takeBack(desk, actor, story)
    for (const { address } of files)
      if ((await get(address)).status !== 404) fail(`${address} outlives its taking back`)
  }
  const missing = names.some((name) => name.endsWith('.mp4')) ? '' : '; no film in this folder'
  return [
    `sounds           ${names.length} of av-samples received, ${seconds} s heard, ${copies} public copies read whole and in part, gone once taken back${missing}`,
  ]
}

/** The bytes arrive in the work folder, as those of a sending, and are received. Gives the file's id. */
async function bring(desk: Desk, actor: Machine, story: TestStory, from: string): Promise<string> {
  const id = randomUUID()
  await mkdir(uploadsIn(desk.vault), { recursive: true })
  await copyFile(from, bytesOf(desk.vault, id))
  const contribution = allow(yes, actor, 'edit', await getContribution(desk.db, { id: story.id }))
  const { size } = await stat(from)
  const asked = {
    id,
    purpose: 'media' as const,
    use: 'story' as const,
    person_id: null,
    name: path.basename(from),
    size,
  }
  const refusal = await beginUpload(desk, usualLimits, contribution, asked)
  if (refusal) throw new Error(refusal)
  const outcome = await receive(desk, id)
  if (outcome.state !== 'kept') throw new Error(JSON.stringify(outcome))
  return outcome.file_id
}

/** Said to have no transcript yet, agreed to, signed. */
async function show(desk: Desk, actor: Machine, story: TestStory): Promise<void> {
  const { members } = await officeOf(desk)
  await change(desk, { action: 'real-data.sound', actor }, async (work) => {
    const thing = async () => await getContribution(work.tx, { id: story.id })
    const excuse = { reason: 'Il vient d’arriver.', until: '2027-01-31' }
    const edit = allow(yes, actor, 'edit', await thing())
    await changeMedia(work, edit, (media) => media.map((each) => ({ ...each, excuse })), null)
    for (const { file_id, nature } of mediaOf((await thing()).draft))
      if (nature === 'video')
        await work.tx.insertInto('desk.picture').values({ file_id, looked_by: null, looked_at: work.now }).execute()
    const revision_id = await send(work, { actor }, story)
    await agree(work, { actor }, story, { text: 'yes', voice: 'yes', image: 'yes' })
    await sign(work, { actor }, story, revision_id, members.editor.person_id)
  })
}

const takeBack = async (desk: Desk, actor: Machine, story: TestStory): Promise<void> =>
  await change(desk, { action: 'real-data.taken-back', actor }, async (work) => {
    await placeSeal(work, allow(yes, actor, 'seal', await getContribution(work.tx, { id: story.id })), {
      scope: 'all',
      person_id: null,
      until: null,
      reason: 'withdrawal',
      asked_by: 'witness',
      placed_by: null,
    })
  })
