// The floor: a bare node:http that sends bytes already compressed from memory. Nothing that serves this page with Node
// can be faster. It reads { headers, body } (base64) from its parent, and tells it its port.

import { createServer } from 'node:http'

process.once('message', ({ headers, body }) => {
  const bytes = Buffer.from(body, 'base64')
  const server = createServer((_request, response) => {
    response.writeHead(200, headers)
    response.end(bytes)
  })
  server.listen(0, '127.0.0.1', () => process.send?.({ port: server.address().port }))
})
process.once('disconnect', () => process.exit(0))
