// What an administrator types in the forms of the desk: complete, accepted as they are.

export const theme = {
  name_fr: 'Voisins',
  name_en: 'Neighbours',
  name_ar: '',
  presentation_fr: 'Qui a frappé ?',
  presentation_en: '',
  presentation_ar: '',
  accent: 'canard',
  parent_id: '',
  slug: '',
}

export const identity = {
  name: 'Valmorey',
  motto_fr: 'Mieux nous connaître',
  motto_en: '',
  motto_ar: '',
  carried_by_fr: '',
  carried_by_en: '',
  carried_by_ar: '',
  phone: '03 53 01 24 68',
  email: '',
  address: '',
  districts: 'Le Parc\nLa Gare\n\nLe Parc',
  lat: '47,51',
  lon: '6.8',
  accent: 'prune',
  source_url: '',
}
