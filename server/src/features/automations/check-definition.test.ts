import { definition as definitionSchema } from '@outcrop/contract'
import { describe, expect, it } from 'vitest'
import { createActions } from '../../actions/index.ts'
import { nothingKnown } from '../../actions/known.ts'
import { checkDefinition, type World } from './check-definition.ts'

const feedId = `fed_${'0'.repeat(32)}`
const audienceId = `adn_${'0'.repeat(32)}`
const ready = `prv_${'1'.repeat(32)}`
const untested = `prv_${'2'.repeat(32)}`

const world: World = {
  organizationId: `org_${'0'.repeat(32)}`,
  actions: createActions(nothingKnown),
  feedIds: new Set([feedId]),
  audienceIds: new Set([audienceId]),
  cooldownGroupIds: new Set(),
  attributes: [
    { name: 'city', scope: 'visitor', type: 'string' },
    { name: 'vip', scope: 'visitor', type: 'badge' },
    { name: 'pages', scope: 'visit', type: 'number' },
  ],
  providers: new Map([
    [ready, { name: 'Ready', state: 'ready', region: 'us-east-1', account: '111122223333' }],
    [untested, { name: 'New', state: 'untested', region: 'us-east-1', account: null }],
  ]),
}

const input = {
  provider_id: ready,
  model: 'amazon.nova-micro-v1:0',
  prompt: 'Hello {{tealium_visitor_id}}',
}

function findingsOf(parts: { input?: object; step?: object; definition?: object }) {
  const step = {
    id: 'one',
    action: 'bedrock.prompt',
    input: { ...input, ...parts.input },
    ...parts.step,
  }
  const definition = definitionSchema.parse({
    name: 'Test',
    trigger: { type: 'event', feed_id: feedId },
    steps: [step],
    ...parts.definition,
  })
  return checkDefinition(definition, world).map(({ path, message }) => `${path}: ${message}`)
}

describe('checking a definition', () => {
  it('finds nothing in one that can run', () => {
    expect(findingsOf({})).toEqual([])
  })

  it.each([
    ['{{ visitor_profile.city }} {{ visitor_json.audiences | join }}', 'flat'],
    ['{{ visitor_profile.properties.city }} {{ visitor_profile.badges.size }}', 'nested'],
    ['{{ visitor_profile.current_visit.pages }} {{ visitor_profile.current_visit.started_at }}', 'flat'],
    ['{{ visitor_profile.current_visit.metrics.pages }}', 'nested'],
    ['{{ event_payload.anything.at_all }} {{ event.name }}', 'flat'],
    ['{% for one in visitor_profile.badges %}{{ one.x }}{% endfor %}{{ visitor_profile[event.name].x }}', 'flat'],
  ])('takes %s in the shape %s', (prompt, visitor_profile_shape) => {
    const input = { prompt, visitor_profile_shape, add_visitor_profile: true, add_current_visit: true, add_event_payload: true } // prettier-ignore
    expect(findingsOf({ input })).toEqual([])
  }) // prettier-ignore

  it.each<[string, Parameters<typeof findingsOf>[0], string]>([
    [
      'a question about the start of a visit where none ends',
      { definition: { trigger: { type: 'audience', audience_id: audienceId, on: 'joined', not_at_visit_start: true } } }, // prettier-ignore
      'trigger.not_at_visit_start: Only the end of a visit',
    ],
    [
      'a cooldown group that is not there',
      { definition: { trigger: { type: 'event', feed_id: feedId, cooldown: { group_id: `cdg_${'0'.repeat(32)}`, priority: 1 } } } }, // prettier-ignore
      'trigger.cooldown.group_id: This cooldown group does not exist',
    ],
    [
      'an unknown variable',
      { input: { prompt: '{{ colour }}' } },
      'steps.0.input.prompt: The variable "colour" is not known',
    ],
    [
      'the event payload when it is not added',
      { input: { prompt: '{{ event_payload }}' } },
      'switch on "Add event payload"',
    ],
    [
      'an attribute that no visitor has',
      { input: { add_visitor_profile: true, prompt: '{{ visitor_profile.citty }}' } },
      'steps.0.input.prompt: "visitor_profile.citty" is never there',
    ],
    [
      'an attribute under a type in the flat shape',
      { input: { add_visitor_profile: true, prompt: '{{ visitor_json.properties.city }}' } },
      '"visitor_json.properties" is never there',
    ],
    [
      'a badge as a value',
      { input: { add_visitor_profile: true, prompt: '{% if visitor_profile.vip %}{% endif %}' } },
      '"visitor_profile.vip" is never there',
    ],
    [
      'the visit when it is not added',
      { input: { add_visitor_profile: true, prompt: '{{ visitor_profile.current_visit.pages }}' } },
      '"visitor_profile.current_visit" is not there. Switch on "Add current visit".',
    ],
    [
      'a step that does not come before',
      { input: { prompt: '{{ steps.two.output }}' } },
      'There is no earlier step "two"',
    ],
    ['an attribute of the event as one about it', { input: { prompt: '{{ event.total }}' } }, '"event.total" is not there: an event has'], // prettier-ignore
    [
      'a parameter that no visitor has',
      { input: { parameters: [{ name: 'a', from: { visitor: 'citty' } }] } },
      'steps.0.input.parameters.0.from.visitor: This stream has no attribute "citty"',
    ],
    [
      'a parameter of the other scope',
      { input: { parameters: [{ name: 'a', from: { visit: 'city' } }] } },
      '"city" is an attribute of the visitor. Map it as one of the visitor.',
    ],
    ['a template that does not parse', { input: { prompt: '{% if %}' } }, 'steps.0.input.prompt:'],
    ['an unknown filter', { input: { prompt: '{{ event.id | nosuch }}' } }, 'nosuch'],
    [
      'an unknown variable in a parameter',
      { input: { parameters: [{ name: 'a', from: { template: '{{ b }}' } }] } },
      'steps.0.input.parameters.0.from.template',
    ],
    ['a missing prompt', { input: { prompt: '' } }, 'steps.0.input.prompt: Write a prompt.'],
    [
      'a temperature out of range',
      { input: { inference: { temperature: 3 } } },
      'steps.0.input.inference.temperature',
    ],
    [
      'a provider that is gone',
      { input: { provider_id: `prv_${'9'.repeat(32)}` } },
      'steps.0.input.provider_id: This provider does not exist',
    ],
    [
      'a provider that was never tested',
      { input: { provider_id: untested } },
      'has not passed Test connection',
    ],
    [
      'a feed that is gone',
      { definition: { trigger: { type: 'event', feed_id: `fed_${'9'.repeat(32)}` } } },
      'trigger.feed_id: This feed does not exist',
    ],
    [
      'an action that does not exist',
      { step: { action: 'bedrock.magic' } },
      'steps.0.action: There is no action "bedrock.magic"',
    ],
    [
      'a schema of a field that cannot be used',
      { step: { output: { type: 'event', fields: [{ name: 'x', type: 'object', schema: { type: 'text' } }] } } }, // prettier-ignore
      'steps.0.output.fields.0.schema: This is not a valid JSON Schema',
    ],
    [
      'a schema of a field that has nothing inside',
      { step: { output: { type: 'event', fields: [{ name: 'x', type: 'string', schema: {} }] } } },
      'steps.0.output.fields.0.schema: Only fields of type object or array',
    ],
    [
      'two fields of one name',
      { step: { output: { type: 'event', fields: [{ name: 'x', type: 'string' }, { name: 'x', type: 'number' }] } } }, // prettier-ignore
      'steps.0.output.fields.1.name: Two fields are called "x".',
    ],
    ['text that is to be delivered', { step: { output: { type: 'text' } } }, 'steps.0.deliver:'],
  ])('finds %s', (_name, parts, expected) => {
    expect(findingsOf(parts).join('\n')).toContain(expected)
  })

  it('knows the outputs of earlier steps, and only of those', () => {
    const quiet = { output: { type: 'text' }, deliver: { to: 'nowhere' } }
    const steps = [
      { id: 'first', action: 'bedrock.prompt', input, ...quiet },
      {
        id: 'second',
        action: 'bedrock.prompt',
        input: { ...input, prompt: '{{ steps.first.output }}' },
        ...quiet,
      },
    ]

    expect(findingsOf({ definition: { steps } })).toEqual([])
  })

  it('finds two steps of one name', () => {
    const step = { id: 'same', action: 'bedrock.prompt', input }

    expect(findingsOf({ definition: { steps: [step, step] } })).toEqual([
      'steps.1.id: Two steps are called "same".',
    ])
  })
})
