import { expect, it } from 'vitest'
import { conditionsHold } from './conditions-hold.ts'
import { requestContext } from './request-context.ts'

const context = requestContext({
  'aws:RequestedRegion': 'us-east-1',
  'aws:PrincipalArn': 'arn:aws:iam::111122223333:role/team/Outcrop',
  'aws:CurrentTime': '2026-09-26T12:00:00Z',
  'aws:EpochTime': '1790424000',
  'aws:SecureTransport': 'true',
  'aws:TagKeys': ['team', 'stage'],
})

it.each([
  ['StringEquals', 'aws:RequestedRegion', ['us-east-1'], true],
  ['StringEquals', 'AWS:requestedregion', ['eu-west-1', 'us-east-1'], true],
  ['StringEquals', 'aws:RequestedRegion', ['us-*'], false],
  ['StringEquals', 'sts:ExternalId', ['x'], false],
  ['StringEqualsIfExists', 'sts:ExternalId', ['x'], true],
  ['StringEqualsIfExists', 'aws:RequestedRegion', ['eu-west-1'], false],
  ['StringEqualsIgnoreCase', 'aws:RequestedRegion', ['US-EAST-1'], true],
  ['StringNotEquals', 'aws:RequestedRegion', ['us-east-1', 'eu-west-1'], false],
  ['StringNotEquals', 'aws:RequestedRegion', ['eu-west-1'], true],
  ['StringNotEquals', 'sts:ExternalId', ['x'], true],
  ['StringLike', 'aws:RequestedRegion', ['us-*'], true],
  ['StringNotLike', 'aws:RequestedRegion', ['us-*'], false],
  ['ArnLike', 'aws:PrincipalArn', ['arn:aws:iam::*:role/team/*'], true],
  ['ArnLike', 'aws:PrincipalArn', ['arn:aws:iam::*'], false],
  ['ArnEquals', 'aws:PrincipalArn', ['arn:*:iam::111122223333:role/*'], true],
  ['ArnNotLike', 'aws:PrincipalArn', ['arn:aws:iam::*:role/team/*'], false],
  ['Bool', 'aws:SecureTransport', ['TRUE'], true],
  ['Bool', 'aws:SecureTransport', ['false'], false],
  ['NumericGreaterThan', 'aws:EpochTime', ['1790423999'], true],
  ['NumericLessThanEquals', 'aws:EpochTime', ['1790423999'], false],
  ['NumericNotEquals', 'aws:EpochTime', ['1790424000'], false],
  ['DateLessThan', 'aws:CurrentTime', ['2026-09-26T12:00:01Z'], true],
  ['DateGreaterThanEquals', 'aws:CurrentTime', ['1790424001'], false],
  ['Null', 'sts:ExternalId', ['true'], true],
  ['Null', 'aws:RequestedRegion', ['true'], false],
  ['Null', 'aws:RequestedRegion', ['false'], true],
  ['ForAllValues:StringEquals', 'aws:TagKeys', ['team', 'stage', 'owner'], true],
  ['ForAllValues:StringEquals', 'aws:TagKeys', ['team'], false],
  ['ForAllValues:StringEquals', 'aws:Absent', ['team'], true],
  ['ForAnyValue:StringEquals', 'aws:TagKeys', ['stage'], true],
  ['ForAnyValue:StringEquals', 'aws:TagKeys', ['owner'], false],
  ['ForAnyValue:StringEquals', 'aws:Absent', ['owner'], false],
])('%s on %s with %j: %s', (operator, key, wanted, expected) => {
  expect(conditionsHold({ [operator]: { [key]: wanted } }, context)).toBe(expected)
})

it('demands every operator and every key', () => {
  const region = { 'aws:RequestedRegion': ['us-east-1'] }
  expect(conditionsHold({ StringEquals: region, Bool: { 'aws:SecureTransport': ['true'] } }, context)).toBe(true) // prettier-ignore
  expect(conditionsHold({ StringEquals: region, Bool: { 'aws:SecureTransport': ['false'] } }, context)).toBe(false) // prettier-ignore
  expect(conditionsHold({ StringEquals: { ...region, 'sts:ExternalId': ['x'] } }, context)).toBe(false) // prettier-ignore
})
