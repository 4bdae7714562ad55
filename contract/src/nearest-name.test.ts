import { expect, test } from 'vitest'
import { nearestName } from './nearest-name.ts'

const known = ['id', 'verdicts', 'delay_hours', 'timeout_s', 'max_tokens', 'cap', 'cap_overall']

test.each([
  ['verdict', 'verdicts'],
  ['verdcits', 'verdicts'],
  ['delay_hour', 'delay_hours'],
  ['delay', 'delay_hours'],
  ['timeout', 'timeout_s'],
  ['maxTokens', 'max_tokens'],
  ['max-tokens', 'max_tokens'],
  ['CAP', 'cap'],
  ['caps', 'cap'],
  ['cap_overal', 'cap_overall'],
  ['ids', 'id'],
  ['colour', undefined],
  ['x', undefined],
  ['', undefined],
  ['cat', 'cap'],
  ['dog', undefined],
  ['timeout_s'.repeat(20), undefined],
])('%s is taken for %s', (written, meant) => {
  expect(nearestName(written, known)).toBe(meant)
})
