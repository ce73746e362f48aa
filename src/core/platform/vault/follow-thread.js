// The thread of follow.ts: reads files again behind whoever writes them, and keeps the hash of what it has read. Plain
// JavaScript, for a thread that starts from its text.
// oxlint-disable unicorn/require-post-message-target-origin -- a thread's port has no origin

const { createHash } = require('node:crypto')
const { closeSync, openSync, readSync } = require('node:fs')
const { parentPort } = require('node:worker_threads')

const piece = Buffer.allocUnsafeSlow(1 << 18)
const mostFollowed = 50
const followed = new Map()
function readOn(name, to) {
  const state = followed.get(name) ?? { at: 0, hash: createHash('sha256') }
  // The one heard of last stays longest.
  followed.delete(name)
  followed.set(name, state)
  const file = openSync(name)
  try {
    while (state.at < to) {
      const count = readSync(file, piece, 0, Math.min(piece.length, to - state.at), state.at)
      if (count === 0) break
      state.hash.update(piece.subarray(0, count))
      state.at += count
    }
  } finally {
    closeSync(file)
  }
  for (const oldest of followed.keys()) {
    if (followed.size <= mostFollowed) break
    followed.delete(oldest)
  }
  return state
}

parentPort.on('message', ({ name, to, question }) => {
  try {
    if (to === undefined) return void followed.delete(name)
    const state = readOn(name, to)
    if (question === undefined) return
    followed.delete(name)
    // Shorter than said, or longer read than it now is: who asked reads it from the beginning.
    parentPort.postMessage({ question, sha256: state.at === to ? state.hash.digest('hex') : undefined })
  } catch {
    followed.delete(name)
    if (question !== undefined) parentPort.postMessage({ question })
  }
})
