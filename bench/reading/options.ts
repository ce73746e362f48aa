// What `npm run bench` is asked.

import { StartError } from '#core/platform/terminal.ts'

export type Options = {
  /** Sizes of shelf, the smallest first; none: nothing is measured, what was kept is shown again. */
  stories: number[]
  /** Where the made towns are, and stay for another run; absent: a folder removed at the end, unless `keep`. */
  data?: string
  keep: boolean
  /** Writes the table in README.md and LISEZMOI.md. */
  write: boolean
  /** How long each rush lasts. */
  seconds: number
  /** Also asks Lighthouse about the demonstration town; else what was kept of it stays. */
  lighthouse: boolean
}

const usage = '--stories 1000,10000,100000 (or none)   --data folder   --keep   --write   --seconds 3   --no-lighthouse'

export function optionsOf(args: readonly string[]): Options {
  const options: Options = {
    stories: [1_000, 10_000, 100_000],
    keep: false,
    write: false,
    seconds: 3,
    lighthouse: true,
  }
  const rest = [...args]
  for (let name = rest.shift(); name !== undefined; name = rest.shift()) {
    if (name === '--stories') options.stories = sizesOf(rest.shift() ?? '')
    else if (name === '--data') options.data = rest.shift() ?? ''
    else if (name === '--seconds') options.seconds = wholeNumber(rest.shift() ?? '')
    else if (name === '--keep') options.keep = true
    else if (name === '--write') options.write = true
    else if (name === '--no-lighthouse') options.lighthouse = false
    else throw wrong(name)
  }
  if (options.data === '') throw wrong('--data')
  options.stories.sort((one, other) => one - other)
  return options
}

const sizesOf = (text: string): number[] => (text === 'none' ? [] : text.split(',').map(wholeNumber))

function wholeNumber(text: string): number {
  const number = Number(text)
  // Codes have six digits: a shelf holds less than a million stories.
  if (Number.isInteger(number) && number > 0 && number <= 800_000) return number
  throw wrong(text)
}

const wrong = (what: string): StartError =>
  new StartError({
    fr: `« ${what} » ne convient pas. Options : ${usage}`,
    en: `“${what}” is not right. Options: ${usage}`,
  })
