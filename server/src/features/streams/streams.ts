export { faultInCondition, maxExpressions, matcherOf, type Matcher } from './condition-matcher.ts'
export { createStream } from './create-stream.ts'
export { createDirectory, type Directory, type KnownStream } from './directory.ts'
export { testOf, type Test } from './operators.ts'
export { createFeed } from './edit-feed.ts'
export { allFeeds, listFeeds, refuseAsked, type FeedRow } from './feed-store.ts'
export { streamRoutes } from './routes.ts'
export { findStream, insertStream, lockStream, type StreamRow } from './store.ts' // prettier-ignore
