import { Button, Group, Select } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { NewStreamModal } from '../pages/streams/new-stream-modal.tsx'
import { streamsQuery } from '../queries.ts'
import { streamName } from './stream-name.ts'
import { May } from './may.tsx'

interface StreamSelectProps {
  readonly value: string | null
  readonly onChange: (id: string) => void
  readonly error?: string | undefined
  readonly disabled?: boolean
}

/** A choice of stream, with a way to make one that is missing. */
export function StreamSelect({ value, onChange, error, disabled = false }: StreamSelectProps) {
  const [opened, { open, close }] = useDisclosure(false)
  const streams = useQuery(streamsQuery())
  return (
    <>
      <Group align="flex-end" gap="xs" wrap="nowrap">
        <Select
          label="Stream"
          placeholder="Choose a stream"
          flex={1}
          required
          allowDeselect={false}
          disabled={disabled}
          data={(streams.data?.items ?? []).map((stream) => ({
            value: stream.id,
            label: streamName(stream),
          }))}
          value={value}
          error={error}
          onChange={(chosen) => {
            if (chosen !== null) onChange(chosen)
          }}
        />
        <May do="createStream">
          {!disabled && (
            <Button variant="default" leftSection={<IconPlus size={16} />} onClick={open}>
              New stream
            </Button>
          )}
        </May>
      </Group>
      {opened && <NewStreamModal onClose={close} onCreated={({ id }) => onChange(id)} />}
    </>
  )
}
