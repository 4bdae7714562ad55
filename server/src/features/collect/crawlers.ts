const crawler =
  /\b(googlebot|bingbot|yandex(?:bot|images)|baiduspider|duckduckbot|slurp|applebot|ahrefsbot|semrushbot|mj12bot|dotbot|petalbot|bytespider|facebookexternalhit|twitterbot|linkedinbot)\b/i

/** Whether a user agent says that it is a well-known crawler. Their events are answered and dropped. */
export function isCrawler(userAgent: string | undefined): boolean {
  return userAgent !== undefined && crawler.test(userAgent)
}
