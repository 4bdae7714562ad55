import { afterAll, beforeAll, expect, it } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../server/src/testing/postgres.ts'
import { until } from '../../server/src/testing/until.ts'
import { axeFindings } from './testing/axe-findings.ts'
import { openConsole, signInByLink, type OpenConsole } from './testing/open-console.ts'
import { sendEvent } from './testing/send-event.ts'

let database: TestDatabase
let open: OpenConsole

beforeAll(async () => {
  database = await createTestDatabase()
  open = await openConsole(database.url)
  await signInByLink(open.page, open.outcrop.link)
}, 120_000)

afterAll(async () => {
  await open.close()
  await database.drop()
})

const send = (name: string) =>
  sendEvent(open.outcrop.url, { tealium_event: name, tealium_visitor_id: 'broken', total: 42 })

it('leads from home to what is held, says what to do, tries it again, and drops what can never be done', async () => {
  const { page, faults } = open
  const { pool } = database
  await send('page_view')
  const state = await until(async () => (await pool.query<{ state: string }>(`select state from visitors where id = 'broken'`)).rows[0]?.state) // prettier-ignore
  await pool.query(`update visitors set state = '[]' where id = 'broken'`)
  await send('first_order')
  await send('second_order')

  await page.getByRole('link', { name: 'Look at what is held' }).click()
  const of = (name: string) => page.getByRole('listitem', { name: `${name} of broken` })
  await of('second_order').getByText('The stored state of a visitor cannot be read.').waitFor()
  await of('second_order').getByText('Mend the state in the table "visitors"').waitFor()
  await of('first_order').getByRole('button', { name: 'Show the event' }).click()
  await of('first_order').getByText('42').waitFor()
  expect(await axeFindings(page)).toEqual([])

  await page.getByRole('button', { name: 'Drop first_order of broken' }).click()
  await page.getByText('It cannot be undone.').waitFor()
  expect(await axeFindings(page)).toEqual([])
  await page.emulateMedia({ colorScheme: 'dark' })
  expect(await axeFindings(page)).toEqual([])
  await page.getByRole('button', { name: 'Drop', exact: true }).last().click()
  await of('first_order').waitFor({ state: 'detached' })

  await of('second_order').getByRole('link', { name: 'broken', exact: true }).click()
  await page.getByText('Events or stitches of this visitor are held.').waitFor()
  await page.getByRole('link', { name: 'Look at them' }).click()
  await pool.query(`update visitors set state = $1 where id = 'broken'`, [state])
  await pool.query(`update held_events set not_before = now() + interval '1 h'`)
  await page.getByRole('button', { name: 'Retry now: second_order of broken' }).click()
  await page.getByText('Nothing is held').waitFor()
  // The room of a broken visitor is refused, and says so.
  expect(faults.filter((fault) => !fault.includes('409'))).toEqual([])
}, 90_000)
