// Bundles the server, so that Node runs it without loading and translating a thousand sources first.
// The bundle lies as deep as the sources do: paths relative to a file lead to the same places.
import { build } from 'esbuild'
import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const outdir = join(root, 'server/dist/main')

rmSync(join(root, 'server/dist'), { recursive: true, force: true })
await build({
  absWorkingDir: root,
  entryPoints: ['start', 'serve', 'work'].map((role) => `server/src/main/${role}.ts`),
  outdir,
  bundle: true,
  splitting: true,
  chunkNames: 'part-[hash]',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  // Packages stay where they are installed; the workspaces are sources and go in.
  packages: 'external',
  alias: {
    '@outcrop/contract': join(root, 'contract/src/index.ts'),
    '@outcrop/emulator': join(root, 'emulator/src/index.ts'),
  },
  logLevel: 'warning',
})
// The emulator's own interpreter is read from beside the code that starts it.
copyFileSync(join(root, 'emulator/src/python/session.py'), join(outdir, 'session.py'))
