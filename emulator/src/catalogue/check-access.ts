import type { ModelAccess } from '../accounts/account-schema.ts'
import { matchesPattern } from '../matches-pattern.ts'
import { AwsError, notFound } from '../wire/aws-error.ts'
import type { Model } from './model-schema.ts'

/** Throws the AwsError with which AWS keeps an account from a model. */
export function checkAccess(model: Model, access: ModelAccess, now: Date): void {
  const { endOfLifeTime, status } = model.lifecycle
  if (endOfLifeTime !== undefined && new Date(endOfLifeTime) <= now) {
    throw notFound(
      'This model version has reached the end of its life. Please refer to the AWS documentation for more details.',
    )
  }
  if (isDenied(model, access)) {
    throw new AwsError(
      'AccessDeniedException',
      403,
      "You don't have access to the model with the specified model ID.",
    )
  }
  if (lacksUseCaseForm(model, access)) {
    throw notFound(
      'Model use case details have not been submitted for this account. Fill out the Anthropic use case details form before using the model. If you have already filled out the form, try again in 15 minutes.',
    )
  }
  if (
    status === 'LEGACY' &&
    !access.legacyInUse.some((pattern) => matchesPattern(model.id, pattern))
  ) {
    throw notFound(
      'Access denied. This Model is marked by provider as Legacy and you have not been actively using the model in the last 30 days. Please upgrade to an active model on Amazon Bedrock',
    )
  }
}

export function isDenied(model: Model, access: ModelAccess): boolean {
  return access.denied.some((pattern) => matchesPattern(model.id, pattern))
}

export function lacksUseCaseForm(model: Model, access: ModelAccess): boolean {
  return model.provider === 'Anthropic' && access.useCaseForm === 'missing'
}
