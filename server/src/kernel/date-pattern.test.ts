import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { datePattern, readsDay } from './date-pattern.ts'

const time = Date.UTC(2026, 1, 3, 14, 5, 9, 7)
const day = Date.UTC(2026, 1, 3)

describe('a pattern of dates', () => {
  it.each([
    ['yyyy-MM-dd', '2026-02-03', day],
    ['dd/MM/yyyy HH:mm', '03/02/2026 14:05', Date.UTC(2026, 1, 3, 14, 5)],
    ['d.M.yy', '3.2.26', day],
    ['d.M.yy', '3.2.71', Date.UTC(1971, 1, 3)],
    ['MMMM d, yyyy h:mm a', 'february 3, 2026 2:05 pm', Date.UTC(2026, 1, 3, 14, 5)],
    ['EEE, dd MMM yyyy', 'Tue, 03 Feb 2026', day],
    ["yyyy-MM-dd'T'HH:mm:ss.SSSXXX", '2026-02-03T16:05:09.007+02:00', time],
    ["yyyy-MM-dd'T'HH:mm:ss.SSSXXX", '2026-02-03T14:05:09.007Z', time],
    ['yyyyMMddHHmmssZ', '20260203090509-0500', Date.UTC(2026, 1, 3, 14, 5, 9)],
    ["h 'o''clock' a d/M/yyyy", "12 o'clock AM 3/2/2026", day],
    ['(yyyy).[MM]*dd', ' (2026).[02]*03 ', day],
  ])('%s reads %s', (pattern, text, gives) => {
    expect(datePattern(pattern).read(text)).toBe(gives)
  })

  it.each([
    ['yyyy-MM-dd', '2026-02-30'],
    ['yyyy-MM-dd', '2026-13-01'],
    ['yyyy-MM-dd HH', '2026-02-03 25'],
    ['yyyy-MM-dd', 'on 2026-02-03'],
    ['yyyy.MM.dd', '2026x02x03'],
    ['dd MMM yyyy', '03 Feq 2026'],
  ])('%s does not read %s', (pattern, text) => {
    expect(datePattern(pattern).read(text)).toBeUndefined()
  })

  it.each([
    ['dd/MM/yyyy', '03/02/2026'],
    ['EEEE, MMMM d, yyyy h:mm a', 'Tuesday, February 3, 2026 2:05 PM'],
    ["yyyy-MM-dd'T'HH:mm:ss.SSSXXX", '2026-02-03T14:05:09.007Z'],
    ['d.M.yy H:m:s Z', '3.2.26 14:5:9 +0000'],
  ])('%s writes %s', (pattern, text) => {
    expect(datePattern(pattern).write(time)).toBe(text)
  })

  it('reads what it has written', () => {
    const { read, write } = datePattern('EEE d MMMM yyyy, hh:mm:ss.SSS a Z')
    const anyTime = fc.integer({ min: 0, max: Date.UTC(2900, 0, 1) })
    fc.assert(fc.property(anyTime, (one) => read(write(one)) === one))
  })

  it.each([
    ['yyyy-QQ', '"QQ" means nothing in it'],
    ['YYYY-MM-dd', '"YYYY" means nothing in it'],
    ["yyyy 'week", 'A quote is opened and not closed'],
  ])('is refused when it is %s', (pattern, reason) => {
    expect(() => datePattern(pattern)).toThrow(reason)
  })

  it.each([
    ['yyyy-MM-dd d', 'day', '2026-02-03 3'],
    ['MMMM MM yyyy', 'month', 'February 02 2026'],
    [`yyyyMMdd${'Md'.repeat(13)}`, 'month', `20260203${'11'.repeat(13)}`],
  ])('%s reads nothing, as it names the %s twice', (pattern, repeated, text) => {
    expect(datePattern(pattern).repeated).toBe(repeated)
    expect(datePattern(pattern).read(text)).toBeUndefined()
  })

  it('does not look at a text that is far too long', () => {
    const { read } = datePattern('yyyy-MM-dd')
    expect(read('2026-02-03'.padEnd(200))).toBe(day)
    expect(read('2026-02-03'.padEnd(201))).toBeUndefined()
  })

  it('can be read only with year, month and day', () => {
    expect(readsDay('dd/MM/yyyy')).toBe(true)
    expect(readsDay("HH:mm 'yMd'")).toBe(false)
  })
})
