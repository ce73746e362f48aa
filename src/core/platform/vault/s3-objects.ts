// Objects of one bucket of an S3-compatible store, as the vault needs them: put as a stream, read, copied, listed.

import {
  AbortMultipartUploadCommand,
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  S3Client,
  S3ServiceException,
  UploadPartCopyCommand,
  type CompletedPart,
} from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import { createReadStream } from 'node:fs'
import type { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'
import { AppError, notFound } from '../errors.ts'
import type { Range } from '../http/ranges.ts'
import type { S3Address } from './address.ts'
import type { Found } from './vault.ts'

const partSize = 8 << 20
/** What one copy inside the store may hold (5 GiB), the parts of a bigger one, and the names of one list. */
export const storeLimits = { whole: 5 * 2 ** 30, part: 2 ** 30, names: 1_000 }

export type S3Objects = ReturnType<typeof openS3Objects>

export function openS3Objects(address: S3Address, limits = storeLimits) {
  const { bucket: Bucket, endpoint, region, key: accessKeyId, secret: secretAccessKey } = address
  const client = new S3Client({
    endpoint,
    region,
    credentials: { accessKeyId, secretAccessKey },
    forcePathStyle: true,
    requestHandler: { connectionTimeout: 5_000, socketTimeout: 60_000 },
    // The sums this client adds by itself are refused by several compatible stores; the vault reads every byte back.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
  })
  const sourceOf = (key: string) => `${Bucket}/${key.split('/').map(encodeURIComponent).join('/')}`

  async function find(Key: string): Promise<Found | undefined> {
    const head = await client.send(new HeadObjectCommand({ Bucket, Key })).catch(unlessAbsent)
    return head && { size: head.ContentLength ?? 0, at: head.LastModified ?? new Date(0) }
  }

  async function copyInParts(from: string, Key: string, size: number): Promise<void> {
    const { UploadId } = await client.send(new CreateMultipartUploadCommand({ Bucket, Key }))
    try {
      const Parts: CompletedPart[] = []
      for (let at = 0; at < size; at += limits.part) {
        const PartNumber = Parts.length + 1
        const CopySourceRange = `bytes=${at}-${Math.min(at + limits.part, size) - 1}`
        const part = { Bucket, Key, UploadId, PartNumber, CopySource: sourceOf(from), CopySourceRange }
        const { CopyPartResult } = await client.send(new UploadPartCopyCommand(part))
        Parts.push({ PartNumber, ETag: CopyPartResult?.ETag })
      }
      const done = { Bucket, Key, UploadId, MultipartUpload: { Parts } }
      await client.send(new CompleteMultipartUploadCommand(done))
    } catch (error) {
      await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId })).catch(() => undefined)
      throw error
    }
  }

  return {
    find: async (key: string) => await find(key).catch(inWords),

    /** Sends a file of this machine; memory holds a few parts of it, however big it is. */
    async put(Key: string, file: string): Promise<void> {
      const params = { Bucket, Key, Body: createReadStream(file, { highWaterMark: 1 << 20 }) }
      await new Upload({ client, params, partSize, queueSize: 2 }).done().catch(inWords)
    },

    async read(Key: string, range?: Range): Promise<Readable> {
      const asked = { Bucket, Key, ...(range && { Range: `bytes=${range.start}-${range.end}` }) }
      const found = await client.send(new GetObjectCommand(asked)).catch(unlessAbsent).catch(inWords)
      if (!found) throw notFound()
      return found.Body as Readable
    },

    /** Copied by the store itself. False when it is not there. */
    async copy(from: string, to: string): Promise<boolean> {
      try {
        const found = await find(from)
        if (!found) return false
        if (found.size > limits.whole) await copyInParts(from, to, found.size)
        else await client.send(new CopyObjectCommand({ Bucket, Key: to, CopySource: sourceOf(from) }))
        // Some stores show a copy a moment before it is whole.
        for (let tries = 1; (await find(to))?.size !== found.size; tries++) {
          if (tries === 10) throw new Error('the store of files did not copy every byte')
          await wait(50 * tries)
        }
        return true
      } catch (error) {
        return inWords(error)
      }
    },

    async remove(Key: string): Promise<void> {
      await client.send(new DeleteObjectCommand({ Bucket, Key })).catch(unlessAbsent).catch(inWords)
    },

    async *list(Prefix: string): AsyncGenerator<{ key: string } & Found> {
      let ContinuationToken: string | undefined
      do {
        const asked = { Bucket, Prefix, MaxKeys: limits.names, ...(ContinuationToken && { ContinuationToken }) }
        const page = await client.send(new ListObjectsV2Command(asked)).catch(inWords)
        for (const { Key = '', Size = 0, LastModified = new Date(0) } of page.Contents ?? [])
          yield { key: Key, size: Size, at: LastModified }
        ContinuationToken = page.NextContinuationToken
      } while (ContinuationToken)
    },

    /** Gives up the sendings that a dead process left in the middle: their parts are paid for and never seen. */
    async abandon(Prefix: string, before: Date): Promise<void> {
      const page = await client.send(new ListMultipartUploadsCommand({ Bucket, Prefix })).catch(unlessUnknown)
      for (const { Key, UploadId, Initiated } of page?.Uploads ?? [])
        if (Initiated && Initiated < before)
          await client.send(new AbortMultipartUploadCommand({ Bucket, Key, UploadId })).catch(unlessAbsent)
    },
  }
}

function unlessAbsent(error: unknown): undefined {
  if (error instanceof S3ServiceException && error.$metadata.httpStatusCode === 404 && error.name !== 'NoSuchBucket')
    return undefined
  throw error
}

/** Some compatible stores do not list them. */
function unlessUnknown(error: unknown): undefined {
  if (error instanceof S3ServiceException && [404, 405, 501].includes(error.$metadata.httpStatusCode ?? 0))
    return undefined
  throw error
}

/** A store that is away is no bug: the page says to try again. A refusal (a wrong key, no such bucket) is. */
function inWords(error: unknown): never {
  const status = error instanceof S3ServiceException ? (error.$metadata.httpStatusCode ?? 0) : 0
  const code = (error as { code?: string }).code ?? ''
  const isAway = status >= 500 || /^(ECONN|EHOST|ENET|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|EPIPE)/.test(code)
  const isLate = error instanceof Error && error.name === 'TimeoutError'
  if (isAway || isLate) throw new AppError('unavailable', `the store of files: ${code || (error as Error).name}`)
  throw error
}
