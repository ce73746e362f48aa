// Makes a town's shelf in a data folder: `node dist/bench/make.js 10000`, with DATA_DIR.

import { openInstallation } from '../../src/installation.ts'
import { makeShelf } from '../shelf-maker/index.ts'

const stories = Number(process.argv[2])
const began = performance.now()
const seconds = () => Math.round((performance.now() - began) / 1_000)
const installation = await openInstallation()
let told = 0
await makeShelf(installation.desk, {
  stories,
  onProgress: (done) => {
    if (done - told < 5_000 && done < stories) return
    told = done
    process.stderr.write(`  ${done} of ${stories} stories made, ${seconds()} s\n`)
  },
})
await installation.close()
console.log(JSON.stringify({ seconds: seconds() }))
