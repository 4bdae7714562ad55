import {
  ApiProblem,
  type Attribute,
  type AudienceEstimate,
  type ProfileCondition,
} from '@outcrop/contract'
import { Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { audienceEstimateQuery } from '../../visitor-queries.ts'
import { isFilledIn } from '../../ui/conditions/is-filled-in.ts'
import { describeEstimate } from './describe-estimate.ts'

interface SizeEstimateProps {
  readonly streamId: string
  readonly condition: ProfileCondition
  /** What the condition can ask about. */
  readonly attributes: readonly Attribute[]
}

/** How many visitors would be in an audience, while its condition is being made. */
export function SizeEstimate({ streamId, condition, attributes }: SizeEstimateProps) {
  const [settled] = useDebouncedValue(condition, 500)
  const isWhole = isFilledIn(settled, attributes)
  const { data, error } = useQuery({
    ...audienceEstimateQuery(streamId, settled),
    enabled: isWhole,
  })
  return (
    <Text size="sm" role="status" aria-label="Size">
      {isWhole ? said(data, error) : unfinished}
    </Text>
  )
}

const unfinished = 'Finish the condition to see how many visitors it takes in.'

function said(estimate: AudienceEstimate | undefined, error: unknown): string {
  if (estimate) return describeEstimate(estimate)
  if (!error) return 'Looking how many visitors it takes in …'
  return error instanceof ApiProblem && error.problem.code === 'invalid-input'
    ? unfinished
    : 'How many visitors it takes in cannot be told right now.'
}
