import { afterEach, expect, it } from 'vitest'
import { readMigrations } from './read-migrations.ts'
import { migrationFolder, type MigrationFolder } from './testing/migration-folder.ts'

let folder: MigrationFolder
afterEach(() => folder.remove())

async function read(files: Record<string, string>) {
  folder = await migrationFolder(files)
  return readMigrations(folder.path)
}

it('reads the files in the order of their numbers', async () => {
  const migrations = await read({
    '0002-two-words.sql': 'select 2',
    '0001-one.sql': 'select 1',
    'README.md': 'not a migration',
  })

  expect(migrations).toMatchObject([
    { number: 1, name: 'one', file: '0001-one.sql', sql: 'select 1' },
    { number: 2, name: 'two-words', file: '0002-two-words.sql', sql: 'select 2' },
  ])
})

it('gives every text a checksum of its own, which line ends do not change', async () => {
  const [unix, windows, other] = await read({
    '0001-unix.sql': 'select 1;\nselect 2;\n',
    '0002-windows.sql': 'select 1;\r\nselect 2;\r\n',
    '0003-other.sql': 'select 1;\nselect 3;\n',
  })

  expect(windows?.checksum).toBe(unix?.checksum)
  expect(other?.checksum).not.toBe(unix?.checksum)
})

it.each([
  ['a number is missing', ['0001-one.sql', '0003-three.sql'], 'Migration 0002 is missing in'],
  ['the first number is missing', ['0002-two.sql'], 'Migration 0001 is missing in'],
  ['a number is there twice', ['0001-a.sql', '0001-b.sql'], 'Give 0001-b.sql the next free one.'],
  ['a file is misnamed', ['0001-one.sql', '2-two.sql'], '2-two.sql is not named NNNN-name.sql.'],
])('refuses a folder in which %s', async (_what, files, sentence) => {
  await expect(read(Object.fromEntries(files.map((file) => [file, ''])))).rejects.toThrow(sentence)
})

it('says so when the folder is not there', async () => {
  folder = await migrationFolder({})
  await expect(readMigrations(`${folder.path}/none`)).rejects.toThrow('cannot be read')
})
