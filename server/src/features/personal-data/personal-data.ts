export { startErasing } from './erasing.ts'
export { personalDataRoutes } from './routes.ts'
