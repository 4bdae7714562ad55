import type { AwsWords } from '@outcrop/contract'

/** Which of its two rates AWS means when it throttles; it says so in words only. */
export function throttledRate(aws: AwsWords | undefined): 'requests' | 'tokens' {
  return /tokens?\b/i.test(aws?.message ?? '') ? 'tokens' : 'requests'
}
