// `npm run uploads -- --size 4GB --cuts 50 --kills 5` (REL-09): one large file by tus, over a line cut at random, to a
// server killed at random; then how fast files come in beside plain copies (`--speed 1GB`, or `--speed none`).

import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { readConfig } from '#core/platform/config.ts'
import { freePort } from '#core/platform/postgres-cluster.ts'
import { signIn } from './kills/people.ts'
import { startBuilt } from './kills/server.ts'
import { keepRecord, stampNow, type UploadsRecord } from './results.ts'
import { tryCuts } from './uploads/cuts.ts'
import { measureSpeeds } from './uploads/speed.ts'
import { makeSound, megabytes, prepareStage, sizeOf } from './uploads/stage.ts'

const mostGrowth = 100_000_000
const mostAgain = 8_000_000
const leastShare = 0.7

export async function main(args: string[]): Promise<number> {
  const option = (name: string, usual: string) => {
    const at = args.indexOf(`--${name}`)
    return at < 0 ? usual : (args[at + 1] ?? usual)
  }
  const size = option('size', '4GB')
  const speed = option('speed', '1GB')
  const cuts = Number(option('cuts', '50'))
  const kills = Number(option('kills', '5'))
  const dataDir = await mkdtemp(path.join(option('folder', tmpdir()), 'veillee-uploads-'))
  const port = await freePort()
  const env = {
    DATA_DIR: dataDir,
    PORT: String(port),
    HOST: '127.0.0.1',
    DEMO: 'none',
    TRUSTED_PROXIES: '1',
    FILES_QUOTA_DAY: '100TB',
  }
  const { origin } = readConfig(env)
  const failures: string[] = []
  let server: Awaited<ReturnType<typeof startBuilt>> | undefined
  try {
    const { code, token } = await prepareStage(readConfig(env))
    server = await startBuilt(env)
    const { cookie } = await signIn(origin, token)
    const file = path.join(dataDir, 'sound.wav')
    if (size !== 'none') {
      const bytes = sizeOf(size)
      const sha256 = await makeSound(file, bytes)
      const trial = { env, origin, cookie, code, file, size: bytes, sha256, cuts, kills, dataDir }
      const { result, server: last } = await tryCuts(trial, server)
      server = last
      const perCut = result.again / Math.max(1, result.cuts + result.kills)
      console.log(
        `sent            ${size} in ${result.seconds.toFixed(1)} s, ${result.cuts} cuts, ${result.kills} kills`,
      )
      console.log(
        `SHA-256         ${result.kept === result.received ? 'the same' : `${result.received} ${result.kept}`}`,
      )
      console.log(`sent again      ${megabytes(result.again)}, ${megabytes(perCut)} a cut`)
      console.log(
        `memory          grew by ${megabytes(result.memoryGrowth)} at most, ${megabytes(result.memoryMost)} in all`,
      )
      if (result.kept !== result.received) failures.push('other bytes than those sent')
      if (result.cuts + result.kills < cuts + kills) failures.push('fewer cuts than asked: the file was too small')
      if (perCut > mostAgain) failures.push(`${megabytes(perCut)} sent again a cut`)
      if (result.memoryGrowth > mostGrowth) failures.push(`memory grew by ${megabytes(result.memoryGrowth)}`)
    }
    if (speed !== 'none') {
      const bytes = sizeOf(speed)
      const sha256 = await makeSound(file, bytes)
      const original = path.join(dataDir, 'files', 'originals', sha256.slice(0, 2), sha256)
      const course = {
        pid: server.pid,
        origin,
        cookie,
        code,
        file,
        dataDir,
        times: Number(option('times', '3')),
        original,
      }
      const speeds = await measureSpeeds(course)
      const plain = speeds.copy.seconds
      for (const [way, { seconds, ours, servers }] of Object.entries(speeds)) {
        const share = (of: number) => `${Math.round((of / seconds) * 100)} %`
        console.log(
          `${way.padEnd(15)} ${seconds.toFixed(2)} s, ${megabytes(bytes / seconds)}/s, ${share(plain)} of a copy, ${share(speeds['copy and hash'].seconds)} of a copy that is hashed; processor: ${ours.toFixed(2)} s here, ${servers.toFixed(2)} s in the server`,
        )
      }
      const record: UploadsRecord = {
        ...stampNow(),
        bytes,
        seconds: {
          copy: plain,
          'copy and hash': speeds['copy and hash'].seconds,
          tus: speeds.tus.seconds,
          'plain form': speeds['plain form'].seconds,
        },
      }
      await keepRecord('uploads', record)
      if (plain / speeds.tus.seconds < leastShare) failures.push('tus is below 70 % of a plain copy')
    }
    for (const failure of failures) console.log(`FAILED ${failure}`)
    return failures.length > 0 ? 1 : 0
  } finally {
    await server?.stop()
    await rm(dataDir, { recursive: true, force: true })
  }
}
