// A moment in the address: `#t=83`, `#t=1:23`, as media fragments write it, or `#vu-fr=83` for what one sees in a film;
// after the mark of a player that is not first.

/** Seconds asked of the player with that mark; undefined when the address asks for none. */
export function askedSecond(mark: string, hash: string = location.hash): number | undefined {
  const text = hash.replace(/^#/, '')
  if (!text.startsWith(mark)) return undefined
  const [, hours, minutes, seconds] =
    /^(?:t|vu-[A-Za-z0-9-]{2,35})=(?:npt:)?(?:(?:(\d{1,2}):)?(\d{1,3}):)?(\d{1,6}(?:\.\d+)?)/.exec(
      text.slice(mark.length),
    ) ?? []
  return seconds === undefined ? undefined : Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds)
}
