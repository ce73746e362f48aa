// `veillee sign-in-link <mail>`: a link to come back in when the letter with the code cannot arrive.

import { createSignInLink, signInLinkUrl } from '#core/people/sign-in-links.ts'
import { findPersonByAddress } from '#core/people/accounts.ts'
import type { Desk } from '#core/desk.ts'
import { say, StartError } from '#core/platform/terminal.ts'
import { openInstallation } from '../installation.ts'

export async function signInLink([mail]: string[]): Promise<number> {
  if (!mail?.includes('@'))
    throw new StartError({
      fr: 'Donnez l’adresse de la personne : veillee sign-in-link prenom@exemple.fr',
      en: 'Give the person’s address: veillee sign-in-link name@example.org',
    })
  const { desk, config, close } = await openInstallation()
  try {
    const person = (await findPersonByAddress(desk.db, mail)) ?? (await findMember(desk, mail))
    if (!person)
      throw new StartError({
        fr: `Personne n’a l’adresse ${mail} ici. Vérifiez-la, ou invitez cette personne.`,
        en: `Nobody here has the address ${mail}. Check it, or invite this person.`,
      })
    const token = await createSignInLink(desk.db, person.id, desk.now())
    console.log(
      say({
        fr: `Pour ${person.name}, une seule fois, pendant 30 minutes :`,
        en: `For ${person.name}, once only, for 30 minutes:`,
      }),
    )
    console.log(signInLinkUrl(config, token))
    return 0
  } finally {
    await close()
  }
}

/** Someone invited who never came in: she has a role, so that no witness gets an account by mistake. */
const findMember = async ({ db }: Desk, mail: string) =>
  await db
    .selectFrom('desk.person')
    .innerJoin('desk.role_grant', 'desk.role_grant.person_id', 'desk.person.id')
    .select(['desk.person.id', 'desk.person.name'])
    .where('email', '=', mail.trim().toLowerCase())
    .where('revoked_at', 'is', null)
    .executeTakeFirst()
