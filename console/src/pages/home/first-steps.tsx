import { Button, Card, List, Stack, Text, ThemeIcon, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { IconCheck, IconCircleDashed } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { CopyBlock } from '../../ui/copy-block.tsx'
import { eventCommand } from '../../ui/event-command.ts'
import { ButtonLink } from '../../ui/links.tsx'
import { NewStreamModal } from '../streams/new-stream-modal.tsx'
import { firstEvent, stepsDone, type Beginning } from './steps-done.ts'
import { May } from '../../ui/may.tsx'

interface StepProps {
  readonly done: boolean
  readonly title: string
  readonly children: ReactNode
}

function Step({ done, title, children }: StepProps) {
  return (
    <List.Item
      icon={
        <ThemeIcon size={24} radius="xl" variant="light" color={done ? 'lichen' : 'gray'}>
          {done ? <IconCheck size={16} /> : <IconCircleDashed size={16} />}
        </ThemeIcon>
      }
    >
      <Text fw={550} td={done ? 'line-through' : 'none'}>
        {title}
      </Text>
      {!done && (
        <Stack gap="xs" align="flex-start">
          {children}
        </Stack>
      )}
    </List.Item>
  )
}

/** Leads an empty organization to its first answer event; gone once every step is taken. */
export function FirstSteps({ beginning }: { readonly beginning: Beginning }) {
  const [opened, { open, close }] = useDisclosure(false)
  const done = stepsDone(beginning)
  if (Object.values(done).every(Boolean)) return null
  const [stream] = beginning.streams
  return (
    <Card>
      <Title order={2} size="h4" mb="md">
        First steps
      </Title>
      <List
        spacing="md"
        center={false}
        styles={{
          itemWrapper: { alignItems: 'flex-start', width: '100%' },
          itemLabel: { flex: 1, minWidth: 0 },
        }}
      >
        <Step done={done.stream} title="Create a stream">
          <Text size="sm">A stream takes the events of one account and profile.</Text>
          <May do="createStream" orSay>
            <Button size="xs" onClick={open}>
              Create a stream
            </Button>
          </May>
        </Step>
        <Step done={done.provider} title="Connect Amazon Bedrock">
          <Text size="sm">
            Create a provider and run Test connection. Without an AWS account, choose the emulator
            that Outcrop brings along.
          </Text>
          <May do="createProvider" orSay>
            <ButtonLink size="xs" to="/providers/new">
              Create a provider
            </ButtonLink>
          </May>
        </Step>
        <Step done={done.action} title="Publish an action">
          <Text size="sm">An action asks a model about each event of a feed.</Text>
          <May do="createAutomation" orSay>
            <ButtonLink size="xs" to="/automations/new" search={{}}>
              Create an action
            </ButtonLink>
          </May>
        </Step>
        <Step done={done.event} title="Send your first event">
          {stream ? (
            <CopyBlock
              what="command"
              text={eventCommand(window.location.origin, firstEvent(stream))}
            />
          ) : (
            <Text size="sm">Create a stream first; the command for it appears here.</Text>
          )}
        </Step>
      </List>
      {opened && <NewStreamModal onClose={close} />}
    </Card>
  )
}
