// One large file by tus, over a line cut at random and to a server killed at random (REL-09): what arrives is compared
// with what left, and the memory of the server is watched from beginning to end.

import { createReadStream } from 'node:fs'
import path from 'node:path'
import { Upload } from 'tus-js-client'
import { startBuilt, type Running } from '../kills/server.ts'
import { aLine } from './line.ts'
import { hashOfFile, memoryOf } from './stage.ts'

export type Trial = {
  env: Record<string, string>
  origin: string
  cookie: string
  code: string
  file: string
  size: number
  sha256: string
  cuts: number
  kills: number
  dataDir: string
}
export type Result = {
  cuts: number
  kills: number
  seconds: number
  /** Bytes that went up and had to go again, headers included. */
  again: number
  memoryGrowth: number
  memoryMost: number
  received: string
  kept: string
}

export async function tryCuts(trial: Trial, start: Running): Promise<{ result: Result; server: Running }> {
  const { origin, cookie, code, file, size } = trial
  let server = start
  const line = await aLine(Number(trial.env['PORT']))
  const memory = watchMemory()
  memory.follow(server.pid)
  const began = performance.now()
  const done = { cuts: 0, kills: 0 }
  // Moments of the file at which something happens, at random: kills among cuts.
  const count = trial.cuts + trial.kills
  const moments = Array.from({ length: count }, () => Math.random() * size).toSorted((a, b) => a - b)
  const killed = new Set<number>()
  while (killed.size < trial.kills) killed.add(Math.floor(Math.random() * count))
  let next = 0
  let restarting: Promise<void> | undefined
  const strike = () => {
    const at = next++
    if (!killed.has(at)) {
      done.cuts += 1
      return line.cut()
    }
    done.kills += 1
    restarting = (async () => {
      memory.follow(0)
      await server.kill()
      server = await startBuilt(trial.env)
      memory.follow(server.pid)
    })()
  }
  let url: string | null = null
  await new Promise<void>((resolve, reject) => {
    const upload = new Upload(createReadStream(file), {
      endpoint: `http://127.0.0.1:${line.port}/bureau/depot`,
      chunkSize: 8_000_000,
      uploadSize: size,
      retryDelays: Array.from({ length: 200 }, () => 150),
      metadata: { code, name: 'long.wav', purpose: 'evidence', use: 'story' },
      headers: { cookie, origin },
      // A kill answers nothing; a server that is starting answers 503.
      onShouldRetry: () => true,
      onProgress: (sent) => {
        while (!isBusy() && next < count && sent >= (moments[next] ?? 0)) strike()
      },
      onSuccess: () => {
        ;({ url } = upload)
        resolve()
      },
      onError: reject,
    })
    const isBusy = () => restarting !== undefined
    setInterval(() => {
      if (restarting) void restarting.then(() => (restarting = undefined))
    }, 20).unref()
    upload.start()
  })
  await restarting
  const { pathname } = new URL(url ?? '', origin)
  const { sha256: kept } = await waitForKept(`${origin}${pathname}`, cookie, trial.dataDir, trial.sha256)
  const result = {
    ...done,
    seconds: (performance.now() - began) / 1_000,
    again: line.sent() - size,
    ...memory.stop(),
    received: trial.sha256,
    kept,
  }
  await line.close()
  return { result, server }
}

async function waitForKept(status: string, cookie: string, dataDir: string, expected: string) {
  for (let tries = 0; tries < 60; tries++) {
    const answer = await fetch(status, { headers: { cookie } })
    const told = (await answer.json()) as { state: string; sentence: string }
    if (told.state === 'refused') throw new Error(`refused: ${told.sentence}`)
    if (told.state === 'kept')
      return { sha256: await hashOfFile(path.join(dataDir, 'files', 'originals', expected.slice(0, 2), expected)) }
    await new Promise((resolve) => setTimeout(resolve, 500))
  }
  throw new Error('it was never kept')
}

/** The most that a process grew since it was ready, over all those that served. */
function watchMemory() {
  let pid = 0
  let base = 0
  let memoryGrowth = 0
  let memoryMost = 0
  const timer = setInterval(() => {
    const now = pid === 0 ? 0 : memoryOf(pid)
    if (now === 0) return
    base ||= now
    memoryMost = Math.max(memoryMost, now)
    memoryGrowth = Math.max(memoryGrowth, now - base)
  }, 50)
  return {
    follow: (next: number) => {
      pid = next
      base = 0
    },
    stop: () => {
      clearInterval(timer)
      return { memoryGrowth, memoryMost }
    },
  }
}
