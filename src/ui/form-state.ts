// What a form knows about itself between two requests: the values typed, the errors to show, the ids of its fields.

export type FormValues = Record<string, string | string[] | undefined>
/** Sentences already translated, by field name; `_form` is an error about the whole form. */
export type FormErrors = Record<string, string | undefined>

/** The id of a field's first input: what an error link points to. */
export const fieldId = (formId: string, name: string) => `${formId}-${name.replace(/[^\w-]+/g, '-')}`
