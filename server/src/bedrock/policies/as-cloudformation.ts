import type { PolicySet } from './policy-set.ts'
import { roleName } from './role-name.ts'
import { yaml, type Tree } from './yaml.ts'

/** A template with the policy and, for an assumed role, the role itself. */
export function asCloudFormation({ permissions, role }: PolicySet): string {
  const policy = {
    Type: 'AWS::IAM::ManagedPolicy',
    Properties: {
      Description: 'What Outcrop needs of Amazon Bedrock.',
      PolicyDocument: permissions,
    },
  }
  const template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'Permissions for Outcrop',
    Resources: {
      OutcropBedrockPolicy: policy,
      ...(role?.trust && { OutcropBedrockRole: roleResource(role.arn, role.trust) }),
    },
    Outputs: { PolicyArn: { Value: { Ref: 'OutcropBedrockPolicy' } } },
  }
  return yaml(plain(template))
}

function roleResource(arn: string, trust: object) {
  const { path, name } = roleName(arn)
  return {
    Type: 'AWS::IAM::Role',
    Properties: {
      RoleName: name,
      Path: path,
      AssumeRolePolicyDocument: trust,
      ManagedPolicyArns: [{ Ref: 'OutcropBedrockPolicy' }],
    },
  }
}

/** By way of JSON, where what is absent stays absent. */
function plain(value: unknown): Tree {
  // eslint-disable-next-line @typescript-eslint/no-unsafe-assignment -- JSON.parse yields exactly a Tree, only its type says any
  const tree: Tree = JSON.parse(JSON.stringify(value))
  return tree
}
