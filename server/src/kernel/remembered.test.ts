import { expect, test } from 'vitest'
import { remembered } from './remembered.ts'

function counting() {
  const loads: string[] = []
  const values = remembered((key) => {
    loads.push(key)
    const number = loads.length
    return key === 'bad' && number === 1
      ? Promise.reject(new Error('not yet'))
      : Promise.resolve(`${key} ${number}`)
  })
  return { values, loads }
}

test('a value is loaded once, however many ask', async () => {
  const { values, loads } = counting()
  expect(await Promise.all([values.get('a'), values.get('a'), values.get('b')])).toEqual([
    'a 1',
    'a 1',
    'b 2',
  ])
  expect(loads).toEqual(['a', 'b'])
})

test('everything can be forgotten', async () => {
  const { values } = counting()
  await values.get('a')
  values.forget()
  expect(await values.get('a')).toBe('a 2')
})

test('a failure is not remembered', async () => {
  const { values } = counting()
  await expect(values.get('bad')).rejects.toThrow('not yet')
  expect(await values.get('bad')).toBe('bad 2')
})

test('what was being loaded when everything was forgotten is not remembered', async () => {
  const { values } = counting()
  const early = values.get('a')
  values.forget()
  expect(await values.get('a')).toBe('a 2')
  expect(await early).toBe('a 1')
  expect(await values.get('a')).toBe('a 2')
})
