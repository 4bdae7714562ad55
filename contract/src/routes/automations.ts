import { z } from 'zod'
import { action, automation, definition, step } from '../automation.ts'
import { delay, delayFilter } from '../delay.ts'
import { id } from '../id.ts'
import {
  automationMetrics,
  automationMetricsList,
  metricsListQuery,
  metricsQuery,
} from '../metrics.ts'
import { page, pageQuery } from '../page.ts'
import { problem } from '../problem.ts'
import { defineRoute } from '../route.ts'
import { attempt, run, runDetail, runFilter } from '../run.ts'

const automationId = z.object({ id: id('automation') })
const runId = z.object({ id: id('run') })

/** The data that a step is rendered or tried with: a stored event, a visitor as it is now, or any event payload. */
const sample = z.object({
  step,
  event_id: id('event').optional(),
  stream_id: id('stream').optional().describe('The stream of the visitor'),
  visitor_id: z
    .string()
    .min(1)
    .max(2048)
    .optional()
    .describe('A visitor as it is now, in the place of an event; its stream is needed'),
  payload: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('An event that was never collected; with a visitor, what came of it'),
})

/** A mistake in a definition: `path` is where, such as steps.0.input.prompt. */
export const finding = z.object({
  path: z.string().describe('Where in the document, with dots, such as steps.0.input.task'),
  message: z.string().describe('What is wrong, and what to do'),
})
export type Finding = z.infer<typeof finding>

export const automationRoutes = {
  listActions: defineRoute({
    method: 'GET',
    path: '/api/v1/actions',
    scope: 'read',
    summary: 'List what a step can do, with input schemas',
    response: z.object({ items: z.array(action).describe('All of them') }),
  }),
  listAutomations: defineRoute({
    method: 'GET',
    path: '/api/v1/automations',
    scope: 'read',
    summary: 'List automations',
    query: pageQuery.extend({ stream_id: id('stream').optional() }),
    response: page(automation),
  }),
  createAutomation: defineRoute({
    method: 'POST',
    path: '/api/v1/automations',
    scope: 'write',
    summary: 'Create an automation as a draft',
    body: definition,
    response: automation,
  }),
  getAutomation: defineRoute({
    method: 'GET',
    path: '/api/v1/automations/:id',
    scope: 'read',
    summary: 'Get an automation',
    params: automationId,
    response: automation,
  }),
  getAutomationMetrics: defineRoute({
    method: 'GET',
    path: '/api/v1/automations/:id/metrics',
    scope: 'read',
    summary:
      'Tell how an automation did: runs, failures, retries, latency, tokens and cost over time',
    params: automationId,
    query: metricsQuery,
    response: automationMetrics,
  }),
  listAutomationMetrics: defineRoute({
    method: 'GET',
    path: '/api/v1/automations/metrics',
    scope: 'read',
    summary: 'Tell how every automation did in the last hours',
    query: metricsListQuery,
    response: automationMetricsList,
  }),
  updateAutomation: defineRoute({
    method: 'PUT',
    path: '/api/v1/automations/:id',
    scope: 'write',
    summary: 'Replace the draft',
    params: automationId,
    body: definition,
    response: automation,
  }),
  deleteAutomation: defineRoute({
    method: 'DELETE',
    path: '/api/v1/automations/:id',
    scope: 'write',
    summary: 'Delete an automation; its runs stay in the history',
    params: automationId,
    response: z.null(),
  }),
  checkAutomation: defineRoute({
    method: 'POST',
    path: '/api/v1/automations/check',
    scope: 'read',
    summary: 'Check a definition as publishing would; in AWS it is looked at for builders, admins and owners only', // prettier-ignore
    body: definition,
    response: z.object({
      findings: z.array(finding).describe('What keeps it from being published'),
      notes: z
        .array(finding)
        .describe('What does not keep it from being published: it may fail some runs, or could not be looked at in AWS.'), // prettier-ignore
    }),
  }),
  publishAutomation: defineRoute({
    method: 'POST',
    path: '/api/v1/automations/:id/publish',
    scope: 'write',
    summary: 'Publish the draft as the next version and start it',
    params: automationId,
    response: automation,
  }),
  pauseAutomation: defineRoute({
    method: 'POST',
    path: '/api/v1/automations/:id/pause',
    scope: 'write',
    summary: 'Pause: new events start no runs',
    params: automationId,
    response: automation,
  }),
  resumeAutomation: defineRoute({
    method: 'POST',
    path: '/api/v1/automations/:id/resume',
    scope: 'write',
    summary: 'Resume the published version',
    params: automationId,
    response: automation,
  }),
  startRun: defineRoute({
    method: 'POST',
    path: '/api/v1/automations/:id/runs',
    scope: 'write',
    summary: 'Start the published version by hand on a stored event',
    params: automationId,
    body: z.object({ event_id: id('event') }),
    response: run,
  }),
  previewStep: defineRoute({
    method: 'POST',
    path: '/api/v1/steps/preview',
    scope: 'read',
    summary:
      'Render a step on an event or a visitor, as far as it is written, without calling anything',
    body: sample,
    response: z.object({
      request: z
        .record(z.string(), z.unknown())
        .nullable()
        .describe('What would be sent; null when nothing can be made of the step'),
      variables: z
        .array(
          z.object({
            name: z.string().describe('What the prompt calls it'),
            value: z.unknown().optional().describe('What it renders as, before it is made a text'),
          }),
        )
        .describe('What the prompt may use; without a value where the event has none'),
      unknown: z.array(z.string()).describe('Variables that the prompt uses and nothing provides'),
      empty: z
        .array(z.string())
        .describe(
          'What the prompt takes from within a variable, such as visitor_profile.city, and this event or visitor does not have: it renders as nothing',
        ),
      findings: z.array(finding).describe('What is missing or wrong in the input of the step'),
      problem: problem.optional(),
    }),
  }),
  tryStep: defineRoute({
    method: 'POST',
    path: '/api/v1/steps/try',
    scope: 'write',
    summary: 'Make the real call of a step on an event or a visitor, and deliver nothing',
    description: 'Nothing is written. The call costs and counts like that of a run.', // prettier-ignore
    body: sample.extend({
      automation_id: id('automation').optional().describe('Whose budgets and usage count the call'),
    }),
    response: attempt,
  }),
  listDelays: defineRoute({
    method: 'GET',
    path: '/api/v1/delays',
    scope: 'read',
    summary: 'List starts that wait for their time, or waited for it, newest first',
    query: delayFilter,
    response: page(delay),
  }),
  cancelDelay: defineRoute({
    method: 'POST',
    path: '/api/v1/delays/:id/cancel',
    scope: 'write',
    summary: 'Cancel a start that waits for its time',
    params: z.object({ id: id('delay') }),
    response: delay,
  }),
  listRuns: defineRoute({
    method: 'GET',
    path: '/api/v1/runs',
    scope: 'read',
    summary: 'List runs, newest first',
    query: runFilter,
    response: page(run),
  }),
  getRun: defineRoute({
    method: 'GET',
    path: '/api/v1/runs/:id',
    scope: 'read',
    summary: 'Get a run with its steps and attempts',
    params: runId,
    response: runDetail,
  }),
  cancelRun: defineRoute({
    method: 'POST',
    path: '/api/v1/runs/:id/cancel',
    scope: 'write',
    summary: 'Cancel a run that has not ended',
    params: runId,
    response: run,
  }),
  replayRun: defineRoute({
    method: 'POST',
    path: '/api/v1/runs/:id/replay',
    scope: 'write',
    summary: 'Run again on the same data, as a new run linked to this one',
    params: runId,
    body: z.object({
      version: z
        .enum(['same', 'latest'])
        .default('latest')
        .describe('`same`: the version that ran. `latest`: the one that is published now'),
    }),
    response: run,
  }),
}
