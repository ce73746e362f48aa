// What we use of `edtf`, which has no types that fit: a text to its bounds in milliseconds.

declare module 'edtf' {
  export default function parse(text: string, options?: { level?: number }): { min: number; max: number }
}
