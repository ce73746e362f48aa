// What the set-up commands say, in French or English according to the terminal's language. Runs on Node 20.

const language = /^fr/i.test(process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || '') ? 'fr' : 'en'

/** @param {{ fr: string, en: string }} sentence */
export const say = (sentence) => sentence[language]

/** @param {{ fr: string, en: string }} sentence */
export const tell = (sentence) => console.log(say(sentence))

/** Something to put right: one plain line and exit code 1, no stack. */
export class Trouble extends Error {
  /** @param {{ fr: string, en: string }} sentence @param {string} [details] */
  constructor(sentence, details = '') {
    super(say(sentence))
    this.details = details.trim()
  }
}

/** Tells a long step and, while it lasts, that it still runs. @template T @param {{ fr: string, en: string }} sentence @param {() => Promise<T>} work @returns {Promise<T>} */
export async function step(sentence, work) {
  tell(sentence)
  const start = Date.now()
  const still = setInterval(() => {
    const seconds = Math.round((Date.now() - start) / 1000)
    tell({ fr: `  toujours en cours (${seconds} s)`, en: `  still running (${seconds} s)` })
  }, 10_000)
  try {
    return await work()
  } finally {
    clearInterval(still)
  }
}

/** Runs a command's work; prints what went wrong in one line. @param {() => Promise<void>} work */
export async function orTrouble(work) {
  try {
    await work()
  } catch (error) {
    if (!(error instanceof Trouble)) throw error
    if (error.details) console.error(error.details)
    console.error(error.message)
    process.exitCode = 1
  }
}
