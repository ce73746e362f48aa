// How the home names the town and itself, on the page everyone reads and on the one an editor looks at first.

import type { Asked } from '#core/doors.ts'
import type { PageOptions } from '#ui/respond.tsx'
import { ofTown } from '#ui/town.ts'
import { inTown } from './home.rules.ts'
import { publicTexts } from './territory.texts.ts'

export function homeWords({ locale, site }: Pick<Asked, 'locale' | 'site'>): { town: string; place: string } {
  const t = publicTexts.in(locale)
  return { town: site.name || t('town.unnamed'), place: site.name ? inTown(site.name, locale) : t('town.here') }
}

export function homeOptions(asked: Pick<Asked, 'locale' | 'site'>): PageOptions {
  const t = publicTexts.in(asked.locale)
  const { town, place } = homeWords(asked)
  const title = t('home.title', { town, of: ofTown(town) })
  return { title, wholeTitle: true, description: t('home.description', { place }), hasEasy: true }
}
