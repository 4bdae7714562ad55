import type { Attribute } from '@outcrop/contract'
import { Table, Text } from '@mantine/core'
import { attributeTitle } from '../../ui/attribute-title.ts'
import { TextLink } from '../../ui/links.tsx'
import { AttributeValue } from './attribute-value.tsx'

interface AttributeListProps {
  readonly label: string
  readonly values: Readonly<Record<string, unknown>>
  readonly attributes: readonly Attribute[]
}

/** What is kept, the newest attribute first. Badges are shown elsewhere. */
export function AttributeList({ label, values, attributes }: AttributeListProps) {
  const kept = attributes.filter(
    ({ name, type }) => type !== 'badge' && Object.hasOwn(values, name),
  )
  if (kept.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        Nothing is kept yet. Create an attribute with an enrichment, and send an event.
      </Text>
    )
  }
  return (
    <Table aria-label={label} layout="fixed" verticalSpacing={6} horizontalSpacing={0}>
      <Table.Tbody>
        {kept.map((attribute) => (
          <Table.Tr key={attribute.id}>
            <Table.Th scope="row" w="40%" fw={400} pr="sm" style={{ verticalAlign: 'top' }}>
              <TextLink to="/attributes/$id" params={{ id: attribute.id }} size="sm">
                {attributeTitle(attribute)}
              </TextLink>
            </Table.Th>
            <Table.Td style={{ overflowWrap: 'anywhere' }}>
              <AttributeValue
                type={attribute.type}
                value={values[attribute.name]}
                what={attribute.name}
              />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
