import type { Attempt, ProblemDocument } from '@outcrop/contract'
import { Stack, Tabs, Text } from '@mantine/core'
import { CopyBlock } from '../../ui/copy-block.tsx'
import { FactList } from '../../ui/fact-list.tsx'
import { formatCount, formatDuration, formatMoney, words } from '../../ui/format.ts'
import { JsonView } from '../../ui/json-view.tsx'
import { ProblemView } from '../../ui/problem-view.tsx'
import { sameJson } from '../../ui/same-json.ts'
import { Time } from '../../ui/time.tsx'
import { CitationsView } from '../agents/citations-view.tsx'
import { StepList } from '../agents/step-list.tsx'
import { DeliveryView } from './delivery-view.tsx'
import { answerText, chosenModel, requestMessages } from './read-attempt.ts'
import { readTrace } from './read-trace.ts'

function Rendered({ attempt: { request } }: { readonly attempt: Attempt }) {
  if (request === null) return <Text size="sm">Nothing was rendered.</Text>
  const { messages, rest } = requestMessages(request)
  return (
    <Stack gap="sm">
      {messages.map(({ role, text }, index) => (
        <div key={index}>
          <Text size="xs" c="dimmed" mb={4}>
            {words(role)}
          </Text>
          <CopyBlock text={text} what={`${role} message`} />
        </div>
      ))}
      <div>
        <Text size="xs" c="dimmed" mb={4}>
          {messages.length > 0 ? 'With' : 'Request'}
        </Text>
        <JsonView value={rest} what="request" maxHeight={260} />
      </div>
    </Stack>
  )
}

function Raw({ attempt: { raw } }: { readonly attempt: Attempt }) {
  if (raw === null) return <Text size="sm">Bedrock has not answered.</Text>
  const text = answerText(raw)
  return (
    <Stack gap="sm">
      {text !== null && (
        <div>
          <Text size="xs" c="dimmed" mb={4}>
            Text of the answer
          </Text>
          <CopyBlock text={text} what="answer text" />
        </div>
      )}
      <div>
        <Text size="xs" c="dimmed" mb={4}>
          All of the answer, as Bedrock sent it
        </Text>
        <JsonView value={raw} what="raw answer" />
      </div>
    </Stack>
  )
}

function Parsed({ attempt: { parsed } }: { readonly attempt: Attempt }) {
  if (parsed === null || parsed === undefined) return <Text size="sm">Nothing was parsed.</Text>
  if (typeof parsed === 'string') return <CopyBlock text={parsed} what="parsed output" />
  return <JsonView value={parsed} what="parsed output" />
}

const outputModes = {
  native_schema: 'held to the schema by Bedrock',
  strict_tool: 'given to a strict tool',
  tool: 'given to a tool',
  prompted: 'told in the prompt',
} as const

interface AttemptViewProps {
  readonly attempt: Attempt
  /** A problem that the page shows already. */
  readonly told?: ProblemDocument | undefined
}

/** One try of a step: request, answer, output, delivery, and what they cost. */
export function AttemptView({ attempt, told }: AttemptViewProps) {
  const { tokens, output_mode, problem, delivery } = attempt
  const trace = readTrace(attempt.raw)
  const chosen = chosenModel(attempt.raw)
  const known = problem !== undefined && sameJson(problem, told)
  return (
    <Stack gap="md">
      {problem && !known && <ProblemView problem={problem} />}
      {known && (
        <Text size="sm" c="dimmed">
          Failed with the problem of the run, above.
        </Text>
      )}
      <FactList
        facts={[
          ['Started', <Time key="started" iso={attempt.started_at} />],
          ['Latency', formatDuration(attempt.latency_ms)],
          ['Tokens in / out', `${formatCount(tokens.input)} / ${formatCount(tokens.output)}`],
          ['Cost', attempt.cached ? 'nothing: from the cache' : formatMoney(attempt.cost_usd)],
          ...(chosen === null ? [] : [['Chosen by the router', chosen] as const]),
          ['Came as far as', words(attempt.stage)],
          ['Structure', output_mode === null ? '–' : outputModes[output_mode]],
          ['JSON repaired', attempt.repaired ? 'yes' : 'no'],
        ]}
      />
      <Tabs defaultValue={attempt.raw === null ? 'rendered' : 'parsed'} keepMounted={false}>
        <Tabs.List mb="sm">
          <Tabs.Tab value="rendered">Rendered prompt</Tabs.Tab>
          <Tabs.Tab value="raw">Raw answer</Tabs.Tab>
          <Tabs.Tab value="parsed">Parsed output</Tabs.Tab>
          <Tabs.Tab value="delivery">Delivery</Tabs.Tab>
          {trace && <Tabs.Tab value="trace">Trace</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="rendered">
          <Rendered attempt={attempt} />
        </Tabs.Panel>
        <Tabs.Panel value="raw">
          <Raw attempt={attempt} />
        </Tabs.Panel>
        <Tabs.Panel value="parsed">
          <Parsed attempt={attempt} />
        </Tabs.Panel>
        <Tabs.Panel value="delivery">
          <DeliveryView delivery={delivery} />
        </Tabs.Panel>
        {trace && (
          <Tabs.Panel value="trace">
            <Stack gap="md">
              <StepList steps={trace.steps} />
              {trace.citations.length > 0 && <CitationsView citations={trace.citations} />}
            </Stack>
          </Tabs.Panel>
        )}
      </Tabs>
    </Stack>
  )
}
