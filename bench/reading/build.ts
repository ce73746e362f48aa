// Builds the programs of the measures beside the server, which the command's set-up has built.

import path from 'node:path'
import { build } from 'vite'
import { projectFolder } from '#core/platform/assets.ts'

export async function buildPrograms(): Promise<void> {
  const program = (name: string) => path.join(projectFolder, 'bench', 'reading', `${name}.ts`)
  await build({
    root: projectFolder,
    configFile: false,
    logLevel: 'error',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    ssr: { external: true },
    build: {
      ssr: true,
      outDir: 'dist/bench',
      emptyOutDir: true,
      copyPublicDir: false,
      minify: false,
      sourcemap: true,
      target: 'node24',
      rolldownOptions: {
        input: { make: program('make'), serve: program('serve'), probe: program('probe') },
        output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  })
}
