import { hclAttributes } from './hcl-attributes.ts'
import type { PolicyDocument, Statement } from './policy-document.ts'
import type { PolicySet } from './policy-set.ts'
import { roleName } from './role-name.ts'
import type { TrustPolicy } from './trust-policy.ts'

/** The policy and, for an assumed role, the role itself, as Terraform for the AWS provider. */
export function asTerraform({ permissions, role }: PolicySet): string {
  const parts = [permissionsText(permissions)]
  if (role?.trust) parts.push(roleText(role.arn, role.trust))
  return `${parts.join('\n\n')}\n`
}

function permissionsText({ Statement: statements }: PolicyDocument): string {
  return `data "aws_iam_policy_document" "outcrop_bedrock" {
${statements.map(statementText).join('\n\n')}
}

resource "aws_iam_policy" "outcrop_bedrock" {
  name   = "OutcropBedrock"
  policy = data.aws_iam_policy_document.outcrop_bedrock.json
}`
}

function statementText({ Sid, Action, Resource, Condition = {} }: Statement): string {
  const conditions = Object.entries(Condition).flatMap(([test, keys]) =>
    Object.entries(keys).map(([key, value]) => conditionText(test, key, value)),
  )
  const told = hclAttributes(
    [
      ['sid', quoted(Sid)],
      ['actions', list(Action)],
      ['resources', list(Resource)],
    ],
    '    ',
  )
  return `  statement {
${told}
${conditions.join('')}  }`
}

function conditionText(test: string, variable: string, value: string): string {
  return `
    condition {
      test     = ${quoted(test)}
      variable = ${quoted(variable)}
      values   = [${quoted(value)}]
    }
`
}

function roleText(arn: string, { Statement: [statement] }: TrustPolicy): string {
  const { path, name } = roleName(arn)
  const externalId = statement.Condition?.StringEquals['sts:ExternalId']
  const condition = externalId === undefined ? '' : conditionText('StringEquals', 'sts:ExternalId', externalId) // prettier-ignore
  return `data "aws_iam_policy_document" "outcrop_bedrock_trust" {
  statement {
    sid     = ${quoted(statement.Sid)}
    actions = ["sts:AssumeRole"]

    principals {
      type        = "AWS"
      identifiers = [${quoted(statement.Principal.AWS)}]
    }
${condition}  }
}

resource "aws_iam_role" "outcrop_bedrock" {
  name               = ${quoted(name)}
  path               = ${quoted(path)}
  assume_role_policy = data.aws_iam_policy_document.outcrop_bedrock_trust.json
}

resource "aws_iam_role_policy_attachment" "outcrop_bedrock" {
  role       = aws_iam_role.outcrop_bedrock.name
  policy_arn = aws_iam_policy.outcrop_bedrock.arn
}`
}

function list(texts: readonly string[]): string {
  if (texts.length === 1) return `[${quoted(texts[0] ?? '')}]`
  return `[\n${texts.map((text) => `      ${quoted(text)},`).join('\n')}\n    ]`
}

/** A text of HCL, where dollar and percent before a brace begin a template. */
function quoted(text: string): string {
  return JSON.stringify(text).replace(/[$%](?=\{)/g, '$&$&')
}
