import { describe, expect, test } from 'vitest'
import { directionFrom } from './reading.directions.ts'
import { wayTo } from './reading.places.tsx'

const valmorey = { name: 'Valmorey', lat: 47.51, lon: 6.8 }
const oran = { lat: 35.7, lon: -0.63 }

describe('a direction from the town', () => {
  test.each([
    ['Oran', oran, 1_450, 'so'],
    ['Alger', { lat: 36.75, lon: 3.06 }, 1_250, 's'],
    ['Saïgon', { lat: 10.78, lon: 106.7 }, 9_850, 'se'],
    ['Poltava', { lat: 49.59, lon: 34.55 }, 2_050, 'e'],
    ['Dakar', { lat: 14.7, lon: -17.45 }, 4_300, 'so'],
    ['Québec', { lat: 46.81, lon: -71.21 }, 5_650, 'o'],
    ['a village next door', { lat: 47.6, lon: 6.8 }, 10, 'n'],
    ['across the antimeridian', { lat: -17.7, lon: 178 }, 16_600, 'se'],
    ['the other end of the earth', { lat: -47.51, lon: -173.2 }, 20_000, 'n'],
  ])('to %s', (_, place, kilometres, wind) => {
    const found = directionFrom(valmorey, place)
    expect(found.kilometres).toBe(kilometres)
    if (kilometres < 20_000) expect(found.wind).toBe(wind)
  })

  test('is told in the reader’s language', () => {
    const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ')
    expect(plain(wayTo(valmorey, oran, 'fr'))).toBe('à 1 450 km au sud-ouest de Valmorey')
    expect(plain(wayTo({ ...valmorey, name: 'Angers' }, oran, 'fr'))).toBe('à 1 450 km au sud-ouest d’Angers')
    expect(wayTo(valmorey, oran, 'en')).toBe('1,450 km south-west of Valmorey')
    expect(wayTo(valmorey, oran, 'ar')).toBe('على بعد 1,450 كم جنوب غرب \u2068Valmorey\u2069')
    expect(wayTo(valmorey, valmorey, 'fr')).toBe('ici')
    expect(wayTo(undefined, oran, 'fr')).toBe('')
  })
})
