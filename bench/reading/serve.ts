// The server, as it starts, but for one thing: no page is kept. For measuring what pages cost.

import { createPageCache } from '#core/platform/http/page-cache.ts'
import { openInstallation } from '../../src/installation.ts'
import { startServer } from '../../src/server.ts'

const installation = await openInstallation()
const server = await startServer(installation, createPageCache({ keeps: false }))
process.once('SIGTERM', () => {
  void server
    .stop()
    .then(installation.close)
    .then(() => process.exit(0))
})
