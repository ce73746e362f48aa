// Whether the port is free, asked before anything else is touched: a start that cannot end well changes nothing.

import { createServer } from 'node:net'
import type { Config } from '#core/platform/config.ts'
import { StartError } from '#core/platform/terminal.ts'

/** Throws a StartError when HOST and PORT cannot be listened on. */
export function refuseTakenPort({ host, port }: Pick<Config, 'host' | 'port'>): Promise<void> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => reject(portError(error, host, port)))
    server.listen(port, host, () => server.close(() => resolve()))
  })
}

/** The plain line for a server that could not listen. */
export function portError(error: NodeJS.ErrnoException, host: string, port: number): StartError {
  const cause = { cause: error }
  switch (error.code) {
    case 'EADDRINUSE':
      return new StartError(
        {
          fr: `Le port ${port} est déjà pris : arrêtez l’autre programme, ou choisissez un autre PORT.`,
          en: `Port ${port} is already taken: stop the other program, or choose another PORT.`,
        },
        cause,
      )
    case 'EACCES':
      return new StartError(
        {
          fr: `Ce compte n’a pas le droit d’utiliser le port ${port} : choisissez un PORT au-dessus de 1023.`,
          en: `This account may not use port ${port}: choose a PORT above 1023.`,
        },
        cause,
      )
    default:
      return new StartError(
        {
          fr: `Impossible d’écouter sur ${host}, port ${port} (${error.code}) : vérifiez HOST et PORT.`,
          en: `Cannot listen on ${host}, port ${port} (${error.code}): check HOST and PORT.`,
        },
        cause,
      )
  }
}
