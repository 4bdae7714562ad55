import { z } from 'zod'
import { id } from './id.ts'
import { time } from './page.ts'
import { volume } from './volume.ts'

/** What kind of system a data source is. It changes nothing but how the source is shown. */
export const platforms = ['web', 'ios', 'android', 'server', 'webhook', 'import', 'other'] as const
export type Platform = (typeof platforms)[number]

const fields = z.object({
  name: z.string().trim().min(1).max(100).describe('What people call it'),
  description: z.string().max(2000).default('').describe('What sends its events'),
  platform: z
    .enum(platforms)
    .default('other')
    .describe('What kind of system it is; it changes nothing but how it is shown'),
})

export const newDataSource = fields.extend({
  stream_id: id('stream'),
  key: z
    .string()
    .regex(/^[\p{L}\p{N}\p{P}\p{S} ]{1,100}$/u, 'must be 1 to 100 printable characters')
    .optional()
    .describe('What its events carry as `tealium_datasource`. Made when left out; it never changes'), // prettier-ignore
})
export type NewDataSource = z.infer<typeof newDataSource>

/** Absent members stay as they are. The key always does: senders carry it. */
export const dataSourcePatch = z.object({
  name: fields.shape.name.optional(),
  description: fields.shape.description.unwrap().optional().describe('What sends its events'),
  platform: fields.shape.platform.unwrap().optional().describe('What kind of system it is'),
})
export type DataSourcePatch = z.infer<typeof dataSourcePatch>

/** A site, an app or another system that sends events of a stream. */
export const dataSource = newDataSource.required().extend({
  id: id('dataSource'),
  ...volume.shape,
  created_at: time,
  updated_at: time,
})
export type DataSource = z.infer<typeof dataSource>

/** Stands in the place of a data source for events that name none. */
export const noSource = 'none'

/** A key that events carry, and that no data source of their stream has. */
export const unknownSource = z.object({
  stream_id: id('stream'),
  key: z.string().describe('What events carry as `tealium_datasource`'),
  events: z.number().int().describe('Since it was first seen'),
  first_event_at: time,
  last_event_at: time,
})
export type UnknownSource = z.infer<typeof unknownSource>

/** Events of a stream with data sources that name none at all. */
export const unsourcedEvents = volume.extend({
  stream_id: id('stream').describe('The stream that they came in'),
})
export type UnsourcedEvents = z.infer<typeof unsourcedEvents>

/** Events of a data source over time, without gaps, oldest first. */
export const dataSourceVolume = z.object({
  step: z.enum(['hour', 'day']).describe('What one item covers'),
  items: z
    .array(
      z.object({
        at: time,
        events: z.number().int().describe('How many came in that hour or day'),
      }),
    )
    .describe('Oldest first'),
})
export type DataSourceVolume = z.infer<typeof dataSourceVolume>
