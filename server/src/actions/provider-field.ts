import { z } from 'zod'

/** The provider that makes the call. */
export const providerField = z
  .string('Choose a provider.')
  .regex(/^prv_[0-9a-f]{32}$/, 'Choose a provider.')
  .meta({
    title: 'Provider',
    description: 'The connection to Amazon Bedrock that makes the call.',
  })
