import { definition, issueFaults, type Definition, type Finding } from '@outcrop/contract'

const plain: Record<string, string> = {
  name: 'Give it a name.',
  'trigger.feed_id': 'Choose a feed.',
  'trigger.audience_id': 'Choose an audience.',
}

/** What is wrong with the shape of a definition, before the server is asked. */
export function shapeFindings(draft: Definition): Finding[] {
  const parsed = definition.safeParse(draft)
  if (parsed.success) return []
  return issueFaults(parsed.error.issues).map((fault) => {
    const path = fault.path.join('.')
    return { path, message: plain[path] ?? upperFirst(fault.sentence) }
  })
}

const upperFirst = (text: string) => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`

/** The finding of exactly this field. */
export function findingAt(findings: readonly Finding[], path: string): string | undefined {
  return findings.find((finding) => finding.path === path)?.message
}

/** Findings of a field and of everything in it. */
export function findingsUnder(findings: readonly Finding[], path: string): Finding[] {
  return findings.filter((one) => one.path === path || one.path.startsWith(`${path}.`))
}
