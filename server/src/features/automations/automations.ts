export { createAutomations, type Automations } from './create-automations.ts'
export { automationRoutes } from './routes.ts'
export { eventTriggers, type EventTrigger } from './store.ts'
