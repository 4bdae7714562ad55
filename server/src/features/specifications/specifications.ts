export { judgeBy, type JudgeEvent } from './judge-event.ts'
export { specificationRoutes } from './routes.ts'
export { allSpecifications, specificationsNamed, type SpecificationRow } from './store.ts'
export { verdictSubject } from './verdict-subject.ts'
