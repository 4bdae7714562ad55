import { expect, it } from 'vitest'
import type { Db } from '../../db/db.ts'
import { newRun } from '../runs/runs.ts'
import { refuseStarts } from './caps.ts'

it('asks the database nothing where nothing has a cap', async () => {
  const closed: Db = {
    query: () => {
      throw new Error('It was asked.')
    },
  }
  const run = newRun({
    organizationId: 'org_1',
    automationId: 'aut_1',
    versionId: 'ver_1',
    lane: 'prv_1',
    deadlineS: 60,
    triggerType: 'event',
    feedId: 'fed_1',
    audienceId: null,
    streamId: 'str_1',
    eventId: 'evt_1',
    eventAt: new Date(0),
    visitorId: 'v1',
    visitor: null,
    depth: 0,
    causes: [],
    replayOf: null,
  })
  const asked = refuseStarts(closed, [{ runs: [run], at: 0 }], () => undefined, new Date(0))
  expect(await asked).toEqual(new Map())
})
