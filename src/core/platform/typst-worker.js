// The typesetter's own thread, run by typst.ts: one compiler, kept, and our fonts. It is given a template of ours and
// data; the data never becomes code. Plain JavaScript, for a thread that starts from its text.
// oxlint-disable unicorn/require-post-message-target-origin -- a thread's port has no origin

const { createRequire } = require('node:module')
const { readFileSync } = require('node:fs')
const path = require('node:path')
const { parentPort, workerData } = require('node:worker_threads')

const load = createRequire(workerData.from)

let compiler
const open = () => {
  const { NodeCompiler } = load(workerData.compiler)
  const fontBlobs = workerData.fonts.map((name) => readFileSync(load.resolve(name)))
  return NodeCompiler.create({ workspace: workerData.workspace, fontArgs: [{ fontBlobs }] })
}

const placeOf = (name) => path.join(workerData.workspace, name)
const pdf = ({ template, data, at }, options) =>
  compiler.pdf({ mainFileContent: template, inputs: { data } }, { pdfTags: true, creationTimestamp: at, ...options })

parentPort.on('message', (asked) => {
  try {
    compiler ??= open()
  } catch (error) {
    parentPort.postMessage({ id: asked.id, missing: String(error) })
    return
  }
  try {
    for (const [name, file] of Object.entries(asked.files)) compiler.mapShadow(placeOf(name), Buffer.from(file))
    let bytes
    try {
      bytes = pdf(asked, { pdfStandard: 'ua-1' })
    } catch {
      // A letter that none of our fonts has cannot be in a PDF/UA: tagged all the same, without the label.
      bytes = pdf(asked, {})
    }
    parentPort.postMessage({ id: asked.id, bytes: new Uint8Array(bytes) })
  } catch (error) {
    parentPort.postMessage({ id: asked.id, failure: String(error.message ?? error) })
  } finally {
    compiler.resetShadow()
    compiler.evictCache(10)
  }
})
