// Where the made stories happen: about three thousand places, a few told of by many, most by a handful.

import { randomOf, zipfOf, type Random } from './random.ts'
import { languages } from './languages.ts'

export type Place = { name: string; country: string; lat: number; lon: number }

export const town = { name: 'Valmorey', lat: 47.32, lon: 5.04 }
export const districts = ['Centre-bourg', 'Quartier de la gare', 'La Filature', 'Les Tilleuls', 'Les Fontenelles']

const inTown = 200
const elsewhere = 2_800

// Country, latitude and longitude of its middle, and how far its places spread, in degrees.
const countries = (
  'FR 46.5 2.5 3,DZ 35.5 3 3,MA 33 -6.5 2.5,TN 35.5 9.8 1.5,PT 39.8 -8 1.5,IT 42.8 12.5 3,ES 40 -3.7 3,TR 39 34 4,PL 52 19 2.5,SN 14.5 -15 1.5,' +
  'ML 13.5 -6 3,CI 7 -5.5 2,CM 5 12 2.5,CD -3 22 5,VN 16 107 3,KH 12.5 105 1.5,LA 18.5 103.5 2,CN 32 112 7,LB 33.9 35.8 .6,SY 35 38 1.8,' +
  'IQ 33 44 2.5,AF 34 66 2.5,IN 22 79 6,LK 7.5 80.7 1,PK 30 70 3.5,UA 49 31 3,RO 45.8 25 2,HU 47 19.5 1.2,DE 51 10 3,BE 50.6 4.6 .8,' +
  'GB 52.5 -1.5 2.5,CV 15.1 -23.6 .8,HT 18.8 -72.4 .7,MG -19 47 3,KM -11.7 43.3 .4,RU 56 40 5,AM 40.2 45 .7,GE 42 43.5 1,ER 15.3 38.9 1,SD 15 31 3,' +
  'ET 9 39 2.5,SO 4 45 2.5,CO 5 -74 2.5,BR -14 -49 7,CL -34 -71 3'
)
  .split(',')
  .map((line) => {
    const [country = '', lat, lon, spread] = line.split(' ')
    return { country, lat: Number(lat), lon: Number(lon), spread: Number(spread) }
  })
const ways = ['Rue', 'Place', 'Usine', 'École', 'Impasse', 'Cité', 'Café', 'Quai', 'Passage', 'Marché']
const latin = languages.filter(({ code }) => code === 'fr' || code === 'pt' || code === 'tr' || code === 'it')

const rounded = (degrees: number) => Math.round(degrees * 10_000) / 10_000
const capital = (word: string) => word.slice(0, 1).toLocaleUpperCase('fr') + word.slice(1)

function placesOf(seed: number, count: number, make: (random: Random, number: number) => Place): Place[] {
  const places = new Map<string, Place>()
  for (let number = 0; places.size < count; number++) {
    const place = make(randomOf(seed, number), number)
    if (!places.has(place.name)) places.set(place.name, place)
  }
  return [...places.values()]
}

const near = placesOf(11, inTown, (random, number) => {
  const spot = {
    country: 'FR',
    lat: rounded(town.lat + (random.next() - 0.5) / 25),
    lon: rounded(town.lon + (random.next() - 0.5) / 18),
  }
  const district = districts[number]
  if (district) return { name: district, ...spot }
  return { name: `${random.pick(ways)} ${capital(latin[0]!.word(400 + random.below(5_000)))}`, ...spot }
})
const far = placesOf(12, elsewhere, (random) => {
  const { country, lat, lon, spread } = countries[Math.min(random.below(70), 69) % countries.length]!
  return {
    name: capital(random.pick(latin).word(500 + random.below(20_000))),
    country,
    lat: rounded(lat + (random.next() - 0.5) * spread),
    lon: rounded(lon + (random.next() - 0.5) * spread),
  }
})

const nearRank = zipfOf(inTown, 0.8)
const farRank = zipfOf(elsewhere, 0.7)

export const placeInTown = (random: Random): Place => near[nearRank(random)]!
export const placeElsewhere = (random: Random): Place => far[farRank(random)]!
