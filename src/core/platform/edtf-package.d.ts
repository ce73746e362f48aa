declare module 'edtf' {
  export default function parse(text: string, options?: { level?: number }): { min: number; max: number }
}
