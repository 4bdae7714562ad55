import { array, assert, constantFrom, option, property, record, stringMatching } from 'fast-check'
import { expect, it } from 'vitest'
import { asCloudFormation } from './as-cloudformation.ts'
import { asTerraform } from './as-terraform.ts'
import type { Statement } from './policy-document.ts'
import type { PolicySet } from './policy-set.ts'
import { trustPolicy } from './trust-policy.ts'

/** Reads what `yaml` writes: maps and lists by indentation, scalars as in JSON. */
function fromYaml(text: string): unknown {
  const lines = text.split('\n').filter((line) => line !== '')
  let at = 0
  const depth = () => lines[at]?.search(/\S/) ?? -1
  const block = (indent: number): unknown => {
    const list: unknown[] = []
    const map: Record<string, unknown> = {}
    while (depth() === indent) {
      const [, key = '', scalar] = /^ *(-|"(?:[^"\\]|\\.)*":|\w+:)(?: (.*))?$/.exec(lines[at] ?? '') ?? [] // prettier-ignore
      at += 1
      const value = scalar === undefined ? block(indent + 2) : parsed(scalar)
      if (key === '-') list.push(value)
      else map[key.startsWith('"') ? String(parsed(key.slice(0, -1))) : key.slice(0, -1)] = value
    }
    return list.length > 0 ? list : map
  }
  return block(0)
}

function parsed(json: string): unknown {
  return JSON.parse(json)
}

const quoted = String.raw`"(?:[^"\\]|\\.)*"`
/** The texts of an attribute of HCL, with its templates' escapes undone. */
function textsOf(body: string, name: string): string[] {
  const [, value = ''] = new RegExp(`^ *${name} += (\\[(?:\\s*${quoted},?)*\\s*\\]|${quoted})$`, 'm').exec(body) ?? [] // prettier-ignore
  return [...value.matchAll(new RegExp(quoted, 'g'))].map(([text]) =>
    String(parsed(text)).replace(/([$%])\1(?=\{)/g, '$1'),
  )
}

/** The statements of the document of Terraform that has this name. */
function fromTerraform(text: string, name: string) {
  const [, document = ''] = text.split(`data "aws_iam_policy_document" "${name}" {\n`)
  const [statements = ''] = document.split('\n}\n')
  return [...statements.matchAll(/^ {2}statement \{\n([^]*?)\n {2}\}/gm)].map(([, body = '']) => {
    const [Sid] = textsOf(body, 'sid')
    const Condition: Record<string, Record<string, string | undefined>> = {}
    for (const [, part = ''] of body.matchAll(/^ {4}condition \{\n([^]*?)\n {4}\}/gm)) {
      const [[test = ''], [key = ''], [value]] = [textsOf(part, 'test'), textsOf(part, 'variable'), textsOf(part, 'values')] // prettier-ignore
      Condition[test] = { ...Condition[test], [key]: value }
    }
    const told = { Sid, Effect: 'Allow', Action: textsOf(body, 'actions'), Resource: textsOf(body, 'resources') } // prettier-ignore
    const [AWS] = textsOf(body, 'identifiers')
    return {
      ...told,
      ...(Object.keys(Condition).length > 0 && { Condition }),
      ...(AWS !== undefined && { Principal: { AWS } }),
    }
  })
}

const resource = stringMatching(/^arn:aws:[a-z]{1,8}:[a-z0-9*-]{1,9}:\d{0,3}:[A-Za-z/*]{0,9}(\$\{aws:username\}|%\{x\}|"|\\|#|: |)[a-z.:*-]{0,9}$/) // prettier-ignore
const conditions: NonNullable<Statement['Condition']>[] = [
  { StringLike: { 'bedrock:InferenceProfileArn': 'arn:aws:bedrock:*:1:inference-profile/*' } },
  { StringEquals: { 'aws:RequestedRegion': 'no', 'sts:ExternalId': 'a/${b}' }, Bool: { 'aws:SecureTransport': 'true' } }, // prettier-ignore
]
const statement = record(
  {
    Sid: stringMatching(/^[A-Za-z][A-Za-z0-9]{0,20}$/),
    Effect: constantFrom('Allow' as const),
    Action: array(stringMatching(/^(bedrock|sts|kms):[A-Z][A-Za-z*]{1,20}$/), { minLength: 1, maxLength: 4 }), // prettier-ignore
    Resource: array(resource, { minLength: 1, maxLength: 4 }),
    Condition: constantFrom(...conditions),
  },
  { requiredKeys: ['Sid', 'Effect', 'Action', 'Resource'] },
)

it('CloudFormation and Terraform say what the JSON says', () => {
  const externalId = option(stringMatching(/^[\w+=,.@:/-]{2,30}$/), { nil: undefined })
  const same = property(
    array(statement, { minLength: 1, maxLength: 5 }),
    externalId,
    (statements, external) => {
      const trust = trustPolicy('arn:aws:iam::444455556666:user/outcrop', external)
      const permissions = { Version: '2012-10-17' as const, Statement: statements }
      const set: PolicySet = { permissions, role: { arn: 'arn:aws:iam::111122223333:role/team/Outcrop', trust, source: permissions } } // prettier-ignore
      const written: unknown = JSON.parse(JSON.stringify(trust))

      const template = fromYaml(asCloudFormation(set))
      expect(template).toMatchObject({
        Resources: {
          OutcropBedrockPolicy: { Properties: { PolicyDocument: permissions } },
          OutcropBedrockRole: { Properties: { RoleName: 'Outcrop', Path: '/team/', AssumeRolePolicyDocument: written } }, // prettier-ignore
        },
      })

      const terraform = asTerraform(set)
      expect(fromTerraform(terraform, 'outcrop_bedrock')).toEqual(statements)
      const [trusted] = fromTerraform(terraform, 'outcrop_bedrock_trust')
      const { Sid, Action, Principal, Condition } = trust.Statement[0]
      expect(trusted).toEqual({ Sid, Effect: 'Allow', Action: [Action], Resource: [], Principal, ...(Condition && { Condition }) }) // prettier-ignore
    },
  )
  assert(same, { numRuns: 300 })
})
