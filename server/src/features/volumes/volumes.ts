export type { Counted } from './counted.ts'
export { series, totals } from './read-store.ts'
export { addVolumes, dropVolumes } from './store.ts'
export { volumeSpan } from './volume-span.ts'
