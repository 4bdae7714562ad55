import { ConverseCommand } from '@aws-sdk/client-bedrock-runtime'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '../json.ts'
import { runtimeClient } from '../testing/connect.ts'
import { failureOf } from '../testing/failure-of.ts'
import { numberFrom } from '../testing/matchers.ts'
import { runningEmulator } from '../testing/running-emulator.ts'

const emulator = runningEmulator()

const sonnet = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0'

function command(schema: object | string, modelId = sonnet): ConverseCommand {
  const text = typeof schema === 'string' ? schema : JSON.stringify(schema)
  return new ConverseCommand({
    modelId,
    messages: [
      { role: 'user', content: [{ text: 'Assess: {"customer_id": "c-9", "total_orders": 3}' }] },
    ],
    outputConfig: {
      textFormat: { type: 'json_schema', structure: { jsonSchema: { schema: text, name: 'x' } } },
    },
  })
}

async function answerTo(schema: object): Promise<unknown> {
  const { output } = await runtimeClient(emulator()).send(command(schema))
  return JSON.parse(output?.message?.content?.[0]?.text ?? '')
}

const object = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
  ...more,
})

describe('outputConfig', () => {
  it.each<[string, object]>([
    [
      'scalars',
      object({
        customer_id: { type: 'string' },
        score: { type: 'integer' },
        share: { type: 'number' },
        ok: { type: 'boolean' },
        gone: { type: 'null' },
      }),
    ],
    [
      'enumerations and constants',
      object({ tier: { enum: ['a', 'b', 3, null] }, kind: { const: 'assessment' } }),
    ],
    [
      'nesting and lists',
      object({
        items: {
          type: 'array',
          minItems: 1,
          items: object({
            sku: { type: 'string' },
            tags: { type: 'array', items: { enum: ['x', 'y'] } },
          }),
        },
      }),
    ],
    [
      'references',
      object(
        { a: { $ref: '#/$defs/part' }, b: { $ref: '#/$defs/part' } },
        { $defs: { part: object({ n: { type: 'integer' } }) } },
      ),
    ],
    [
      'alternatives',
      object({
        either: { anyOf: [{ type: 'null' }, { type: 'string' }] },
        both: {
          allOf: [
            { type: 'object', properties: { a: { type: 'string' } }, required: ['a'] },
            { type: 'object', properties: { b: { type: 'integer' } }, required: ['b'] },
          ],
        },
      }),
    ],
    ['several types', object({ value: { type: ['integer', 'null'] } })],
    [
      'formats',
      object(
        Object.fromEntries(
          ['date-time', 'date', 'email', 'uri', 'uuid', 'ipv4', 'ipv6', 'hostname'].map(
            (format) => [format.replace('-', '_'), { type: 'string', format }],
          ),
        ),
      ),
    ],
  ])('is satisfied: %s', async (_, schema) => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false })
    const answer = await answerTo(schema)
    expect(ajv.validate(schema, answer), ajv.errorsText()).toBe(true)
  })

  it('echoes what the data knows', async () => {
    expect(
      await answerTo(
        object({ customer_id: { type: 'string' }, total_orders: { type: 'integer' } }),
      ),
    ).toEqual({
      customer_id: 'c-9',
      total_orders: 3,
    })
  })

  it.each<[string, object | string, RegExp]>([
    [
      'minimum',
      object({ n: { type: 'integer', minimum: 1 } }),
      /output_config\.format\.schema: For 'integer' type, property 'minimum' is not supported/,
    ],
    [
      'several at once',
      object({ n: { type: 'number', maximum: 1, multipleOf: 2 } }),
      /properties 'maximum', 'multipleOf' are not supported/,
    ],
    [
      'lengths',
      object({ s: { type: 'string', minLength: 1, maxLength: 2 } }),
      /'minLength', 'maxLength'/,
    ],
    [
      'many items',
      object({ l: { type: 'array', minItems: 2, items: { type: 'string' } } }),
      /'minItems' values other than 0 or 1/,
    ],
    [
      'open objects',
      { type: 'object', properties: {}, additionalProperties: true },
      /'additionalProperties' must be explicitly set to false/,
    ],
    [
      'recursion',
      {
        $defs: { node: { type: 'object', properties: { next: { $ref: '#/$defs/node' } } } },
        $ref: '#/$defs/node',
      },
      /Recursive schemas/,
    ],
    ['a loop of references', { $ref: '#' }, /Recursive schemas/],
    [
      'references to elsewhere',
      object({ x: { $ref: 'https://example.com/x' } }),
      /External '\$ref'/,
    ],
    ['references to nowhere', object({ x: { $ref: '#/$defs/none' } }), /does not resolve/],
    ['unknown formats', object({ x: { type: 'string', format: 'regex' } }), /format 'regex'/],
    ['objects in enumerations', object({ x: { enum: [{}] } }), /Only scalar values/],
    ['unknown types', object({ x: { type: 'text' } }), /Unknown type 'text'/],
    ['text that is no JSON', '{', /not a JSON object/],
  ])('is refused: %s', async (_, schema, message) => {
    const failure = await failureOf(runtimeClient(emulator()).send(command(schema)))
    expect(failure).toMatchObject({ name: 'ValidationException', status: 400 })
    expect(failure.message).toMatch(message)
  })

  it('is refused by models that came before it', async () => {
    const old = command(object({}), 'anthropic.claude-3-haiku-20240307-v1:0')
    expect(await failureOf(runtimeClient(emulator()).send(old))).toMatchObject({
      name: 'ValidationException',
    })
  })
})

describe('strict tools', () => {
  const tool = (strict: boolean) =>
    new ConverseCommand({
      modelId: sonnet,
      messages: [{ role: 'user', content: [{ text: 'x' }] }],
      toolConfig: {
        tools: [
          {
            toolSpec: {
              name: 'rate',
              strict,
              inputSchema: { json: object({ n: { type: 'integer', minimum: 40, maximum: 45 } }) },
            },
          },
        ],
        toolChoice: { tool: { name: 'rate' } },
      },
    })

  it('take only the subset', async () => {
    const failure = await failureOf(runtimeClient(emulator()).send(tool(true)))
    expect(failure.message).toMatch(/tools\.0\.custom\.input_schema: For 'integer' type/)
  })

  it('and others take any schema, whose bounds are kept', async () => {
    const { output } = await runtimeClient(emulator()).send(tool(false))
    const input = output?.message?.content?.[0]?.toolUse?.input
    expect(input).toEqual({
      n: numberFrom(40, 45),
    })
  })
})

describe('models that take less', () => {
  const rate = (modelId: string, more: object, inferenceConfig = {}) =>
    new ConverseCommand({
      modelId,
      messages: [{ role: 'user', content: [{ text: 'x' }] }],
      inferenceConfig,
      toolConfig: {
        tools: [{ toolSpec: { name: 'rate', inputSchema: { json: object({}) }, ...more } }],
      },
    })
  const refusal = async (command: ConverseCommand) =>
    (await failureOf(runtimeClient(emulator()).send(command))).message

  it('refuse strict tools', async () => {
    const opus = 'us.anthropic.claude-opus-4-7'
    expect(await refusal(rate(opus, { strict: true }))).toMatch(/tools\.0\.custom\.strict/)
    await runtimeClient(emulator()).send(rate(opus, {}))
    expect(await refusal(rate('amazon.nova-lite-v1:0', { strict: true }))).toBe(
      "This model doesn't support the strict field. Remove strict and try again.",
    )
  })

  it('refuse to be forced to a tool', async () => {
    const fable = rate('us.anthropic.claude-fable-5', { strict: true })
    await runtimeClient(emulator()).send(fable)
    for (const [kind, toolChoice] of [
      ['any', { any: {} }],
      ['tool', { tool: { name: 'rate' } }],
    ] as const) {
      const { toolConfig, ...input } = fable.input
      const forced = new ConverseCommand({
        ...input,
        toolConfig: { tools: toolConfig?.tools, toolChoice },
      })
      const field = `toolConfig.toolChoice.${kind}`
      expect(await refusal(forced)).toBe(`This model doesn't support the ${field} field. Remove ${field} and try again.`) // prettier-ignore
    }
  })

  it('refuse sampling settings', async () => {
    const both = { temperature: 0.5, topP: 0.5 }
    expect(await refusal(rate(sonnet, {}, both))).toMatch(/cannot both be specified/)
    expect(await refusal(rate('us.anthropic.claude-opus-4-7', {}, { topP: 1 }))).toMatch(/`top_p` is deprecated/) // prettier-ignore
    await runtimeClient(emulator()).send(rate(sonnet, {}, { temperature: 0.5 }))
    await runtimeClient(emulator()).send(rate('amazon.nova-micro-v1:0', {}, both))
  })
})
