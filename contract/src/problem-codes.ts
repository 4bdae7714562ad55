/** Who has to act before the same thing can work. */
type Who = 'caller' | 'author' | 'operator' | 'aws-administrator' | 'nobody'

/** Decides retry, schedule and who is told. */
export type ProblemClass =
  | 'permissions' | 'credentials' | 'account-setup' | 'request' | 'not-found' | 'throttled' | 'quota'
  | 'unavailable' | 'model' | 'timeout' | 'network' | 'answer' | 'budget' | 'configuration'
  | 'delivery' | 'api' | 'internal' // prettier-ignore

interface Row {
  readonly class: ProblemClass
  readonly status: number
  readonly title: string
  readonly who: Who
  readonly retry: boolean
  readonly remedy: string
}

const row = (
  problemClass: ProblemClass,
  status: number,
  title: string,
  who: Who,
  retry: boolean,
  remedy: string,
): Row => ({ class: problemClass, status, title, who, retry, remedy })

/**
 * The closed list of everything that can go wrong. The HTTP layer reads `status`, the run engine
 * reads `class` and `retry`, people read `title`, `who` and `remedy`.
 */
// prettier-ignore
export const problemTable = {
  'access-denied': row('permissions', 502, 'AWS denied access', 'aws-administrator', false,
    'Add the action and resource that AWS names to the IAM policy of the role or user behind this provider. Check service control policies and, for inference profiles, the model in every region of the profile.'),
  'role-behind-denied': row('permissions', 502, 'AWS denied access to a role behind the call', 'aws-administrator', false,
    'The credentials of the provider are fine: the execution role of the flow or agent lacks the permission. Add the action and resource that AWS names to the policy of that role.'),
  'role-not-assumable': row('permissions', 502, 'The role could not be assumed', 'aws-administrator', false,
    'Check the role ARN, that the trust policy of the role names the account or user behind these credentials, and that the external id is the same on both sides.'),
  'invalid-credentials': row('credentials', 502, 'AWS does not know these credentials', 'operator', false,
    'Enter the access key id and secret again on the Providers page, or make a new access key in IAM.'),
  'expired-credentials': row('credentials', 502, 'The credentials have expired', 'operator', false,
    'Temporary credentials must be entered again with a fresh session token. With an assumed role, test the provider: Outcrop assumes the role anew.'),
  'signature-mismatch': row('credentials', 502, 'AWS did not accept the signature', 'operator', false,
    'The secret access key does not belong to the access key id, or the clock of this machine is wrong. Enter the secret again and check the clock.'),
  'no-ambient-credentials': row('credentials', 502, 'This machine offers no AWS credentials', 'operator', false,
    'Give the server an instance role, a web identity or AWS_* variables, or choose another kind of credentials for the provider.'),
  'account-not-enabled': row('account-setup', 502, 'The AWS account is not enabled for this', 'aws-administrator', false,
    'Enable Amazon Bedrock, or subscribe to the model, in the AWS console of this account. Trying again does not help before that.'),
  'use-case-form-missing': row('account-setup', 502, 'The Anthropic use case form has not been submitted', 'aws-administrator', false,
    'Open Model access in the Amazon Bedrock console, submit the use case details for Anthropic models and try again after 15 minutes.'),
  'agreement-pending': row('account-setup', 502, 'The model agreement is not in force yet', 'aws-administrator', true,
    'AWS is still creating the marketplace agreement for this model. Wait 15 minutes; if it fails again, look at the agreement in the AWS console.'),
  'invalid-request': row('request', 502, 'Bedrock refused the request', 'author', false,
    'Read what AWS says below and correct the model, the parameters or the prompt of the step.'),
  'needs-inference-profile': row('request', 502, 'This model needs an inference profile', 'author', false,
    'Choose an inference profile id or ARN that contains this model (for example with the prefix us., eu. or global.), or a model that supports on-demand throughput.'),
  'sampling-refused': row('request', 502, 'The model does not take these sampling settings', 'author', false,
    'Take temperature, top P or both out of the step or its service: newer models take one of them, or none. What is left out is left to the model.'),
  'model-fields-refused': row('request', 502, 'The model does not take these additional fields', 'author', false,
    'Correct or take out the field that AWS names, in the additional model request fields of the step or its service. Each family of models has fields of its own.'),
  'input-too-long': row('request', 502, 'The prompt is too long for the model', 'author', false,
    'Shorten the prompt, pass fewer attributes, or choose a model with a larger context.'),
  'resource-not-found': row('not-found', 502, 'AWS cannot find this resource', 'author', false,
    'Compare the id or ARN and its region with the AWS console. The provider must be in the same region and account.'),
  throttled: row('throttled', 503, 'Bedrock is throttling', 'nobody', true,
    'Outcrop waits and tries again until the deadline. If this lasts, lower the rate or ask AWS for a higher quota.'),
  'quota-exceeded': row('quota', 503, 'An AWS quota is used up', 'aws-administrator', true,
    'Ask for a higher quota in Service Quotas, or use another model or region.'),
  'service-unavailable': row('unavailable', 503, 'Bedrock is not available', 'nobody', true,
    'Outcrop tries again. If it lasts, look at the AWS Health Dashboard or use another region or profile.'),
  'internal-failure': row('unavailable', 502, 'Bedrock had an internal failure', 'nobody', true,
    'Outcrop tries again. If it lasts, open an AWS support case with the request id.'),
  overloaded: row('unavailable', 503, 'The model is overloaded', 'nobody', true,
    'Outcrop tries again. If it lasts, use another region, profile or model.'),
  'model-error': row('model', 502, 'The model failed', 'author', true,
    'Simplify the prompt. If it fails every time, choose another model.'),
  'model-not-ready': row('unavailable', 503, 'The model is not ready yet', 'nobody', true,
    'The model is being loaded or warmed up. Outcrop tries again.'),
  'model-timeout': row('timeout', 504, 'The model took too long', 'author', true,
    'Ask for fewer tokens, shorten the prompt, or choose a faster model.'),
  conflict: row('unavailable', 503, 'AWS reports a conflicting request', 'nobody', true,
    'Another request uses or changes the same thing, such as the session of an agent. Outcrop tries again.'),
  'dependency-failed': row('unavailable', 502, 'Something behind Bedrock failed', 'aws-administrator', true,
    'AWS names the resource that failed. Look at it in the AWS account of this provider.'),
  'attempt-timeout': row('timeout', 504, 'No answer within the timeout', 'author', true,
    'Raise the timeout of the step, ask for fewer tokens, or choose a faster model.'),
  'limit-reached': row('throttled', 503, 'Waiting for the limit of the provider', 'nobody', true,
    'Outcrop makes the call as soon as the limits of the provider allow, and spends no attempt meanwhile. If this lasts, raise the limits on the Providers page, or ask AWS for a higher quota.'),
  'budget-exceeded': row('budget', 503, 'The budget is used up', 'operator', true,
    'Raise the budget under Budgets, or wait for its next day or month. A run waits for it when its deadline allows.'),
  'price-unknown': row('budget', 422, 'A budget cannot count this call', 'operator', false,
    'Set the price of the model under Prices, or give the budget a price to fall back on, then replay the run.'),
  'deadline-exceeded': row('timeout', 504, 'The run passed its deadline', 'author', false,
    'Look at the attempts of the run for what held it up, then replay it. The deadline is a setting of the automation.'),
  'cannot-connect': row('network', 502, 'Bedrock cannot be reached', 'operator', true,
    'Check the region and endpoint of the provider, whether Amazon Bedrock is offered in that region, and whether this machine may connect to it (DNS, proxy, firewall).'),
  'connection-lost': row('network', 502, 'The connection broke during the call', 'nobody', true,
    'Outcrop tries again. If it lasts, look at the network between this machine and AWS.'),
  'unexpected-response': row('unavailable', 502, 'The response was not from Bedrock', 'operator', true,
    'A proxy or another server seems to answer instead of Bedrock. Check the endpoint of the provider.'),
  'agent-wants-action': row('answer', 502, 'The agent asks for an action', 'author', false,
    'The agent returns control for an action that nobody does. Write its answer under "Answers to returned actions" of the step, or let a Lambda function do the action in AWS.'),
  'answer-asks': row('answer', 502, 'The flow asks a question instead of answering', 'author', false,
    'Write under "Answer to questions" of the step what the flow shall be told, or give it in the document what it asks for.'),
  'answer-empty': row('answer', 502, 'The model gave no answer', 'author', false,
    'The answer holds no text. Check stop sequences and the token limit, and read the raw answer.'),
  'answer-not-json': row('answer', 502, 'The answer is not JSON', 'author', false,
    'Make the prompt demand a single JSON object and nothing else, and show its exact structure.'),
  'answer-invalid': row('answer', 502, 'The answer does not have the required shape', 'author', false,
    'Name the missing or wrong fields in the prompt, with their types and ranges.'),
  'answer-truncated': row('answer', 502, 'The answer was cut at the token limit', 'author', false,
    'Raise "max tokens" of the step, or ask for a shorter answer.'),
  'answer-blocked': row('answer', 502, 'The answer was blocked', 'author', false,
    'A content filter stopped the answer. Read the raw answer, and change the prompt or the model.'),
  'guardrail-intervened': row('answer', 502, 'A guardrail intervened', 'author', false,
    'Read in the raw answer what the guardrail found. Keep such data out of the prompt, or change the guardrail in the Bedrock console.'),
  'template-failed': row('configuration', 422, 'The prompt could not be rendered', 'author', false,
    'Correct the template: the message says where. Unknown variables must be mapped first.'),
  'prompt-too-large': row('configuration', 422, 'The rendered prompt is too large', 'author', false,
    'Pass fewer attributes or select fields instead of the whole payload.'),
  'event-gone': row('configuration', 410, 'The event is no longer kept', 'nobody', false,
    'Events are kept for the retention time of the server. A run can only be replayed while its event is kept.'),
  'wrong-target': row('configuration', 422, 'The id or ARN does not fit here', 'author', false,
    'Correct the id or ARN in the step: the message says what is wrong with it.'),
  'session-policy-too-long': row('configuration', 422, 'The role cannot be narrowed that far', 'operator', false,
    'Switch "Narrow the role" off for this provider, and let the policy of the role itself say what may be called.'),
  'agent-not-ready': row('configuration', 422, 'The agent alias cannot be called', 'aws-administrator', false,
    'Look at the alias in the Amazon Bedrock console: it must be prepared, accept invocations and lead to a version.'),
  'agent-missing': row('configuration', 422, 'The agent is not connected any more', 'author', false,
    'Choose another agent in the automation and publish it, then replay the run.'),
  'provider-missing': row('configuration', 422, 'The provider no longer exists', 'author', false,
    'Choose another provider in the automation and publish it, then replay the run.'),
  'service-missing': row('configuration', 422, 'The service no longer exists', 'author', false,
    'Choose another service, or a provider and a model, in the automation and publish it, then replay the run.'),
  'provider-not-ready': row('configuration', 422, 'The provider has not passed its test', 'operator', false,
    'Open the provider, run Test connection and mend what it reports.'),
  'delivery-failed': row('delivery', 502, 'The result could not be delivered', 'operator', true,
    'Check that the Collect endpoint can be reached. The answer is stored: delivery is tried again without another model call.'),
  'delivery-rejected': row('delivery', 502, 'The Collect endpoint refused the result', 'author', false,
    'Read what the endpoint says and correct the answer event or the endpoint, then replay.'),
  'worker-lost': row('internal', 500, 'Workers died while running this', 'operator', false,
    'Every worker that took this run stopped before it could finish. Look at the server log, then replay the run.'),
  cancelled: row('api', 409, 'Cancelled', 'nobody', false, 'Someone cancelled this run. Replay it to run it again.'),
  'invalid-input': row('api', 422, 'Invalid input', 'caller', false,
    'Correct what the message names and send the request again.'),
  unauthenticated: row('api', 401, 'Not signed in', 'caller', false,
    'Send an API key as "Authorization: Bearer …", or sign in.'),
  forbidden: row('api', 403, 'Not allowed', 'caller', false,
    'Ask an owner or admin of the organization for a role or key that may do this.'),
  'not-found': row('api', 404, 'Not found', 'caller', false, 'Check the id. It may have been deleted, or belong to another organization.'),
  'state-conflict': row('api', 409, 'Not possible in this state', 'caller', false, 'Load the current state and decide again.'),
  'method-not-allowed': row('api', 405, 'Not possible with this method', 'caller', false, 'Use one of the methods in the Allow header. All operations are listed at /openapi.json.'),
  'unsupported-media-type': row('api', 415, 'The type of the body is not understood', 'caller', false,
    'Send the body as JSON, with the header "Content-Type: application/json".'),
  'too-large': row('api', 413, 'Too large', 'caller', false, 'Send less at once.'),
  'too-many-requests': row('api', 429, 'Too many requests', 'caller', true, 'Slow down and try again after the time in Retry-After.'),
  'over-capacity': row('api', 503, 'The server is full', 'caller', true, 'Try again after the time in Retry-After. Nothing of this request was stored.'),
  'internal-error': row('internal', 500, 'Internal error', 'operator', true,
    'This is a defect in Outcrop. Look at the server log under the request id.'),
} as const satisfies Record<string, Row>

export type ProblemCode = keyof typeof problemTable

// eslint-disable-next-line no-restricted-syntax -- Object.keys is typed as string[]; the table above is the proof that these are the codes
export const problemCodes = Object.keys(problemTable) as [ProblemCode, ...ProblemCode[]]
