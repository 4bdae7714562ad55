export { createSpecification } from './edit.ts'
export { isAsked, type Known } from './is-asked.ts'
export { judgeBy, type JudgeEvent } from './judge-event.ts'
export { specificationRoutes } from './routes.ts'
export {
  allSpecifications,
  findSpecification,
  specificationsNamed,
  type SpecificationRow,
} from './store.ts'
export { verdictSubject } from './verdict-subject.ts'
