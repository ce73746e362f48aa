// A refusal in the form machines read: problem details (RFC 9457), in plain words.

export type Problem = { type: 'about:blank'; title: string; status: number; detail: string }

/** `title` is the same for a status; `detail` says what to do, in the language asked. */
export const problemOf = (status: number, title: string, detail: string): Problem => ({
  type: 'about:blank',
  title,
  status,
  detail,
})
