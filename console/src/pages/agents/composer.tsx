import { Button, Group, Text, Textarea } from '@mantine/core'
import { IconSend } from '@tabler/icons-react'
import { useState, type KeyboardEvent, type Ref, type SubmitEvent } from 'react'

interface ComposerProps {
  readonly disabled: boolean
  /** Why nothing can be sent. */
  readonly hint: string | null
  /** Answers whether the text was taken. */
  readonly onSend: (text: string) => Promise<boolean>
  readonly ref: Ref<HTMLTextAreaElement>
}

/** Where a message is written. Enter sends; with Shift it is a new line. */
export function Composer({ disabled, hint, onSend, ref }: ComposerProps) {
  const [text, setText] = useState('')
  const send = () => {
    if (disabled || text.trim() === '') return
    setText('')
    void onSend(text).then((isTaken) => {
      // What was refused can be mended, unless the next one is being written already.
      if (!isTaken) setText((typed) => (typed === '' ? text : typed))
    })
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    send()
  }
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return
    event.preventDefault()
    send()
  }
  return (
    <form onSubmit={submit}>
      <Group align="flex-end" gap="sm" wrap="nowrap">
        <Textarea
          ref={ref}
          label="Message"
          placeholder="Ask the agent something"
          autosize
          minRows={1}
          maxRows={8}
          flex={1}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          onKeyDown={press}
        />
        <Button type="submit" disabled={disabled} leftSection={<IconSend size={16} />}>
          Send
        </Button>
      </Group>
      {hint !== null && (
        <Text size="sm" c="dimmed" mt={6}>
          {hint}
        </Text>
      )}
    </form>
  )
}
