import { describe, expect, it } from 'vitest'
import { databaseUser } from './database-user.ts'

const root = 'root:x:0:0:root:/root:/bin/sh\n'
const nobody = 'nobody:x:65534:65533:nobody:/nonexistent:/bin/false\n'
const alice = 'alice:x:1000:1001:Alice:/home/alice:/bin/sh\n'
const postgres = 'postgres:x:101:104::/var/lib/postgresql:/bin/bash\n'

describe('as root', () => {
  const asRoot = (passwd: string, owner?: { uid: number; gid: number }) =>
    databaseUser(owner, 0, () => passwd)

  it('takes the user "postgres" where there is one', () => {
    expect(asRoot(root + nobody + postgres)).toEqual({ name: 'postgres', uid: 101, gid: 104 })
  })

  it('takes the user "nobody" otherwise', () => {
    expect(asRoot(root + nobody + alice)).toEqual({ name: 'nobody', uid: 65534, gid: 65533 })
  })

  it('takes the owner of a database that is there already', () => {
    expect(asRoot(root + alice + postgres, { uid: 1000, gid: 1001 })).toEqual({
      name: 'alice',
      uid: 1000,
      gid: 1001,
    })
  })

  it('takes an owner whom the machine does not know', () => {
    expect(asRoot(root + postgres, { uid: 4242, gid: 7 })).toEqual({
      name: 'number 4242',
      uid: 4242,
      gid: 7,
    })
  })

  it('does not take root, even if it owns the database or is called "postgres"', () => {
    expect(asRoot('postgres:x:0:0::/:/bin/sh\n' + nobody, { uid: 0, gid: 0 })?.name).toBe('nobody')
  })

  it('says what to do when there is nobody to take', () => {
    expect(() => asRoot(root + alice)).toThrow(
      'Create one of them, or start Outcrop as an ordinary user.',
    )
  })
})

it('needs no other user when it is not root', () => {
  expect(databaseUser({ uid: 101, gid: 104 }, 1000, () => root)).toBeUndefined()
})
