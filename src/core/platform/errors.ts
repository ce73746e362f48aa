// The closed list of refusals. Anything else that is thrown is a bug: logged with a reference, shown as 500.

/** A refusal a person may meet. What you may not see does not exist: prefer `not_found` to `forbidden`. */
export type RefusalCode =
  | 'not_found'
  | 'gone'
  | 'sign_in_required'
  | 'forbidden'
  | 'invalid'
  | 'conflict'
  | 'too_large'
  | 'too_many'
  | 'unavailable'

export const statusOf: Record<RefusalCode, 400 | 401 | 403 | 404 | 409 | 410 | 413 | 429 | 503> = {
  not_found: 404,
  gone: 410,
  sign_in_required: 401,
  forbidden: 403,
  invalid: 400,
  conflict: 409,
  too_large: 413,
  too_many: 429,
  unavailable: 503,
}

export class AppError extends Error {
  readonly code: RefusalCode
  constructor(code: RefusalCode, detail = code as string) {
    super(detail)
    this.name = 'AppError'
    this.code = code
  }
}

export const notFound = (): AppError => new AppError('not_found')
