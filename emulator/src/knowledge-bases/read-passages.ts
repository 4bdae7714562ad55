import { readdirSync, readFileSync } from 'node:fs'
import { join, relative, resolve, sep } from 'node:path'
import type { KnowledgeBase } from './knowledge-base-schema.ts'
import { cutIntoPassages, type Passage } from './passage.ts'

type Source = { uri: string; text: string; metadata: Passage['metadata'] }

/** Everything that a knowledge base knows, in a fixed order. Throws the system's error for its folder. */
export function readPassages(base: KnowledgeBase): Passage[] {
  const sources: Source[] = [
    ...(base.folder === undefined ? [] : readFolder(base.folder, base.name)),
    ...base.documents,
  ]
  return sources.flatMap(({ uri, text, metadata }) =>
    cutIntoPassages(text).map((passage) => ({
      text: passage,
      uri,
      metadata: { 'x-amz-bedrock-kb-source-uri': uri, ...metadata },
    })),
  )
}

function readFolder(folder: string, name: string): Source[] {
  const root = resolve(folder)
  const bucket = name.toLowerCase().replace(/[^a-z0-9]+/g, '-')
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(md|txt)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
    .map((path) => ({
      uri: `s3://${bucket}/${relative(root, path).split(sep).join('/')}`,
      text: readFileSync(path, 'utf8'),
      metadata: {},
    }))
}
