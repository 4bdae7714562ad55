export { checkAudience } from './checks/check-audience.ts'
export { createAttribute } from './edit.ts'
export { isIdBackfillOpen, lockIdBackfill, moveIdBackfill, type IdBackfill } from './id-backfill-store.ts' // prettier-ignore
export { knownAttributes } from './known-attributes.ts'
export { preloadAttributes } from './preloaded-store.ts'
export { attributeRoutes } from './routes.ts'
export { allAttributes, attributesOf, type AttributeRow } from './store.ts'
