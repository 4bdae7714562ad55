import { Button, Collapse } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { JsonView } from '../../ui/json-view.tsx'

interface LineDetailProps {
  readonly detail: Readonly<Record<string, unknown>> | undefined
}

/** More about a line, for those who ask. */
export function LineDetail({ detail }: LineDetailProps) {
  const [opened, { toggle }] = useDisclosure(false)
  if (!detail || Object.keys(detail).length === 0) return null
  return (
    <div>
      <Button variant="subtle" size="compact-xs" onClick={toggle} aria-expanded={opened}>
        {opened ? 'Hide detail' : 'Show detail'}
      </Button>
      <Collapse expanded={opened} keepMounted={false}>
        <JsonView value={detail} what="detail" maxHeight={280} />
      </Collapse>
    </div>
  )
}
