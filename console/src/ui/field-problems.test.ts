import { ApiProblem, type ProblemDocument } from '@outcrop/contract'
import { expect, it } from 'vitest'
import { allShown, fieldProblems, toldInForm } from './field-problems.ts'

const refusal = (
  detail: string,
  code: ProblemDocument['code'] = 'invalid-input',
  more: Partial<ProblemDocument> = {},
) =>
  new ApiProblem({
    type: `urn:outcrop:problem:${code}`,
    title: 'Invalid input',
    status: 422,
    code,
    detail,
    who: 'caller',
    remedy: 'Correct it.',
    retry: false,
    ...more,
  })

it('finds the complaint about each field', () => {
  const error = refusal(
    'region: must be an AWS region.\ncredentials.role_arn: must be the ARN of an IAM role, such as arn:aws:iam::1:role/R.',
  )
  expect(fieldProblems(error)).toEqual({
    region: 'Must be an AWS region.',
    'credentials.role_arn': 'Must be the ARN of an IAM role, such as arn:aws:iam::1:role/R.',
  })
})

it('says at the field what a problem says of it, and what to do', () => {
  const taken = refusal('There is a feed of this name.', 'state-conflict', { field: 'name' })
  expect(fieldProblems(taken)).toEqual({ name: 'There is a feed of this name. Correct it.' })
  expect(toldInForm(taken, ['name']).failure).toBeNull()
  expect(toldInForm(taken, ['region']).failure).toBe(taken)
})

it('keeps the first of two complaints', () => {
  expect(fieldProblems(refusal('name: is missing.\nname: must be a string.'))).toEqual({
    name: 'Is missing.',
  })
})

it.each([
  ['another problem', refusal('name: taken.', 'state-conflict')],
  ['an ordinary error', new Error('name: is missing.')],
  ['a sentence without a path', refusal('The body is empty.')],
  ['nothing', null],
])('finds none in %s', (_, error) => {
  expect(fieldProblems(error)).toEqual({})
})

it('knows when a complaint has no field to stand beside', () => {
  expect(allShown({ name: 'x' }, ['name', 'region'])).toBe(true)
  expect(allShown({ name: 'x', other: 'y' }, ['name', 'region'])).toBe(false)
  expect(allShown({}, ['name'])).toBe(false)
  expect(allShown({ 'condition.all.0': 'x' }, ['condition'])).toBe(true)
  expect(allShown({ conditions: 'x' }, ['condition'])).toBe(false)
})

it('shows as a whole only what no field shows', () => {
  const byField = refusal('name: is missing.')
  expect(toldInForm(byField, ['name'])).toEqual({
    problems: { name: 'Is missing.' },
    failure: null,
  })
  const elsewhere = refusal('name: is missing.\nregion: must be an AWS region.')
  expect(toldInForm(elsewhere, ['name']).failure).toBe(elsewhere)
  const broken = new Error('No connection.')
  expect(toldInForm(broken, ['name'])).toEqual({ problems: {}, failure: broken })
  expect(toldInForm(null, ['name'])).toEqual({ problems: {}, failure: null })
})
