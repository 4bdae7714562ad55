import { expect, it } from 'vitest'
import { z } from 'zod'
import { bundle } from './bundle.ts'
import { fillTemplate } from './fill-template.ts'

const statement = z.object({ Effect: z.string(), Action: z.unknown(), Resource: z.unknown() })
const template = z.object({
  Parameters: z.record(z.string(), z.unknown()),
  Resources: z.record(
    z.string(),
    z.object({ Type: z.string(), Properties: z.record(z.string(), z.unknown()) }),
  ),
  Outputs: z.record(z.string(), z.unknown()),
})

const filled = fillTemplate(await bundle())
const { Parameters, Resources, Outputs } = template.parse(JSON.parse(filled))
const [properties, types] = [
  Object.values(Resources).map((resource) => resource.Properties),
  Object.values(Resources).map((resource) => resource.Type),
]

it('carries the function itself and is small enough to be deployed without a bucket', async () => {
  expect(Resources['Function']?.Properties).toMatchObject({
    Handler: 'index.handler',
    Code: { ZipFile: await bundle() },
  })
  expect(Buffer.byteLength(filled)).toBeLessThan(51_200)
})

it('refers only to what it defines', () => {
  const named = JSON.stringify([properties, Outputs]).matchAll(
    /\{"Ref":"([^"]+)"\}|\{"Fn::GetAtt":\["([^"]+)"|\$\{(Flow\w+|AWS::\w+)\}/g,
  )
  const names = [...named].map(([, ref, attribute, inText]) => ref ?? attribute ?? inText ?? '')

  expect(names.length).toBeGreaterThan(10)
  for (const name of names.filter((one) => !one.startsWith('AWS::'))) {
    expect({ ...Parameters, ...Resources }).toHaveProperty(name)
  }
  for (const name of Object.keys(Parameters)) expect(filled).toMatch(new RegExp(`(\\{"Ref": "${name}"|\\{ "Ref": "${name}"|\\$\\{${name}\\})`)) // prettier-ignore
})

it('lets the function write its own log and nothing else', () => {
  const role = z
    .object({
      Policies: z.array(z.object({ PolicyDocument: z.object({ Statement: z.array(statement) }) })),
    }) // prettier-ignore
    .parse(Resources['Role']?.Properties)

  expect(role.Policies.flatMap(({ PolicyDocument }) => PolicyDocument.Statement)).toEqual([
    {
      Effect: 'Allow',
      Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: { 'Fn::GetAtt': ['LogGroup', 'Arn'] },
    },
  ])
  expect(types).not.toContain('AWS::IAM::ManagedPolicy')
})

it('lets Bedrock call it for flows of the same account only', () => {
  expect(Resources['BedrockMayInvoke']?.Properties).toMatchObject({
    Action: 'lambda:InvokeFunction',
    Principal: 'bedrock.amazonaws.com',
    SourceAccount: { Ref: 'AWS::AccountId' },
    SourceArn: { 'Fn::Sub': expect.stringMatching(/\$\{AWS::AccountId\}:flow\/\$\{FlowId\}$/) },
  })
})
