import { readFileSync } from 'node:fs'

export interface DatabaseUser {
  readonly name: string
  readonly uid: number
  readonly gid: number
}

const candidates = ['postgres', 'outcrop', 'nobody']

/**
 * The unprivileged user that PostgreSQL runs as when this process is root, for PostgreSQL refuses
 * to run as root: the owner of the cluster, if there is one already, or a user of this machine.
 * Undefined when this process is not root and runs PostgreSQL itself.
 */
export function databaseUser(
  owner: { readonly uid: number; readonly gid: number } | undefined,
  processUid: number | undefined = process.getuid?.(),
  passwd: () => string = readPasswd,
): DatabaseUser | undefined {
  if (processUid !== 0) return undefined
  const users = parsePasswd(passwd())
  if (owner && owner.uid !== 0) {
    const name = users.find(({ uid }) => uid === owner.uid)?.name ?? `number ${owner.uid}`
    return { name, uid: owner.uid, gid: owner.gid }
  }
  for (const candidate of candidates) {
    const user = users.find(({ name, uid }) => name === candidate && uid !== 0)
    if (user) return user
  }
  throw new Error(
    'PostgreSQL does not run as root, and this machine has no user "postgres", "outcrop" or "nobody". Create one of them, or start Outcrop as an ordinary user.',
  )
}

function parsePasswd(text: string): DatabaseUser[] {
  return text.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':')
    if (name === undefined || uid === undefined || gid === undefined) return []
    return [{ name, uid: Number(uid), gid: Number(gid) }]
  })
}

function readPasswd(): string {
  return readFileSync('/etc/passwd', 'utf8')
}
