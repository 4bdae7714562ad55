export { faultInCondition, matcherOf, type Matcher } from './condition-matcher.ts'
export { createStream } from './create-stream.ts'
export { createDirectory, type Directory, type KnownStream } from './directory.ts'
export { testOf, type Test } from './operators.ts'
export { streamRoutes } from './routes.ts'
export { allFeeds, findStream, insertFeed, insertStream, listFeeds, lockStream, type FeedRow, type StreamRow } from './store.ts' // prettier-ignore
