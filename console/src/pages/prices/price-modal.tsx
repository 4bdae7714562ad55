import { Button, Group, SimpleGrid, Stack, Text, TextInput } from '@mantine/core'
import type { Price } from '@outcrop/contract'
import { useState } from 'react'
import { api } from '../../api.ts'
import { Dialog } from '../../ui/dialog.tsx'
import { Failure } from '../../ui/failure.tsx'
import { useSaving } from '../../ui/use-saving.ts'
import { draftOf, newPriceOf, type PriceDraft } from './price-draft.ts'

const fields = [
  { name: 'input', path: 'input_usd_per_million', label: 'Input', required: true },
  { name: 'output', path: 'output_usd_per_million', label: 'Output', required: true },
  { name: 'cacheRead', path: 'cache_read_usd_per_million', label: 'Read from the model’s cache', required: false },
  { name: 'cacheWrite', path: 'cache_write_usd_per_million', label: 'Written to the model’s cache', required: false },
] as const // prettier-ignore

interface PriceModalProps {
  /** The price to change; null for a new one. */
  readonly price: Price | null
  readonly onClose: () => void
}

/** Sets what the organization pays for a model. */
export function PriceModal({ price, onClose }: PriceModalProps) {
  const [draft, setDraft] = useState<PriceDraft>(draftOf(price))
  const saving = useSaving({
    save: () => api.setPrice({ body: newPriceOf(draft) }),
    shown: ['model', ...fields.map(({ path }) => path)],
    changes: ['prices'],
    onSaved: onClose,
  })
  const change = (part: Partial<PriceDraft>) => setDraft((before) => ({ ...before, ...part }))
  return (
    <Dialog onClose={onClose} title={price ? 'Set price' : 'New price'}>
      <form onSubmit={saving.submit}>
        <Stack>
          {saving.failure !== null && <Failure error={saving.failure} />}
          <TextInput
            label="Model"
            description="A model id, or the ARN exactly as steps name it"
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            required
            readOnly={price !== null}
            data-autofocus={price === null ? true : undefined}
            value={draft.model}
            error={saving.problems['model']}
            onChange={(event) => change({ model: event.currentTarget.value })}
          />
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            {fields.map(({ name, path, label, required }) => (
              <TextInput
                key={name}
                label={label}
                required={required}
                inputMode="decimal"
                placeholder={required ? '0.25' : 'As input'}
                value={draft[name]}
                error={saving.problems[path]}
                onChange={(event) => change({ [name]: event.currentTarget.value })}
              />
            ))}
          </SimpleGrid>
          <Text size="xs" c="dimmed">
            US dollars per million tokens. The price counts for calls from now on.
          </Text>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" loading={saving.isPending}>
              Set price
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
