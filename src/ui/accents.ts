// The eight accents a space, a theme or a state may carry: `data-accent` on any container.

export const accents = ['terre', 'canard', 'ambre', 'indigo', 'prune', 'mousse', 'garance', 'ardoise'] as const
export type Accent = (typeof accents)[number]

const known = new Set<string>(accents)

/** The accent a row names, or `terre`. */
export const accentOr = (name: string | null | undefined, other: Accent = 'terre'): Accent =>
  name && known.has(name) ? (name as Accent) : other
