import { noSource, routes } from '@outcrop/contract'
import { mount, type App } from '../../http/mount.ts'
import { pageOf } from '../../http/page.ts'
import { series, totals, volumeSpan } from '../volumes/volumes.ts'
import { changeDataSource, createDataSource, dataSourceRow, removeDataSource, type DataSourceEditing } from './edit.ts' // prettier-ignore
import { dataSourceOf } from './shapes.ts'
import { listDataSources, streamsWithSources, type DataSourceRow } from './store.ts'
import { listUnknown } from './unknown-store.ts'

export function dataSourceRoutes(app: App, editing: DataSourceEditing): void {
  const { pool, now } = editing
  const one = async (row: DataSourceRow) => {
    const volumeOf = await totals(pool, [subjectOf(row)], now())
    return dataSourceOf(row, volumeOf(subjectOf(row)))
  }
  mount(app, routes.listDataSources, async ({ query, caller }) => {
    const page = { ...query, limit: query.limit + 1, streamId: query.stream_id }
    const rows = await listDataSources(pool, caller.organizationId, page)
    const volumeOf = await totals(pool, rows.map(subjectOf), now())
    return pageOf(query.limit, rows, (row) => dataSourceOf(row, volumeOf(subjectOf(row))))
  })
  mount(app, routes.getDataSource, async ({ params, caller }) =>
    one(await dataSourceRow(pool, caller.organizationId, params.id)),
  )
  mount(app, routes.createDataSource, async ({ body, caller }) =>
    one(await createDataSource(editing, caller.organizationId, body)),
  )
  mount(app, routes.updateDataSource, async ({ params, body, caller }) =>
    one(await changeDataSource(editing, caller.organizationId, params.id, body)),
  )
  mount(app, routes.deleteDataSource, async ({ params, caller }) => {
    await removeDataSource(editing, caller.organizationId, params.id)
    return null
  })
  mount(app, routes.getDataSourceVolume, async ({ params, query, caller }) => {
    const row = await dataSourceRow(pool, caller.organizationId, params.id)
    const span = volumeSpan(query.hours, now())
    return { step: span.step, items: await series(pool, subjectOf(row), span) }
  })
  mount(app, routes.listUnsourcedEvents, async ({ query, caller }) => {
    const streams = await streamsWithSources(pool, caller.organizationId, query.stream_id)
    const subjects = streams.map((streamId) => ({ streamId, subject: noSource }))
    const volumeOf = await totals(pool, subjects, now())
    return { items: subjects.map((one) => ({ stream_id: one.streamId, ...volumeOf(one) })) }
  })
  mount(app, routes.listUnknownSources, async ({ query, caller }) => ({
    items: await listUnknown(pool, caller.organizationId, query.stream_id),
  }))
}

const subjectOf = ({ id, stream_id }: DataSourceRow) => ({ streamId: stream_id, subject: id })
