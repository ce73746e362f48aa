// Two builds in one command: the server (dist/server/main.js, npm packages left outside) and what browsers receive
// (dist/client: the stylesheets, one script an entry, public/ as it is).

import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { defineConfig, type Plugin } from 'vite'

/** The sheets, `veillee` for every page, one script for each island (journey-map.island.tsx is `journey-map`). */
function clientEntries(): Record<string, string> {
  const entries: Record<string, string> = {
    story: 'src/ui/styles/index.css',
    town: 'src/ui/styles/town.css',
    work: 'src/ui/styles/work.css',
    paper: 'src/ui/styles/paper.css',
    big: 'src/ui/styles/big.css',
    listen: 'src/ui/styles/listen.css',
    veillee: 'src/client/veillee.ts',
  }
  for (const file of globSync('src/{client,ui,capabilities}/**/*.island.{ts,tsx}')) {
    const name = path.basename(file).replace(/\.island\.tsx?$/, '')
    if (entries[name]) throw new Error(`${file} and ${entries[name]} would have the same address: rename one`)
    entries[name] = file
  }
  return entries
}

/** A text missing in one language stops the build: nobody must meet a hole in a page. */
function everyText(): Plugin {
  return {
    name: 'every-text',
    buildStart() {
      for (const file of globSync('src/**/messages/*fr.json')) {
        const keysOf = (locale: string) =>
          Object.keys(JSON.parse(readFileSync(file.replace(/fr\.json$/, `${locale}.json`), 'utf8')) as object)
        for (const locale of ['en', 'ar']) {
          const there = new Set(keysOf(locale))
          const missing = keysOf('fr').filter((key) => !there.has(key))
          if (missing.length) this.error(`${file}: missing in ${locale}: ${missing.join(', ')}`)
        }
      }
    },
  }
}

export default defineConfig({
  plugins: [everyText()],
  appType: 'custom',
  logLevel: 'warn',
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: { emptyOutDir: true, reportCompressedSize: false },
  builder: {
    async buildApp(builder) {
      await Promise.all(Object.values(builder.environments).map((environment) => builder.build(environment)))
    },
  },
  environments: {
    client: {
      build: {
        outDir: 'dist/client',
        manifest: 'manifest.json',
        modulePreload: false,
        // Fonts and drawings keep their own addresses; nothing is folded into the stylesheet (CSP: no data: address).
        assetsInlineLimit: 0,
        rolldownOptions: { input: clientEntries() },
      },
    },
    ssr: {
      resolve: { noExternal: [], external: true },
      build: {
        ssr: true,
        outDir: 'dist/server',
        copyPublicDir: false,
        minify: false,
        sourcemap: true,
        target: 'node24',
        rolldownOptions: {
          // The pictures' maker runs in a process of its own.
          input: { main: 'src/main.ts', pictures: 'src/core/media/derive/pictures.process.ts' },
          output: { entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
        },
      },
    },
  },
})
