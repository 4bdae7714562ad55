export { cooldownGroupRoutes } from './routes.ts'
export { allCooldownGroups, cooldownGroupIds, type CooldownGroupRow } from './store.ts'
