// The sentences that the script of the recorder says, given to it by the page that holds the lamp.

export const recorderWords = [
  'touch',
  'start',
  'pause',
  'resume',
  'wait',
  'listening',
  'paused',
  'finishing',
  'kept',
  'hearing.well',
  'hearing.faint',
  'hearing.loud',
  'hearing.nothing',
  'marked',
  'take',
  'marks',
  'dropped',
  'state.ready',
  'state.sending',
  'state.offline',
  'state.failed',
  'state.signIn',
  'state.waiting',
  'state.arrived',
  'elsewhere',
  'trouble.refused',
  'trouble.absent',
  'trouble.busy',
  'trouble.unable',
  'trouble.cut',
  'trouble.passing',
  'trouble.full',
] as const
export type RecorderWord = (typeof recorderWords)[number]

/** With `{time}`, `{number}`, `{times}` and `{code}` still to be filled. */
export type RecorderWords = Record<RecorderWord, string>

/** Told to the page when a take has become a file of the contribution. */
export const arrivedEvent = 'veillee:arrived'
