// The address of a script that Vite builds apart, for browsers to run beside the page.

declare module '*?worker&url' {
  const address: string
  export default address
}
