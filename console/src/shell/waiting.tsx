import { Center, Group, Loader, Text } from '@mantine/core'

/** Shown while the server has not said yet who is signed in. */
export function Waiting() {
  return (
    <Center mih="60vh" p="md">
      <Group gap="sm" role="status">
        <Loader size="sm" />
        <Text size="sm">Waiting for an answer from the server.</Text>
      </Group>
    </Center>
  )
}
