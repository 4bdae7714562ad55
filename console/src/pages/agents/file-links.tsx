import type { AgentFile } from '@outcrop/contract'
import { Anchor, Group } from '@mantine/core'
import { IconFile } from '@tabler/icons-react'

/** Files that the agent made, to be saved. */
export function FileLinks({ files }: { readonly files: readonly AgentFile[] }) {
  return (
    <Group gap="md">
      {files.map(({ name, data }) => (
        <Anchor
          key={name}
          size="sm"
          download={name}
          // Never opened as what it claims to be: it is only saved.
          href={`data:application/octet-stream;base64,${data}`}
        >
          <Group gap={4} component="span">
            <IconFile size={14} aria-hidden />
            {name}
          </Group>
        </Anchor>
      ))}
    </Group>
  )
}
