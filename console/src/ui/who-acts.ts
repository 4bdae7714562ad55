import type { ProblemDocument } from '@outcrop/contract'

/** Who must act on a problem, as a sentence without its full stop. */
export const whoActs: Record<ProblemDocument['who'], string> = {
  caller: 'You can correct this',
  author: 'The author of the automation must act',
  operator: 'The operator of this server must act',
  'aws-administrator': 'The AWS administrator must act',
  nobody: 'Nobody must act',
}
