export { createAudience } from './edit.ts'
export { audienceRoutes } from './routes.ts'
export { allAudiences, audiencesOf, listAudiences, type AudienceRow } from './store.ts'
