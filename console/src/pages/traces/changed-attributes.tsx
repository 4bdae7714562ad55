import { Table, Text } from '@mantine/core'
import { z } from 'zod'

const value = z.unknown()

/** The detail of a line that says what became of attributes. */
export const attributeChanges = z.object({
  changes: z.array(
    z.object({ scope: z.string(), attribute: z.string(), before: value, after: value }),
  ),
})

interface ChangedAttributesProps {
  readonly changes: z.infer<typeof attributeChanges>['changes']
}

const Value = ({ of }: { readonly of: unknown }) =>
  of === null || of === undefined ? (
    <Text size="xs" c="dimmed">
      none
    </Text>
  ) : (
    <Text size="xs" ff="monospace" style={{ overflowWrap: 'anywhere' }}>
      {typeof of === 'string' ? of : JSON.stringify(of)}
    </Text>
  )

/** What each attribute was before an event, and what it is since. */
export function ChangedAttributes({ changes }: ChangedAttributesProps) {
  return (
    <Table aria-label="Changed attributes" layout="fixed" verticalSpacing={4} fz="xs">
      <Table.Thead>
        <Table.Tr>
          <Table.Th>Attribute</Table.Th>
          <Table.Th>Before</Table.Th>
          <Table.Th>After</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {changes.map(({ scope, attribute, before, after }) => (
          <Table.Tr key={`${scope} ${attribute}`}>
            <Table.Th scope="row" fw={400} style={{ overflowWrap: 'anywhere' }}>
              {attribute}
              {scope === 'visit' && (
                <Text span size="xs" c="dimmed">
                  {' '}
                  of the visit
                </Text>
              )}
            </Table.Th>
            <Table.Td>
              <Value of={before} />
            </Table.Td>
            <Table.Td>
              <Value of={after} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
