// `veillee leave-demo --yes`: takes the demonstration town out of the database, so that a real town begins in the same
// place. Refuses anything that is not the demonstration.

import { sql } from 'kysely'
import { leaveDemonstration } from '../demonstration/load.ts'
import { say, StartError } from '#core/platform/terminal.ts'
import { openInstallation } from '../installation.ts'

export async function leaveDemo(args: string[]): Promise<number> {
  if (!args.includes('--yes')) {
    throw new StartError({
      fr: 'Tout ce qui a été essayé dans la ville de démonstration sera effacé. Pour le faire : veillee leave-demo --yes',
      en: 'Everything tried in the demonstration town will be erased. To do so: veillee leave-demo --yes',
    })
  }
  const { desk, database, close } = await openInstallation()
  try {
    if (!(await leaveDemonstration(desk))) {
      throw new StartError({
        fr: 'Cette installation n’est pas une démonstration : rien n’a été changé.',
        en: 'This installation is not a demonstration: nothing was changed.',
      })
    }
    await sql`select pg_notify('shelf', '')`.execute(database.desk)
    console.log(
      say({
        fr: 'La ville de démonstration est partie. Lancez Veillée : elle donne le lien pour commencer la vôtre.',
        en: 'The demonstration town is gone. Start Veillée: it gives the link to begin yours.',
      }),
    )
    return 0
  } finally {
    await close()
  }
}
