import { writeFileSync } from 'node:fs'
import { problemsPage } from '../server/src/bedrock/problems/problems-page.ts'

/** Writes docs/guide/problems.md from the table of problems. */
writeFileSync(new URL('../docs/guide/problems.md', import.meta.url), problemsPage())
