import { z } from 'zod'
import { promptVariantSchema } from '../prompts/prompt-schema.ts'

/** What AWS allows as the name of a node, an input, an output or a condition. */
const name = z
  .string()
  .regex(/^[a-zA-Z]([_]?[0-9a-zA-Z]){1,50}$/, 'must be 2 to 51 letters, digits and single _')

const valueType = z.enum(['String', 'Number', 'Boolean', 'Object', 'Array'])

const condition = z.looseObject({ name, expression: z.string().min(1).max(64).optional() })

const guardrail = z.looseObject({
  guardrailIdentifier: z.string().min(1).optional(),
  guardrailVersion: z.string().min(1).optional(),
})

const promptNode = z.looseObject({
  guardrailConfiguration: guardrail.optional(),
  sourceConfiguration: z
    .looseObject({
      resource: z.looseObject({ promptArn: z.string().min(1) }).optional(),
      inline: promptVariantSchema.omit({ name: true }).optional(),
    })
    .refine(
      ({ resource, inline }) => (resource === undefined) !== (inline === undefined),
      'must have either resource or inline',
    ),
})

const knowledgeBaseNode = z.looseObject({
  knowledgeBaseId: z.string().min(1),
  modelId: z.string().min(1).optional(),
  guardrailConfiguration: guardrail.optional(),
  numberOfResults: z.int().min(1).max(100).optional(),
})

const bucketNode = z.looseObject({
  serviceConfiguration: z.looseObject({
    s3: z.looseObject({ bucketName: z.string().min(3).max(63) }),
  }),
})

const lexNode = z.looseObject({ botAliasArn: z.string().min(1), localeId: z.string().min(1) })

const inlineCodeNode = z.looseObject({
  code: z.string().min(1).max(5_000_000),
  language: z.literal('Python_3'),
})

const loopController = z.looseObject({
  continueCondition: condition,
  maxIterations: z.int().min(1).max(1000).optional(),
})

/** What a loop repeats is a definition of its own. */
const loopNode = z.looseObject({
  get definition() {
    return flowDefinitionSchema
  },
})

/** The configurations that the emulator acts on. */
const configuration = z.looseObject({
  prompt: promptNode.optional(),
  lambdaFunction: z.looseObject({ lambdaArn: z.string().min(1) }).optional(),
  knowledgeBase: knowledgeBaseNode.optional(),
  condition: z.looseObject({ conditions: z.array(condition).min(1).max(5) }).optional(),
  agent: z.looseObject({ agentAliasArn: z.string().min(1) }).optional(),
  storage: bucketNode.optional(),
  retrieval: bucketNode.optional(),
  lex: lexNode.optional(),
  inlineCode: inlineCodeNode.optional(),
  loop: loopNode.optional(),
  loopController: loopController.optional(),
})

const node = z.looseObject({
  name,
  type: z.enum([
    'Input',
    'Output',
    'Prompt',
    'LambdaFunction',
    'KnowledgeBase',
    'Condition',
    'Agent',
    'Iterator',
    'Collector',
    'Retrieval',
    'Storage',
    'InlineCode',
    'Lex',
    'Loop',
    'LoopInput',
    'LoopController',
  ]),
  configuration: configuration.optional(),
  inputs: z
    .array(
      z.looseObject({
        name,
        type: valueType,
        expression: z.string().min(1).max(64),
        category: z.enum(['LoopCondition', 'ReturnValueToLoopStart', 'ExitLoop']).optional(),
      }),
    )
    .max(20)
    .default([]),
  outputs: z
    .array(z.looseObject({ name, type: valueType }))
    .max(5)
    .default([]),
})

const connection = z.looseObject({
  name: z.string().regex(/^[a-zA-Z]([_]?[0-9a-zA-Z]){1,100}$/),
  type: z.enum(['Data', 'Conditional']),
  source: name,
  target: name,
  configuration: z
    .looseObject({
      data: z.looseObject({ sourceOutput: name, targetInput: name }).optional(),
      conditional: z.looseObject({ condition: name }).optional(),
    })
    .optional(),
})

/** How many nodes of a type AWS lets a flow have. */
const most = { Iterator: 1, Condition: 5, Lex: 5, InlineCode: 5, KnowledgeBase: 20, LambdaFunction: 20 } // prettier-ignore

const nodes = z
  .array(node)
  .max(40)
  .superRefine((given, context) => {
    for (const [type, limit] of Object.entries(most)) {
      const count = given.filter((each) => each.type === type).length
      const message = `must have at most ${limit} nodes of the type ${type}, not ${count}`
      if (count > limit) context.addIssue({ code: 'custom', message })
    }
  })

/** A FlowDefinition of AWS with its published limits; members that it does not know are kept. */
export const flowDefinitionSchema = z.looseObject({
  nodes,
  connections: z.array(connection).max(20),
})

export type FlowDefinition = z.infer<typeof flowDefinitionSchema>
export type FlowNode = z.infer<typeof node>
export type FlowConnection = z.infer<typeof connection>
export type ValueType = z.infer<typeof valueType>
