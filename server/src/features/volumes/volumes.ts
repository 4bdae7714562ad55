export type { Counted } from './counted.ts'
export { series, totals } from './read-store.ts'
export { addVolumes, dropVolumes, forgetVolumes } from './store.ts'
export { volumeSpan } from './volume-span.ts'
