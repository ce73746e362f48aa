// A word as search compares it: lower case, without the accents, vowel marks and letter variants that people leave out
// when they type. The same for what is stored and for what is asked.

// Marks that are letters of their own, or vowels: taking them out would leave another word.
const bearing =
  'Devanagari|Bengali|Gurmukhi|Gujarati|Oriya|Tamil|Telugu|Kannada|Malayalam|Sinhala|Thai|Lao|Tibetan|Myanmar|Khmer'
    .split('|')
    .map((script) => `\\p{Script=${script}}`)
    .join('')
const marks = new RegExp(`[\\p{M}--[${bearing}\\u3099\\u309a]]|[\\u093c\\u09bc\\u0a3c]`, 'gv')

// Letters that Unicode does not take apart and that people type otherwise (some as PostgreSQL's unaccent does), by what
// they become. Arabic letters of one sound or one shape come from Arabic, Persian, Kurdish, Pashto and Urdu.
const otherwise = new Map(
  Object.entries({
    d: 'đðɖɗ',
    l: 'ł',
    i: 'ıɩɨ',
    o: 'øɔɵ',
    ss: 'ß',
    oe: 'œ',
    ae: 'æ',
    n: 'ŋɲ',
    e: 'ɛəǝ',
    b: 'ɓ',
    g: 'ɣɤ',
    h: 'ħɦ',
    k: 'ƙ',
    y: 'ƴ',
    t: 'ŧƭ',
    r: 'ɽ',
    th: 'þ',
    v: 'ʋ',
    u: 'ʊʉ',
    c: 'ƈ',
    z: 'ʒ',
    s: 'ʃ',
    σ: 'ς',
    г: 'ґ',
    եւ: 'և',
    ا: 'ٱ',
    ي: 'ىیېۍێے',
    ه: 'ۀةەھہۃ',
    ك: 'کڪ',
    و: 'ۆۇۈ',
    ر: 'ڕ',
    ل: 'ڵ',
    '': 'ء',
  }).flatMap(([plain, letters]) => [...letters].map((letter): [string, string] => [letter, plain])),
)
const others = new RegExp(`[${[...otherwise.keys()].join('')}]`, 'gu')
// Tatweel, joiners, soft hyphens, apostrophes, and whatever else is neither a letter, a mark nor a digit.
const noise = /[\u0640\u02b9-\u02bf\u02c8]|[^\p{L}\p{M}\p{N}]/gu
const digits = /(?![0-9])\p{Nd}/gu

const ascii = /^[a-z0-9]*$/

/** `fold('Émigré')` is `emigre`, `fold('مُدَرِّسَة')` is `مدرسه`; '' when nothing is left. At most 60 letters. */
export function fold(word: string): string {
  const lower = word.toLowerCase()
  if (ascii.test(lower)) return lower.slice(0, 60)
  const letters = foldLetters(lower)
  if (ascii.test(letters)) return letters.slice(0, 60)
  const plain = letters
    .replace(noise, '')
    .replace(digits, (digit) => String(digitOf(digit)))
    .normalize('NFC')
  return plain.length > 60 ? [...plain].slice(0, 60).join('') : plain
}

/** A whole text, letter by letter: what parts its words stays, and digits stay as they are written. */
export const foldLetters = (text: string): string =>
  known.test(text)
    ? text.toLowerCase().replace(/[^\0-\x7f]/g, (letter) => folded[letter.charCodeAt(0)] ?? letter)
    : foldAnyLetters(text)

/** The same, whatever the script. */
export const foldAnyLetters = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(marks, '')
    .replace(others, (letter) => otherwise.get(letter) ?? letter)

// Latin, Greek, Cyrillic, Armenian, Hebrew, Arabic and their punctuation: there each letter folds by itself, whatever
// stands around it, and was folded once for all. Results of a search are whole stories read again.
const known = /^[\0-\u06ff\u2000-\u206f]*$/
const folded = Array.from({ length: 0x2070 }, (_, code) =>
  known.test(String.fromCharCode(code)) ? foldAnyLetters(String.fromCharCode(code)) : undefined,
)

/** A whole name: `foldName('La Gare, côté nord')` is `la gare cote nord`. */
export const foldName = (name: string): string =>
  name
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .map(fold)
    .filter((word) => word !== '')
    .join(' ')

/** Decimal digits stand ten by ten in Unicode, zero first. */
function digitOf(digit: string): number {
  let point = digit.codePointAt(0) as number
  let value = 0
  while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(point - 1))) {
    point -= 1
    value += 1
  }
  return value
}
