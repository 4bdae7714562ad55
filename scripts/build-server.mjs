// Bundles the server, so that Node runs it without loading and translating a thousand sources first.
// The bundle lies as deep as the sources do: paths relative to a file lead to the same places.
import { build } from 'esbuild'
import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const outdir = join(root, 'server/dist/main')

rmSync(join(root, 'server/dist'), { recursive: true, force: true })
const options = {
  absWorkingDir: root,
  outdir,
  bundle: true,
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
}
const entries = (...names) => names.map((name) => `server/src/main/${name}.ts`)
await build({
  ...options,
  entryPoints: entries('start', 'serve', 'work'),
  splitting: true,
  chunkNames: 'part-[hash]',
})
// By itself: it shares no parts with the others, which would bring all of them, the AWS SDK first.
await build({ ...options, entryPoints: entries('processor-thread') })
// The emulator's own interpreter is read from beside the code that starts it.
copyFileSync(join(root, 'emulator/src/python/session.py'), join(outdir, 'session.py'))
