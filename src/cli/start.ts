// `veillee start`: opens the installation, loads the demonstration town into an empty database, serves until told to
// stop. What people read in the terminal is here; nothing else is printed.

import { openInstallation, type Installation } from '../installation.ts'
import { startServer } from '../server.ts'
import { isEmptyTown, loadDemonstration } from '../demonstration/load.ts'
import { ensureFirstAdministrator, signInLinkUrl } from '#core/people/sign-in-links.ts'
import { readConfig } from '#core/platform/config.ts'
import { refuseTakenPort } from '#core/platform/port.ts'
import { onStop } from '#core/platform/stopping.ts'
import { say, type Sentence } from '#core/platform/terminal.ts'

const tell = (sentence: Sentence): void => console.log(say(sentence))

export async function start(): Promise<number> {
  const config = readConfig()
  await refuseTakenPort(config)
  const installation = await openInstallation(tell, config)
  const { desk, log } = installation
  if (config.demo !== 'none' && (await isEmptyTown(desk))) {
    tell({
      fr: 'Première fois : la ville de démonstration s’installe (quelques secondes)…',
      en: 'First time: the demonstration town is being set up (a few seconds)…',
    })
    await loadDemonstration(installation)
  }
  // Heard from before the first answer on: whoever sees us ready may stop us at once.
  const toldToStop = untilToldToStop()
  let server
  try {
    server = await startServer(installation)
  } catch (error) {
    await installation.close()
    throw error
  }
  await announce(installation)
  await toldToStop
  tell({ fr: 'Arrêt : on finit ce qui est en cours…', en: 'Stopping: finishing what is in progress…' })
  await server.stop()
  await installation.close()
  log.info('stopped')
  return 0
}

async function announce({ config, desk }: Installation): Promise<void> {
  const token = await ensureFirstAdministrator(desk)
  if (!token) return tell({ fr: `Veillée répond sur ${config.origin}`, en: `Veillée answers on ${config.origin}` })
  const link = signInLinkUrl(config, token)
  tell({
    fr: `Veillée répond sur ${config.origin} — pour administrer, une seule fois : ${link}`,
    en: `Veillée answers on ${config.origin} — to administer, once only: ${link}`,
  })
}

const untilToldToStop = (): Promise<void> => new Promise(onStop)
