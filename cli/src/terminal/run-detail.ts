import type { Attempt, ProblemDocument, RunDetail, StepRun } from '@outcrop/contract'
import { z } from 'zod'
import { awsText } from './failure.ts'
import { duration, shortTime } from './numbers.ts'
import { paintState } from './paint-state.ts'
import { colors } from './terminal.ts'

/** A run with its steps and attempts, as indented text. */
export function runDetailText(run: RunDetail): string {
  const { automation, trigger, latency_ms, cost_usd, tokens } = run
  return [
    `${colors.bold(run.id)}  ${paintState(run.state)(run.state)}`,
    `  automation  ${automation.name} v${automation.version} (${automation.id})`,
    `  trigger     ${trigger.type}${trigger.event_id === undefined ? '' : ` ${trigger.event_id}`}${visitorText(trigger.visitor_id)}`,
    `  created     ${shortTime(run.created_at)}${latency_ms === null ? '' : `, took ${duration(latency_ms)}`}`,
    `  tokens      ${tokens.input ?? 'unknown'} in, ${tokens.output ?? 'unknown'} out${cost_usd === null ? '' : `, ${cost_usd} USD`}`,
    ...(run.replay_of === null ? [] : [`  replay of   ${run.replay_of}`]),
    ...(run.waits_for ? [`  waits for   ${waitingText(run.waits_for)}`] : []),
    ...(run.problem ? problemLines(run.problem, '  ') : []),
    ...run.steps.flatMap(stepLines),
  ].join('\n')
}

/** Who waits for a target can resume it; a provider goes on when its test passes. */
const waitingText = ({ provider, target }: NonNullable<RunDetail['waits_for']>) =>
  target === null
    ? `the provider "${provider.name}", which is paused: outcrop doctor`
    : `${target} at "${provider.name}", which is paused: outcrop providers paused`

const visitorText = (id: string | null | undefined) =>
  id === null || id === undefined ? '' : `, visitor ${id}`

function stepLines(step: StepRun): string[] {
  return [
    '',
    `  ${colors.bold(`step ${step.id}`)} (${step.action})  ${paintState(step.state)(step.state)}`,
    ...step.attempts.flatMap(attemptLines),
    ...(step.output === null || step.output === undefined
      ? []
      : [`    output    ${JSON.stringify(step.output)}`]),
  ]
}

function attemptLines(attempt: Attempt): string[] {
  const { number, kind, stage, latency_ms, delivery, problem } = attempt
  const took = latency_ms === null ? '' : `, ${duration(latency_ms)}`
  return [
    `    attempt ${number} (${kind}): ${stage}${took}`,
    ...messagesOf(attempt.request).map((text) => `      sent      ${indented(text)}`),
    ...(attempt.raw === null ? [] : [`      answered  ${indented(answerOf(attempt.raw))}`]),
    ...(delivery
      ? [
          `      delivery  ${delivery.state} to ${delivery.to}${delivery.reason === undefined ? '' : `: ${delivery.reason}`}`,
        ]
      : []),
    ...(problem ? problemLines(problem, '      ') : []),
  ]
}

function problemLines(
  { title, detail, who, remedy, aws }: ProblemDocument,
  indent: string,
): string[] {
  return [
    `${indent}${colors.red('problem')}   ${title}: ${detail}`,
    `${indent}to do     ${remedy} (${who})`,
    ...(aws ? [`${indent}AWS says  ${awsText(aws)}`] : []),
  ]
}

/** The texts of a rendered request; one without messages is shown as JSON. */
function messagesOf(request: Record<string, unknown> | null): string[] {
  if (request === null) return []
  const { messages } = request
  if (!Array.isArray(messages)) return [JSON.stringify(request)]
  return messages.map((message: unknown) => textIn(message) ?? JSON.stringify(message))
}

/** The text of a model's answer; one without text is shown as JSON. */
function answerOf(raw: Record<string, unknown>): string {
  const answer = converseAnswer.safeParse(raw)
  const texts = answer.data?.output.message.content.flatMap(({ text }) => text ?? []) ?? []
  return texts.length === 0 ? JSON.stringify(raw) : texts.join('\n')
}

const converseAnswer = z.object({
  output: z.object({
    message: z.object({ content: z.array(z.object({ text: z.string().optional() })) }),
  }),
})

function textIn(value: unknown): string | undefined {
  const text: unknown =
    typeof value === 'object' && value !== null ? Reflect.get(value, 'text') : undefined
  return typeof text === 'string' ? text : undefined
}

const indented = (text: string) => text.trimEnd().replaceAll('\n', `\n${' '.repeat(16)}`)
