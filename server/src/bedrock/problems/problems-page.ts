import {
  problemCodes,
  problemTable,
  whatStandsStill,
  type ProblemClass,
  type ProblemCode,
} from '@outcrop/contract'
import { answeredRules } from './rules.ts'
import { whatPeopleRead } from './what-people-read.ts'

const chapters: Record<ProblemClass, string> = {
  permissions: 'Permissions',
  credentials: 'Credentials',
  'account-setup': 'Set-up of the AWS account',
  request: 'Requests that Bedrock refuses',
  'not-found': 'Things that AWS cannot find',
  throttled: 'Throttling',
  quota: 'Quotas',
  unavailable: 'Failures of Bedrock itself',
  model: 'Models that fail',
  timeout: 'Time',
  network: 'Network',
  answer: 'Answers that cannot be used',
  budget: 'Budgets',
  configuration: 'Configuration',
  delivery: 'Deliveries',
  api: 'The API of Outcrop',
  internal: 'Outcrop itself',
}

const people = {
  caller: 'whoever made the request',
  author: 'the author of the automation',
  operator: 'the operator of Outcrop',
  'aws-administrator': 'the administrator of the AWS account',
  nobody: 'nobody: it passes',
}

/** The documentation of every problem, made from the table that the program itself goes by. */
export function problemsPage(): string {
  const used = Object.entries(chapters).flatMap(([problemClass, title]) => {
    const codes = problemCodes.filter((code) => problemTable[code].class === problemClass)
    return codes.length === 0 ? [] : [`## ${title}\n\n${codes.map(entry).join('\n\n')}`]
  })
  return `${introduction}\n\n${lookup()}\n\n${used.join('\n\n')}\n`
}

const introduction = `# Problems

Every failure has a code, says who must act and what to do, and keeps AWS's own words beside it. This page is made from the table in \`contract/src/problem-codes.ts\` and the rules in \`server/src/bedrock/problems/rules.ts\`: run \`node --import tsx scripts/problems-page.ts\` after a change.`

/** A table from what stands before someone's eyes to what it is. */
function lookup(): string {
  const lines = whatPeopleRead.map(
    ({ words, codes }) => `| ${words} | ${codes.map(link).join(', ')} |`,
  )
  return ['## By what you read', '', '| what AWS or Outcrop says | what it is |', '| --- | --- |', ...lines].join('\n') // prettier-ignore
}

/** Leads to the entry of a code, by the address that Markdown gives to its heading. */
function link(code: ProblemCode): string {
  const { title } = problemTable[code]
  const anchor = title.toLowerCase().replaceAll(/[^\w -]/g, '').replaceAll(' ', '-') // prettier-ignore
  return `[${title}](#${anchor})`
}

const standstill = {
  provider: ' All runs of the provider wait until _Test connection_ passes.',
  target:
    ' Runs that call the same model, prompt, flow or agent wait until one of them is answered.',
}

function entry(code: ProblemCode): string {
  const { title, who, retry, remedy } = problemTable[code]
  const names = namesFor(code)
  const still = whatStandsStill(code)
  return [
    `### ${title}`,
    '',
    `Code \`${code}\`. Who must act: ${people[who]}. ${retry ? 'Tried again' : 'Not tried again'}.${still ? standstill[still] : ''}`,
    '',
    remedy,
    ...(names.length === 0 ? [] : ['', `AWS calls it ${names.join(', ')}.`]),
  ].join('\n')
}

/** What AWS may call it; where a text decides, the names alone are not enough. */
function namesFor(code: ProblemCode): string[] {
  const named = answeredRules.flatMap(({ code: of, names = [], text }) =>
    of === code ? names.map((name) => `\`${name}\`${text ? ' (told by its text)' : ''}`) : [],
  )
  return [...new Set(named)]
}
