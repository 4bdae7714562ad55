import { Alert, Card, SegmentedControl, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { policiesQuery } from '../../queries.ts'
import { CopyBlock } from '../../ui/copy-block.tsx'
import { Loaded } from '../../ui/loaded.tsx'

const formats = [
  { value: 'json', label: 'JSON' },
  { value: 'cloudformation', label: 'CloudFormation' },
  { value: 'terraform', label: 'Terraform' },
] as const
type Format = (typeof formats)[number]['value']

/** The IAM policies that the organization's use of a provider needs, ready to be copied. */
export function PoliciesPanel({ providerId }: { readonly providerId: string }) {
  const policies = useQuery(policiesQuery(providerId))
  const [format, setFormat] = useState<Format>('json')
  return (
    <Stack gap="lg" maw={820}>
      <Text c="dimmed">
        The least that IAM must allow for everything that your automations, published or drafted,
        use this provider for.
      </Text>
      <SegmentedControl<Format>
        aria-label="Format"
        data={[...formats]}
        value={format}
        onChange={setFormat}
        style={{ alignSelf: 'flex-start' }}
      />
      <Loaded query={policies} height={300}>
        {({ documents, notes, ...texts }) => (
          <>
            {notes.map((note) => (
              <Alert key={note} color="yellow" role="note">
                {note}
              </Alert>
            ))}
            {format === 'json' ? (
              documents.map(({ kind, title, document }) => (
                <Card key={kind}>
                  <Title order={2} size="h5" mb="sm">
                    {title}
                  </Title>
                  <CopyBlock text={JSON.stringify(document, null, 2)} what={`${kind} policy`} />
                </Card>
              ))
            ) : (
              <Card>
                <CopyBlock text={texts[format]} what={`${format} text`} maxHeight={640} />
              </Card>
            )}
          </>
        )}
      </Loaded>
    </Stack>
  )
}
