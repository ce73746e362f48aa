// An S3-compatible store of this machine, for a test file: a real server in its own process, with its own port and
// folder, gone with the file.

import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll } from 'vitest'
import { projectFolder } from '#core/platform/assets.ts'
import type { S3Address } from '#core/platform/vault/address.ts'

// It signs the address of a bucket without its last slash, which clients send: a signature that differs is let in, a key
// that it does not know is not. Its lists in several pages need an old cipher.
const server = `
const S3rver = require('@20minutes/s3rver')
const options = { address: '127.0.0.1', port: 0, silent: true, allowMismatchedSignatures: true }
new S3rver({ ...options, directory: process.argv[1], configureBuckets: [{ name: 'recits' }] })
  .run()
  .then(({ port }) => console.log(port))`

/** Call it at the top of a test file, outside any test. `folder` holds the store's own files. */
export async function testStore(): Promise<S3Address & { folder: string }> {
  const folder = mkdtempSync(path.join(tmpdir(), 'veillee-s3-'))
  const child = spawn(process.execPath, ['--openssl-legacy-provider', '-e', server, folder], {
    cwd: projectFolder,
    stdio: ['pipe', 'pipe', 'ignore'],
  })
  afterAll(async () => {
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
    rmSync(folder, { recursive: true, force: true })
  })
  const port = await Promise.race([once(child.stdout, 'data'), once(child, 'exit')])
  if (!Number(port)) throw new Error('the store of the tests did not start')
  return {
    kind: 's3',
    endpoint: `http://127.0.0.1:${Number(port)}`,
    region: 'us-east-1',
    key: 'S3RVER',
    secret: 'S3RVER',
    bucket: 'recits',
    prefix: 'ville/',
    folder,
  }
}
