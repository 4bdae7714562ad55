export { matcherOf, type Matcher } from './condition-matcher.ts'
export { createDirectory, type Directory, type KnownStream } from './directory.ts'
export { streamRoutes } from './routes.ts'
export { allFeeds, findStream, insertFeed, insertStream, listFeeds, type FeedRow, type StreamRow } from './store.ts' // prettier-ignore
