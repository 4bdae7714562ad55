import type { ProfileCondition } from '@outcrop/contract'
import { Button, Card, Group, Stack } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState, type SubmitEvent } from 'react'
import { attributesQuery } from '../../queries.ts'
import { asGroup } from '../../ui/conditions/condition-tree.ts'
import { emptyProfileComparison } from '../../ui/conditions/edit-comparison.ts'
import { isFilledIn } from '../../ui/conditions/is-filled-in.ts'
import { heldScopes } from '../../ui/conditions/held-scopes.ts'
import { ProfileConditionBuilder } from '../../ui/conditions/profile-condition-builder.tsx'

interface VisitorConditionProps {
  readonly streamId: string
  /** What is searched by now; undefined when all visitors are listed. */
  readonly condition: ProfileCondition | undefined
  readonly onChange: (condition: ProfileCondition | undefined) => void
}

const words = { everything: 'every visitor', nothing: 'no visitor' } as const
const none: readonly string[] = []
const noProblems = {}

/** What visitors are searched by: a condition as that of an audience, out of the way until it is wanted. */
export function VisitorCondition({ streamId, condition, onChange }: VisitorConditionProps) {
  const [draft, setDraft] = useState(condition)
  const attributes = useQuery(attributesQuery(streamId)).data?.items ?? []
  if (!draft) {
    return (
      <Group>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconSearch size={14} />}
          onClick={() => setDraft({ all: [emptyProfileComparison] })}
        >
          Search by attributes
        </Button>
      </Group>
    )
  }
  const search = (event: SubmitEvent) => {
    event.preventDefault()
    onChange(draft)
  }
  return (
    <Card component="form" role="search" aria-label="Search by attributes" onSubmit={search}>
      <Stack gap="sm">
        <ProfileConditionBuilder
          condition={draft}
          choices={{ scopes: heldScopes, attributes, eventAttributes: none, hasEvent: false }}
          words={words}
          problems={noProblems}
          path="condition"
          onChange={(next) => setDraft(asGroup(next))}
        />
        <Group gap="xs">
          <Button
            type="submit"
            size="xs"
            leftSection={<IconSearch size={14} />}
            disabled={!isFilledIn(draft, attributes)}
          >
            Search
          </Button>
          <Button
            size="xs"
            variant="subtle"
            onClick={() => {
              setDraft(undefined)
              onChange(undefined)
            }}
          >
            Show all visitors
          </Button>
        </Group>
      </Stack>
    </Card>
  )
}
