export { capsOf, type StartCaps } from './caps-of.ts'
export { deleteStarts } from './erasure-store.ts'
export { refuseStarts, type Occasion, type Refusal } from './refuse-starts.ts'
