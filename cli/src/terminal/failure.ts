import { ApiProblem, UnexpectedAnswer } from '@outcrop/contract'
import { InputError } from './input-error.ts'
import { networkReason } from '../api/network-reason.ts'
import { CommandFailure, type Failure } from './command-failure.ts'

/** Makes any error presentable. `url` is where the server was looked for. */
export function failureOf(error: unknown, url: string): Failure {
  if (error instanceof CommandFailure) return error.failure
  if (error instanceof ApiProblem) return failureOfProblem(error)
  if (error instanceof UnexpectedAnswer) {
    return {
      exitCode: 1,
      title: 'This does not answer as an Outcrop server does',
      detail: `${url}: ${error.message}`,
      remedy: 'Check --url or OUTCROP_URL, and that server and command line are of one version.',
    }
  }
  if (error instanceof InputError) {
    return {
      exitCode: 1,
      title: 'The input cannot be sent',
      detail: error.message,
      remedy: error.remedy,
    }
  }
  if (error instanceof TypeError && error.message === 'fetch failed') {
    return {
      exitCode: 1,
      title: 'The server cannot be reached',
      detail: `${url}: ${networkReason(error)}.`,
      remedy: 'Start it with "npm start", or say where it is with --url or OUTCROP_URL.',
    }
  }
  if (error instanceof Error && error.name === 'AbortError') {
    return { exitCode: 1, title: 'Stopped', detail: 'Nothing more was done.' }
  }
  const detail = error instanceof Error ? error.message : String(error)
  return { exitCode: 1, title: 'This did not work', detail }
}

function failureOfProblem({ problem }: ApiProblem): Failure {
  const { title, detail, remedy, code, aws } = problem
  return {
    exitCode: 1,
    title,
    detail,
    code,
    remedy:
      code === 'unauthenticated'
        ? 'Give an API key of this server with --api-key or OUTCROP_API_KEY.'
        : remedy,
    ...(aws && { aws: awsText(aws) }),
  }
}

type Aws = NonNullable<ApiProblem['problem']['aws']>

/** What AWS said, in one line. */
export function awsText({ code, message, status, request_id }: Aws): string {
  const facts = [
    status === null ? '' : `HTTP ${status}`,
    request_id === null ? '' : `request ${request_id}`,
  ]
  const known = facts.filter((fact) => fact !== '').join(', ')
  return `${code}: ${message}${known === '' ? '' : ` (${known})`}`
}
