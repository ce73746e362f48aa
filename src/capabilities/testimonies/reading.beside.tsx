// Beside the stories that a search found: the themes and places that bear the words, and what else the site holds that
// says them. A new kind is there on the day it is declared.

import { isEnough } from '#core/shelf/search/suggestions.ts'
import type { Kinds } from '#core/contribution/kind.ts'
import type { Reading } from '#core/doors.ts'
import { listCards, type Card } from '#core/shelf/cards.ts'
import { Band } from '#ui/band.tsx'
import { Chip } from '#ui/chip.tsx'
import { ContributionCards } from '#ui/contribution-card.tsx'
import { Foreign, useTexts } from '#ui/locale.tsx'
import { namedAs, type Suggestion } from './reading.suggest.ts'
import type { Selected } from './reading.selection.tsx'
import { readingTexts } from './reading.texts.ts'
import { testimonyKind } from './testimonies.kind.ts'

const most = 6

export type Besides = { named: Suggestion[]; count: number; cards: Card[]; kinds: Kinds }

/** Only with the first page of a search. */
export async function besidesOf(
  reading: Reading,
  { chosen, catalog, found, themes }: Selected,
): Promise<Besides | undefined> {
  if (!found || chosen.apres || chosen.avant) return undefined
  const { reader, locale, kinds } = reading
  const others = catalog.select({ kinds: [...kinds.keys()].filter((kind) => kind !== testimonyKind.name) }, found)
  const { ids } = others.page({ limit: most })
  const named = isEnough(chosen.q) ? namedAs({ catalog, themes, locale }, chosen.q) : { themes: [], places: [] }
  const cards = await listCards(reader, { locale, ids })
  return { named: [...named.themes, ...named.places], count: others.count, cards, kinds }
}

export function Beside({ named, count, cards, kinds }: Besides) {
  const t = useTexts(readingTexts)
  return (
    <>
      {named.length > 0 && (
        <Band id="themes-et-lieux" title={t('list.beside.named')}>
          <ul class="cluster gap-2">
            {named.map(({ label, detail, href, lang }) => (
              <li key={href}>
                <Chip href={href}>
                  <Foreign lang={lang}>{label}</Foreign> <small>{detail}</small>
                </Chip>
              </li>
            ))}
          </ul>
        </Band>
      )}
      {cards.length > 0 && (
        <Band id="aussi" title={t('list.beside.others')} lead={t('list.beside.count', { count })}>
          <ContributionCards cards={cards} kinds={kinds} />
        </Band>
      )}
    </>
  )
}
