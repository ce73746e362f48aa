// Quotation marks as each language writes them. The text keeps its own marks out: « bonjour » is not quoted twice.

const guillemets: [string, string] = ['«', '»']
const curly: [string, string] = ['“', '”']
const low: [string, string] = ['„', '“']
const lowRound: [string, string] = ['„', '”']
const spaced: [string, string] = ['«\u00a0', '\u00a0»']

const marks: Record<string, [string, string]> = {
  fr: spaced,
  br: spaced,
  wo: spaced,
  bm: spaced,
  snk: spaced,
  zdj: spaced,
  ar: guillemets,
  fa: guillemets,
  prs: guillemets,
  ps: guillemets,
  ckb: guillemets,
  kmr: guillemets,
  it: guillemets,
  es: guillemets,
  pt: guillemets,
  ca: guillemets,
  el: guillemets,
  uk: guillemets,
  ru: guillemets,
  be: guillemets,
  hy: guillemets,
  kab: guillemets,
  sq: guillemets,
  de: low,
  bg: low,
  cs: low,
  sk: low,
  ka: low,
  ro: lowRound,
  pl: lowRound,
  hu: lowRound,
  hr: lowRound,
  sr: lowRound,
  bs: lowRound,
  zh: ['「', '」'],
  ja: ['「', '」'],
}

/** `quoted('Bonjour', 'fr')` gives « Bonjour » with no-break spaces. */
export function quoted(text: string, language: string): string {
  const [primary = ''] = language.toLowerCase().split('-')
  const [open, close] = marks[primary] ?? curly
  return open + unquoted(text) + close
}

function unquoted(text: string): string {
  const trimmed = text.trim()
  const inside = /^(?:«\s*([^«»]*?)\s*»|“([^“”]*)”|„([^„“”]*)[“”]|"([^"]*)")$/u.exec(trimmed)
  return inside ? (inside[1] ?? inside[2] ?? inside[3] ?? inside[4] ?? trimmed) : trimmed
}
