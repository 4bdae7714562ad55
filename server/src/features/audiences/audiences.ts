export { audienceRoutes } from './routes.ts'
export { allAudiences, audiencesOf, listAudiences, type AudienceRow } from './store.ts'
