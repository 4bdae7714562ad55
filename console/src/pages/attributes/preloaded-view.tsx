import type { Attribute } from '@outcrop/contract'
import { Alert, Stack } from '@mantine/core'
import { FactList } from '../../ui/fact-list.tsx'
import { words } from '../../ui/format.ts'
import { JsonView } from '../../ui/json-view.tsx'
import { typeLabels } from './change-labels.ts'

/** An attribute that comes with every stream, to be looked at. */
export function PreloadedView({ attribute }: { readonly attribute: Attribute }) {
  const { name, type, scope, description, enrichments } = attribute
  return (
    <Stack gap="lg" maw={980}>
      <Alert color="gray" role="note" title="This attribute comes with every stream">
        It stays as it is. Make an attribute of your own where you need other enrichments.
      </Alert>
      <FactList
        facts={[
          ['Name', name],
          ['Type', typeLabels[type]],
          ['Belongs to', words(scope)],
          ['Description', description],
        ]}
      />
      <JsonView value={enrichments} what="enrichments" />
    </Stack>
  )
}
