export { findVisitor, listVisitors } from '../visitor-store.ts'
