import { expect, it } from 'vitest'
import { asCloudFormation } from './as-cloudformation.ts'
import { asTerraform } from './as-terraform.ts'
import { noKnowledge } from './knowledge.ts'
import { placeOf } from './place.ts'
import { policyDocument } from './policy-document.ts'
import { statementsFor } from './statements-for.ts'
import { trustPolicy } from './trust-policy.ts'
import { yaml } from './yaml.ts'

const statements = statementsFor({
  uses: [{ kind: 'model', model: 'us.amazon.nova-lite-v1:0' }],
  place: placeOf('us-gov-west-1', '111122223333'),
  knowledge: noKnowledge,
  reading: false,
})
const arn = 'arn:aws-us-gov:iam::111122223333:role/team/Outcrop'
const set = {
  permissions: policyDocument(statements),
  role: {
    arn,
    trust: trustPolicy('arn:aws-us-gov:iam::444455556666:user/outcrop', 'a/${b}'),
    source: policyDocument([]),
  },
}

it('writes CloudFormation', () => {
  expect(asCloudFormation(set)).toBe(`AWSTemplateFormatVersion: "2010-09-09"
Description: "Permissions for Outcrop"
Resources:
  OutcropBedrockPolicy:
    Type: "AWS::IAM::ManagedPolicy"
    Properties:
      Description: "What Outcrop needs of Amazon Bedrock."
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          -
            Sid: "UseProfiles"
            Effect: "Allow"
            Action:
              - "bedrock:GetInferenceProfile"
              - "bedrock:InvokeModel"
            Resource:
              - "arn:aws-us-gov:bedrock:us-gov-west-1:111122223333:inference-profile/us.amazon.nova-lite-v1:0"
          -
            Sid: "InvokeThroughusamazonnovalitev10"
            Effect: "Allow"
            Action:
              - "bedrock:InvokeModel"
            Resource:
              - "arn:aws-us-gov:bedrock:*::foundation-model/amazon.nova-lite-v1:0"
            Condition:
              StringLike:
                "bedrock:InferenceProfileArn": "arn:aws-us-gov:bedrock:us-gov-west-1:111122223333:inference-profile/us.amazon.nova-lite-v1:0"
  OutcropBedrockRole:
    Type: "AWS::IAM::Role"
    Properties:
      RoleName: "Outcrop"
      Path: "/team/"
      AssumeRolePolicyDocument:
        Version: "2012-10-17"
        Statement:
          -
            Sid: "OutcropAssumesThisRole"
            Effect: "Allow"
            Principal:
              AWS: "arn:aws-us-gov:iam::444455556666:user/outcrop"
            Action: "sts:AssumeRole"
            Condition:
              StringEquals:
                "sts:ExternalId": "a/\${b}"
      ManagedPolicyArns:
        -
          Ref: "OutcropBedrockPolicy"
Outputs:
  PolicyArn:
    Value:
      Ref: "OutcropBedrockPolicy"
`)
})

it('writes Terraform, in which a dollar before a brace is doubled', () => {
  const text = asTerraform(set)
  expect(text).toContain(`  statement {
    sid = "UseProfiles"
    actions = [
      "bedrock:GetInferenceProfile",
      "bedrock:InvokeModel",
    ]
    resources = ["arn:aws-us-gov:bedrock:us-gov-west-1:111122223333:inference-profile/us.amazon.nova-lite-v1:0"]
  }
`)
  expect(text).toContain(`
    condition {
      test     = "StringLike"
      variable = "bedrock:InferenceProfileArn"
      values   = ["arn:aws-us-gov:bedrock:us-gov-west-1:111122223333:inference-profile/us.amazon.nova-lite-v1:0"]
    }
`)
  expect(text).toContain('values   = ["a/$${b}"]')
  expect(text).toContain('name               = "Outcrop"\n  path               = "/team/"')
  expect(count(text, '{')).toBe(count(text, '}') + count('$${b', '{') - 1)
})

const count = (text: string, mark: string): number => text.split(mark).length - 1

it('writes YAML in which no text can become something else', () => {
  expect(yaml({ a: ['no', '2012-10-17', 'x: y # z'], b: {}, c: [] })).toBe(
    'a:\n  - "no"\n  - "2012-10-17"\n  - "x: y # z"\nb: {}\nc: []\n',
  )
})

it('lets the account of a role session assume a role, because its ARN does not tell the path', () => {
  const [statement] = trustPolicy('arn:aws:sts::444455556666:assumed-role/Worker/i-1', undefined).Statement // prettier-ignore
  expect(statement.Principal.AWS).toBe('arn:aws:iam::444455556666:root')
  expect(statement).not.toHaveProperty('Condition')
})

it.each([
  ['us-east-1', 'aws'],
  ['cn-north-1', 'aws-cn'],
  ['us-gov-west-1', 'aws-us-gov'],
  ['eusc-de-east-1', 'aws-eusc'],
])('writes the ARNs of %s in the partition %s', (region, partition) => {
  expect(placeOf(region, null)).toEqual({ partition, region, account: '*' })
})
