import { lineageNames } from '@outcrop/contract'
import { z } from 'zod'
import { allOutputs, readFlowAnswer } from '../bedrock/bedrock.ts'
import { renderTemplate } from '../kernel/template.ts'
import { defineAction } from './define-action.ts'
import {
  mappedDocument,
  mappedMembers,
  mappedVariables,
  mappingInput,
  parameterTemplates,
} from './mapping.ts'
import { providerField } from './provider-field.ts'
import type { StepData } from './step-data.ts'

const nodeName = z
  .string()
  .trim()
  .regex(/^[a-zA-Z]([_]?[0-9a-zA-Z]){0,99}$/, 'must be letters, digits and single underscores')

const input = z.object({
  provider_id: providerField,
  flow_alias_arn: z
    .string()
    .trim()
    .min(1, 'Enter the ARN of a flow alias.')
    .max(2048)
    .meta({ title: 'Bedrock Flow alias ARN', description: 'From the page of the alias in the Bedrock console; it ends with /alias/ and ten characters.' }), // prettier-ignore
  ...mappingInput,
  input_node: nodeName
    .default('FlowInputNode')
    .meta({ title: 'Input node', description: 'The name of the flow’s first node.' }),
  output_node: z
    .union([nodeName, z.literal(allOutputs)])
    .optional()
    .meta({ title: 'Output node', description: 'Whose document is the answer; * takes all of them, by node. Left out, the flow must reach exactly one.' }), // prettier-ignore
  delivered_by: z
    .enum(['outcrop', 'flow'])
    .default('outcrop')
    .meta({ title: 'Who delivers', description: 'outcrop: the flow’s output is the answer, and no Lambda function is needed. flow: the flow sends its result itself, and Outcrop does not deliver it again.' }), // prettier-ignore
  trace: z.boolean().default(true).meta({
    title: 'Keep trace',
    description: 'Keeps what every node got and gave with the answer.',
  }),
  answers: z
    .object({
      template: z
        .string()
        .min(1)
        .max(10_000)
        .meta({ title: 'Answer', description: 'A Liquid template; {{question}}, {{node}} and {{turn}} tell what was asked.' }), // prettier-ignore
      max_turns: z.number().int().min(1).max(10).default(3).meta({ title: 'At most' }),
    })
    .optional()
    .meta({ title: 'Answer to questions', description: 'What the flow is told when an agent in it asks. Left out, a question ends the step.' }), // prettier-ignore
})

type Input = z.infer<typeof input>

/** What is sent, as it is stored on the attempt. */
interface ToFlow extends Record<string, unknown> {
  readonly provider_id: string
  readonly flow_alias_arn: string
  readonly input_node: string
  readonly document: Record<string, unknown>
  readonly trace: boolean
  readonly output_node: string | null
  readonly delivered_by: Input['delivered_by']
  readonly answers: { readonly template: string; readonly max_turns: number; readonly variables: Record<string, unknown> } | null // prettier-ignore
}

/** Data to a flow in Bedrock, whose output is the answer unless the flow delivers it itself. */
export const sendToFlow = defineAction({
  type: 'bedrock.flow',
  title: 'Send data to a Bedrock flow',
  description:
    'Send a document to a flow and use its output. AWS ends a flow after five minutes, so give the step a timeout of up to 300 s.',
  input,
  provider: ({ provider_id }) => provider_id,
  permissions: ({ flow_alias_arn }) => [{ kind: 'flow', alias: flow_alias_arn }],
  variables: flowVariables,
  templates: ({ parameters, answers }) => [
    ...parameterTemplates(parameters),
    ...(answers ? [{ path: 'answers.template', template: answers.template }] : []),
  ],
  deliversItself: ({ delivered_by }) => delivered_by === 'flow',
  prepare: (given, data): ToFlow => ({
    provider_id: given.provider_id,
    flow_alias_arn: given.flow_alias_arn,
    input_node: given.input_node,
    document: mappedDocument(given, data),
    trace: given.trace,
    output_node: given.output_node ?? null,
    delivered_by: given.delivered_by,
    answers: given.answers ? { ...given.answers, variables: mappedVariables(given, data) } : null,
  }),
  preflight: async (given, { bedrock, connection }) => {
    const found = await bedrock.inspectFlow(await connection(given.provider_id), {
      aliasArn: given.flow_alias_arn,
      inputNode: given.input_node,
      outputNode: given.output_node ?? null,
      members: new Map([...mappedMembers(given), [lineageNames.member, 'String']]),
      lineageMember: given.delivered_by === 'flow' ? lineageNames.member : null,
    })
    const told = (isFault: boolean) =>
      found.filter((one) => one.isFault === isFault).map(({ of, message }) => ({ path: of === 'target' ? 'flow_alias_arn' : of, message })) // prettier-ignore
    return { findings: told(true), notes: told(false) }
  },
  foresee: async ({ provider_id, flow_alias_arn, document }, { bedrock, connection, signal }) =>
    bedrock.foreseeFlow(await connection(provider_id), { aliasArn: flow_alias_arn, document }, { signal }), // prettier-ignore
  perform: async (request, { bedrock, connection, lineage, signal }) =>
    bedrock.invokeFlow(
      await connection(request.provider_id),
      {
        aliasArn: request.flow_alias_arn,
        inputNode: request.input_node,
        // Always there: a node that takes a member which is missing ends the flow.
        document: { ...request.document, [lineageNames.member]: lineage?.() ?? '' },
        trace: request.trace,
        answer: (asked) => answerTo(request.answers, asked),
      },
      { signal },
    ),
  read: (raw, { output_node, delivered_by }) =>
    readFlowAnswer(raw, { outputNode: output_node, mayBeSilent: delivered_by === 'flow' }),
  // Asking again would run the whole flow a second time.
})

function flowVariables(given: Input, data: StepData): Record<string, unknown> {
  const asked = given.answers ? { question: null, node: null, turn: null } : {}
  return { ...mappedVariables(given, data), ...asked }
}

function answerTo(
  answers: ToFlow['answers'],
  asked: { readonly question: unknown; readonly node: string; readonly turn: number },
): string | null {
  if (!answers || asked.turn > answers.max_turns) return null
  return renderTemplate(answers.template, { ...answers.variables, ...asked })
}
