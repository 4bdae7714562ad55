import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

const folder = fileURLToPath(new URL('..', import.meta.url))
const entry = fileURLToPath(new URL('handler.ts', import.meta.url))

/** The whole function as one CommonJS file, readable in the Lambda console; `index.handler` is its handler. */
export async function bundle(entryPoint: string = entry): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entryPoint],
    bundle: true,
    absWorkingDir: folder,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    charset: 'utf8',
    write: false,
    logLevel: 'silent',
  })
  const [file] = outputFiles
  if (!file) throw new Error('esbuild wrote no file.')
  return file.text
}
