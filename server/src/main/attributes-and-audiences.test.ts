import { definition, type Client, type newAttribute } from '@outcrop/contract'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import { attributeRoutes, preloadAttributes } from '../features/attributes/attributes.ts'
import { preloaded } from '../features/attributes/preloaded.ts'
import { audienceRoutes, audiencesOf } from '../features/audiences/audiences.ts'
import { createAutomations, type Automations } from '../features/automations/automations.ts'
import { streamRoutes } from '../features/streams/streams.ts'
import { refusal } from '../http/testing/refusal.ts'
import { newStream, twoOrganizations } from '../http/testing/two-organizations.ts'
import type { TestDatabase } from '../testing/postgres.ts'

let database: TestDatabase
let organizationId: string
let automations: Automations
let ours: Client
let theirs: Client
let streamId: string
let close: () => Promise<void>

beforeAll(async () => {
  const now = () => new Date()
  ;({ database, organizationId, ours, theirs, close } = await twoOrganizations((pool) => {
    automations = createAutomations({ db: pool, actions: new Map(), providers: () => Promise.resolve(new Map()), models: () => Promise.resolve(null), now }) // prettier-ignore
    return [
      (scope) =>
        streamRoutes(scope, {
          pool,
          furnish: (db, stream) => preloadAttributes(db, now(), stream),
          automationsOnFeed: () => Promise.resolve([]),
        }),
      (scope) =>
        attributeRoutes(scope, {
          pool,
          now,
          audiencesOf,
          automationsNaming: (...of) => automations.naming(...of),
        }),
      (scope) => audienceRoutes(scope, { pool, now, automationsOnAudience: (...of) => automations.using(...of) }), // prettier-ignore
    ]
  }))
  streamId = await newStream(ours)
})
afterAll(() => close())

let count = 0
const create = (more: Partial<z.input<typeof newAttribute>> = {}, client = ours) =>
  client.createAttribute({
    body: { stream_id: streamId, name: `number_${(count += 1)}`, scope: 'visitor', type: 'number', ...more }, // prettier-ignore
  })
const audience = (attribute: string, more: object = {}) =>
  ours.createAudience({
    body: {
      stream_id: streamId,
      name: `Audience ${(count += 1)}`,
      condition: { attribute, scope: 'visitor', operator: 'greater_than', value: 5 },
      ...more,
    },
  })

/** An automation that asks a model. */
const asking = (name: string, prompt: string) => {
  const step = { id: 'one', action: 'bedrock.prompt', input: { prompt }, output: { type: 'text' } }
  return automations.create(organizationId, definition.parse({ name, trigger: { type: 'manual' }, steps: [step] })) // prettier-ignore
}

describe('an attribute', () => {
  it('is kept with its enrichments, listed, changed in part and deleted', async () => {
    const increment = {
      when: 'any_event' as const,
      condition: { scope: 'event' as const, attribute: 'tealium_event', operator: 'equals' as const, value: 'purchase' }, // prettier-ignore
      change: { kind: 'increment' as const, by: { scope: 'event' as const, attribute: 'total' } },
    }
    const made = await create({ name: 'lifetime_value', title: 'Lifetime value', enrichments: [increment] }) // prettier-ignore
    expect(made).toMatchObject({ name: 'lifetime_value', preloaded: false, enrichments: [increment] }) // prettier-ignore
    const params = { id: made.id }
    expect(await ours.getAttribute({ params })).toEqual(made)
    const { items } = await ours.listAttributes({ query: { stream_id: streamId } })
    expect(items[0]).toEqual(made)

    const described = await ours.updateAttribute({ params, body: { description: 'In euros' } })
    expect(described).toEqual({
      ...made,
      description: 'In euros',
      updated_at: described.updated_at,
    })
    expect(await ours.deleteAttribute({ params })).toBeNull()
    expect((await refusal(ours.getAttribute({ params }))).code).toBe('not-found')
  })

  it('keeps its steps, and the days of a timeline until they are taken away', async () => {
    const funnel = await create({ type: 'funnel', steps: ['cart', 'order'] })
    expect(funnel.steps).toEqual(['cart', 'order'])
    const timeline = await create({ type: 'timeline', keep_days: 30 })
    expect(timeline.keep_days).toBe(30)
    const body = { keep_days: null }
    const unlimited = await ours.updateAttribute({ params: { id: timeline.id }, body })
    expect(unlimited).not.toHaveProperty('keep_days')
  })

  it('has a name of its own in its stream, and stays within it', async () => {
    const { name } = await create()
    const taken = await refusal(create({ name }))
    expect(taken).toMatchObject({ code: 'state-conflict', remedy: 'Choose another name.' })
    expect((await create({ name, stream_id: await newStream(ours) })).name).toBe(name)
  })

  it('cannot take another name, scope or type', async () => {
    const { id } = await create()
    const renamed: object = { name: 'another', type: 'string' }
    expect(await refusal(ours.updateAttribute({ params: { id }, body: renamed }))).toMatchObject({
      code: 'invalid-input',
      detail: expect.stringContaining('name'),
    })
  })

  it('is refused with every mistake and its place', async () => {
    const change = { kind: 'increment' as const, by: { scope: 'visitor' as const, attribute: 'nowhere' } } // prettier-ignore
    const condition = { attribute: 'lifetime_event_count', operator: 'is_true' as const }
    const { code, detail } = await refusal(create({ enrichments: [{ condition, change }] }))
    expect(code).toBe('invalid-input')
    expect(detail.split('\n')).toEqual([
      expect.stringContaining('enrichments.0.condition.operator: '),
      'enrichments.0.change.by.attribute: This stream has no attribute "nowhere". Create it first, or correct the name.',
    ])
  })

  it('stays while another attribute or an audience uses it, and says which', async () => {
    const used = await create()
    const copy = { kind: 'set' as const, to: { scope: 'visitor' as const, attribute: used.name } }
    const user = await create({ enrichments: [{ change: copy }] })
    const group = await audience(used.name)
    const refused = await refusal(ours.deleteAttribute({ params: { id: used.id } }))
    expect(refused).toMatchObject({
      code: 'state-conflict',
      detail: `The attribute "${used.name}" is used by the attribute "${user.name}", the audience "${group.name}".`,
    })
    await ours.updateAttribute({ params: { id: user.id }, body: { enrichments: [] } })
    await ours.deleteAudience({ params: { id: group.id } })
    expect(await ours.deleteAttribute({ params: { id: used.id } })).toBeNull()
  })

  it('stays while an automation names it in a template, and says which', async () => {
    const { id, name } = await create()
    await asking('Greeting', `{{ visitor_profile.${name} }}`)
    expect(await refusal(ours.deleteAttribute({ params: { id } }))).toMatchObject({
      code: 'state-conflict',
      detail: `The attribute "${name}" is used by the automation "Greeting".`,
    })
  })

  it('may use itself and be deleted all the same', async () => {
    const name = 'twice'
    const change = { kind: 'increment' as const, by: { scope: 'visitor' as const, attribute: name } } // prettier-ignore
    const { id } = await create({ name, enrichments: [{ change }] })
    expect(await ours.deleteAttribute({ params: { id } })).toBeNull()
  })

  it('keeps a step that an audience asks about', async () => {
    const { id, name } = await create({ type: 'funnel', steps: ['cart', 'order'] })
    const { name: buyers } = await audience(name, {
      condition: { attribute: name, operator: 'step_completed', value: 'order' },
    })
    const shorter = (steps: string[]) => ours.updateAttribute({ params: { id }, body: { steps } })
    expect((await refusal(shorter(['cart']))).detail).toBe(
      `The step "order" of "${name}" is used by the audience "${buyers}".`,
    )
    expect((await shorter(['order', 'return'])).steps).toEqual(['order', 'return'])
  })
})

describe('a new stream', () => {
  it('has the preloaded attributes, which can be used, but neither changed nor deleted', async () => {
    const stream_id = await newStream(ours)
    const { items } = await ours.listAttributes({ query: { stream_id, limit: 200 } })
    expect(items.map(({ name }) => name).toReversed()).toEqual(preloaded.map(({ name }) => name))
    const { id } = items[0] ?? { id: '' }
    const refusals = [
      await refusal(ours.deleteAttribute({ params: { id } })),
      await refusal(ours.updateAttribute({ params: { id }, body: { title: 'Mine' } })),
    ]
    expect(refusals.map(({ code }) => code)).toEqual(['state-conflict', 'state-conflict'])
    const used = await audience('lifetime_event_count', { stream_id })
    expect(used.size).toBe(0)
  })

  it('takes 500 attributes beside them, and no more', async () => {
    const stream_id = await newStream(ours)
    await database.pool.query(
      `insert into attributes (id, organization_id, stream_id, name, title, description, scope, type, enrichments, preloaded, created_at, updated_at)
       select 'atr_' || lpad(n::text, 32, '0'), $1, $2, 'n' || n, '', '', 'visit', 'number', '[]', false, now(), now() from generate_series(1, 499) n`,
      [organizationId, stream_id],
    )
    const [one, other] = await Promise.allSettled([create({ stream_id }), create({ stream_id })])
    expect([one.status, other.status].toSorted()).toEqual(['fulfilled', 'rejected'])
    expect((await refusal(create({ stream_id }))).detail).toContain('500')
  })
})

describe('an audience', () => {
  it('is one of 500 of its stream at most', async () => {
    const stream_id = await newStream(ours)
    await database.pool.query(
      `insert into audiences (id, organization_id, stream_id, name, description, condition, created_at, updated_at)
       select 'adn_' || lpad(n::text, 32, '0'), $1, $2, 'n' || n, '', '{"all":[]}', now(), now() from generate_series(1, 499) n`,
      [organizationId, stream_id],
    )
    const make = (name: string) => ours.createAudience({ body: { stream_id, name, condition: { all: [] } } }) // prettier-ignore
    const results = await Promise.allSettled([make('one'), make('other')])
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await refusal(make('third'))).toMatchObject({ code: 'state-conflict', detail: 'The stream has 500 audiences already, and takes no more.' }) // prettier-ignore
  })

  it('is kept, listed with its size, changed in part and deleted with its counts', async () => {
    const { name } = await create()
    const made = await audience(name, { name: 'High value', description: 'The best' })
    await database.pool.query('insert into audience_counts values ($1, 0, 3), ($1, 63, 4)', [made.id]) // prettier-ignore
    const params = { id: made.id }
    const sized = { ...made, size: 7 }
    expect(await ours.getAudience({ params })).toEqual(sized)
    expect((await ours.listAudiences({ query: { stream_id: streamId } })).items).toContainEqual(sized) // prettier-ignore

    const renamed = await ours.updateAudience({ params, body: { name: 'Best' } })
    expect(renamed).toEqual({ ...sized, name: 'Best', updated_at: renamed.updated_at })
    await ours.deleteAudience({ params })
    const { rows } = await database.pool.query('select from audience_counts where audience_id = $1', [made.id]) // prettier-ignore
    expect(rows).toEqual([])
  })

  it('takes no name that another one of its stream has', async () => {
    const { name } = await create()
    const [one, other] = [await audience(name), await audience(name)]
    const taken = [
      audience(name, { name: one.name }),
      ours.updateAudience({ params: { id: other.id }, body: { name: one.name } }),
    ]
    const codes = (await Promise.all(taken.map(refusal))).map(({ code }) => code)
    expect(codes).toEqual(['state-conflict', 'state-conflict'])
    const same = { params: { id: one.id }, body: { name: one.name } }
    expect((await ours.updateAudience(same)).name).toBe(one.name)
  })

  it('is refused for a condition that its stream cannot answer, when made and when changed', async () => {
    const { name } = await create()
    const { id } = await audience(name)
    const condition = { all: [{ attribute: 'missing', operator: 'is_assigned' as const }] }
    const faulty = [
      audience(name, { condition }),
      ours.updateAudience({ params: { id }, body: { condition } }),
    ]
    for (const { code, detail } of await Promise.all(faulty.map(refusal))) {
      expect(code).toBe('invalid-input')
      expect(detail).toContain('condition.all.0.attribute: ')
    }
  })

  it('stays while an automation names it, and says which', async () => {
    const { name } = await create()
    const { id } = await audience(name)
    await asking('Offer', id)
    expect(await refusal(ours.deleteAudience({ params: { id } }))).toMatchObject({
      code: 'state-conflict',
      detail: expect.stringContaining('"Offer"'),
    })
  })
})

describe('strangers', () => {
  it('find none of it', async () => {
    const { id, name } = await create()
    const group = await audience(name)
    const attempts = [
      theirs.getAttribute({ params: { id } }),
      theirs.updateAttribute({ params: { id }, body: { title: 'Theirs' } }),
      theirs.deleteAttribute({ params: { id } }),
      create({}, theirs),
      theirs.getAudience({ params: { id: group.id } }),
      theirs.updateAudience({ params: { id: group.id }, body: { name: 'Theirs' } }),
      theirs.deleteAudience({ params: { id: group.id } }),
      theirs.createAudience({ body: { stream_id: streamId, name: 'Theirs', condition: { all: [] } } }), // prettier-ignore
    ]
    const codes = (await Promise.all(attempts.map(refusal))).map(({ code }) => code)
    expect(codes).toEqual(attempts.map(() => 'not-found'))
    expect((await theirs.listAttributes({ query: { stream_id: streamId } })).items).toEqual([])
    expect((await theirs.listAudiences({ query: { stream_id: streamId } })).items).toEqual([])
    expect((await ours.getAttribute({ params: { id } })).title).toBe('')
  })
})
