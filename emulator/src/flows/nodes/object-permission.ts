import type { Permission } from '../../iam/permission.ts'

/** What IAM must allow for an object of S3; policies may ask whose the bucket is. */
export function objectPermission(
  action: string,
  { account, bucket, key }: { account: { id: string }; bucket: string; key: string },
): Permission {
  const keys = { 'aws:ResourceAccount': account.id }
  return { action, resource: `arn:aws:s3:::${bucket}/${key}`, keys }
}
