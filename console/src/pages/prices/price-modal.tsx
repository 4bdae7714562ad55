import { SimpleGrid, Text, TextInput } from '@mantine/core'
import type { Price } from '@outcrop/contract'
import { api } from '../../api.ts'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { useEditing } from '../../ui/use-editing.ts'
import { draftOf, newPriceOf } from './price-draft.ts'

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
  const editing = useEditing({
    initial: draftOf(price),
    save: (draft) => api.setPrice({ body: newPriceOf(draft) }),
    draftOf,
    shown: ['model', ...fields.map(({ path }) => path)],
    changes: ['prices'],
    onSaved: onClose,
  })
  const { draft, change, problems, isDirty } = editing
  return (
    <FormDialog
      title={price ? 'Set price' : 'New price'}
      label="Set price"
      saving={editing}
      isDirty={isDirty}
      onClose={onClose}
    >
      <TextInput
        label="Model"
        description="A model id, or the ARN exactly as steps name it"
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        required
        readOnly={price !== null}
        data-autofocus={price === null ? true : undefined}
        value={draft.model}
        error={problems['model']}
        onChange={(event) => change({ model: event.currentTarget.value })}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }}>
        {fields.map(({ name, path, label, required }, index) => (
          <TextInput
            key={name}
            label={label}
            required={required}
            inputMode="decimal"
            data-autofocus={(price !== null && index === 0) || undefined}
            placeholder={required ? '0.25' : 'As input'}
            value={draft[name]}
            error={problems[path]}
            onChange={(event) => change({ [name]: event.currentTarget.value })}
          />
        ))}
      </SimpleGrid>
      <Text size="xs" c="dimmed">
        US dollars per million tokens. The price counts for calls from now on.
      </Text>
    </FormDialog>
  )
}
