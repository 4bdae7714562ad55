import { Group, Text } from '@mantine/core'

/** Name and sign of the product. */
export function Mark() {
  return (
    <Group gap={8} wrap="nowrap">
      <img src="/favicon.svg" width={26} height={26} alt="" />
      <Text component="span" fw={680} size="lg" lh={1}>
        Outcrop
      </Text>
    </Group>
  )
}
