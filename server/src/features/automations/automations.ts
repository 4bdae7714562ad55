export { createAutomations, type Automations } from './create-automations.ts'
export { automationRoutes } from './routes.ts'
export { streamTriggers, type StreamTrigger } from './store.ts'
