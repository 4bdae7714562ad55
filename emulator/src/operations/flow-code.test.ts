import { spawnSync } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { runFlowOf } from '../testing/flow-emulator.ts'
import { connections, end, node, start, type Definition } from '../testing/flow-parts.ts'
import { outputsOf } from '../testing/invoke-flow.ts'
import { startFlows } from '../testing/start-flows.ts'
import type { ValueType } from '../flows/flow-definition.ts'

const hasPython = spawnSync('python3', ['--version']).status === 0

const coding = (code: string, type: ValueType = 'String'): Definition => ({
  nodes: [
    start(),
    node('Code', 'InlineCode', {
      in: ['text = $.data.text', 'items: Array = $.data.items'],
      out: [`response: ${type}`],
      inlineCode: { code, language: 'Python_3' },
    }),
    end(type),
  ],
  connections: connections(
    'Start.document -> Code.text',
    'Start.document -> Code.items',
    'Code.response -> End.document',
  ),
})

const given = { text: 'grüß', items: [1, 2, 3] }

async function ran(
  definition: Definition,
  python?: string,
): Promise<{ document: unknown; error: unknown }> {
  const options = python === undefined ? {} : { python }
  const emulator = await startFlows({ flows: { CODING0001: definition } }, options)
  const told = await runFlowOf(emulator, 'CODING0001', given).catch((error: unknown) => ({
    events: [],
    executionId: undefined,
    error,
  }))
  await emulator.close()
  return { document: outputsOf(told)[0]?.document, error: told.error }
}

describe.skipIf(!hasPython)('With Python, inline code', () => {
  it.each<[string, string, ValueType, unknown]>([
    ['an expression', 'text.upper()', 'String', 'GRÜSS'],
    [
      'what it defined before',
      'def twice(n):\n    return 2 * n\n\n[twice(n) for n in items]',
      'Array',
      [2, 4, 6],
    ],
    ['a library', 'import json\njson.loads(\'{"a": 1}\')', 'Object', { a: 1 }],
    [
      'the last statement inside of another',
      'if len(items) > 2:\n    "many"\nelse:\n    "few"',
      'String',
      'many',
    ],
    ['nothing of what it prints', 'print("loud")\nlen(items)', 'Number', 3],
    ['a dictionary named as a builtin', 'dict(total=sum(items))', 'Object', { total: 6 }],
  ])('gives %s', async (_, code, type, result) => {
    expect(await ran(coding(code, type))).toEqual({ document: result, error: undefined })
  })

  it.each([
    ['an error of its own', 'undefined_name', 'NameError'],
    ['wrong syntax', 'def', 'SyntaxError'],
    ['what is no JSON', 'object()', 'not JSON serializable'],
    ['a number that JSON has not', 'float("nan")', 'not JSON compliant'],
    ['its end', 'import sys\nsys.exit(3)', 'SystemExit'],
    ['the end of the session', 'import os\nos._exit(3)', 'ended the Python session'],
  ])('fails with %s', async (_, code, message) => {
    const { error } = await ran(coding(code))
    expect(error).toMatchObject({
      name: 'DependencyFailedException',
      resourceName: 'InlineCode',
    })
    expect(String(error)).toContain(message)
  })

  it('is held to its declared type, and a last line that is no expression gives null', async () => {
    for (const code of ['len(items)', '"x"\ny = 1']) {
      expect((await ran(coding(code))).error).toMatchObject({ name: 'ValidationException' })
    }
  })

  it('sees nothing of the environment of the emulator', async () => {
    const code = 'import os\nsorted(os.environ)'
    expect((await ran(coding(code, 'Array'))).document).toEqual([])
  })

  it('is stopped when the time of the flow is over', async () => {
    const emulator = await startFlows(
      { flows: { CODING0001: coding('while True:\n    pass') } },
      { flowTimeoutS: 0.5 },
    )
    const error = await runFlowOf(emulator, 'CODING0001', given).then(
      (told) => told.error,
      (thrown: unknown) => thrown,
    )
    expect(String(error)).toContain('timed out')
    await emulator.close()
  })
})

it('says honestly that there is no Python', async () => {
  const { error } = await ran(coding('text'), '/nowhere/python3')
  expect(error).toMatchObject({ name: 'DependencyFailedException', resourceName: 'InlineCode' })
  expect(String(error)).toContain(
    'This emulator runs inline code with Python 3. /nowhere/python3 cannot be started',
  )
})
