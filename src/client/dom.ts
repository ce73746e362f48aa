// The two or three words every part of the script uses.

export const root = document.documentElement

export const find = <Found extends Element = HTMLElement>(marks: string, within: ParentNode = document) =>
  within.querySelector<Found>(marks)

export const findAll = <Found extends Element = HTMLElement>(marks: string, within: ParentNode = document): Found[] => [
  ...within.querySelectorAll<Found>(marks),
]

/** Storage that may be refused (private window, full): then nothing is remembered and nothing breaks. */
function keeper(open: () => Storage) {
  return {
    get: (key: string): string | null => {
      try {
        return open().getItem(`veillee.${key}`)
      } catch {
        return null
      }
    },
    set: (key: string, value: string | null) => {
      try {
        if (value === null) open().removeItem(`veillee.${key}`)
        else open().setItem(`veillee.${key}`, value)
      } catch {
        // Refused: see above.
      }
    },
  }
}

export const remembered = keeper(() => localStorage)
export const thisVisit = keeper(() => sessionStorage)
