// When to stop: a signal, or the end of the command that started us. Asked once, however many times it is said.

/** Calls `stop` once, on SIGTERM, SIGINT, SIGHUP, or when `npm start` itself is gone. */
export function onStop(stop: () => void): void {
  let asked = false
  const once = () => {
    if (!asked) stop()
    asked = true
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, once)
  // scripts/start.mjs holds a channel open: its closing is the only news of a launcher that was killed.
  if (process.connected) process.once('disconnect', once)
  // Killed while we were starting, it said so before anyone listened; without a channel this is undefined.
  if (process.connected === false) once()
  // Listening to it must not keep a finished process alive.
  process.channel?.unref()
}
