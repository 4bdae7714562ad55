export { capsOf, type Groups, type StartCaps } from './caps-of.ts'
export { moveStarts } from './move-starts-store.ts'
export { deleteStarts, startsOfVisitor } from './personal-store.ts'
export { refuseStarts, type Occasion, type Refusal } from './refuse-starts.ts'
