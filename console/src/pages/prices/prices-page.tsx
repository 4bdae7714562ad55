import { Badge, Button, Group } from '@mantine/core'
import type { Price } from '@outcrop/contract'
import { IconPlus, IconReceipt } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { DataTableColumn } from 'mantine-datatable'
import { useState } from 'react'
import { api } from '../../api.ts'
import { pricesQuery } from '../../queries.ts'
import { ConfirmButton } from '../../ui/confirm-button.tsx'
import { ListRoom } from '../../ui/list-room.tsx'
import { wide } from '../../ui/wide.ts'
import { PriceModal } from './price-modal.tsx'
import { May } from '../../ui/may.tsx'
import { useMay } from '../../ui/use-may.ts'

type Row = Omit<Price, 'id'> & { readonly id: string; readonly priceId: string | null }

const money = (title: string, pick: (price: Row) => string | null, isWide = false) => ({
  accessor: title,
  title,
  textAlign: 'right' as const,
  ...(isWide && wide),
  render: (price: Row) => pick(price) ?? '–',
})

function DeletePrice({ id, model }: { readonly id: string; readonly model: string }) {
  return (
    <ConfirmButton
      operation="deletePrice"
      label="Delete"
      title={`Delete the price of ${model}?`}
      inRow
      onConfirm={() => api.deletePrice({ params: { id } })}
      changes={['prices']}
    >
      Calls from now on cost the list price, or an unknown one where there is no list price.
    </ConfirmButton>
  )
}

/** What the tokens of each model cost. */
export function PricesPage() {
  const prices = useQuery(pricesQuery())
  const mayChange = useMay('setPrice')
  const [editing, setEditing] = useState<Price | 'new' | null>(null)
  const columns: DataTableColumn<Row>[] = [
    {
      accessor: 'model',
      render: ({ model, source }) => (
        <Group gap="xs" style={{ wordBreak: 'break-all' }}>
          {model}
          {source === 'organization' && <Badge size="sm">Yours</Badge>}
        </Group>
      ),
    },
    money('Input', (price) => price.input_usd_per_million),
    money('Output', (price) => price.output_usd_per_million),
    money('Cache read', (price) => price.cache_read_usd_per_million, true),
    money('Cache write', (price) => price.cache_write_usd_per_million, true),
    {
      accessor: 'actions',
      hidden: !mayChange,
      title: 'Actions',
      textAlign: 'right',
      render: ({ priceId, ...price }) => (
        <Group gap={4} justify="flex-end" wrap="nowrap">
          <May do="setPrice">
            <Button
              size="xs"
              variant="subtle"
              aria-label={`Set the price of ${price.model}`}
              onClick={() => setEditing({ ...price, id: priceId })}
            >
              Set
            </Button>
          </May>
          {priceId !== null && <DeletePrice id={priceId} model={price.model} />}
        </Group>
      ),
    },
  ]
  const create = (
    <May do="setPrice">
      <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing('new')}>
        New price
      </Button>
    </May>
  )
  return (
    <ListRoom
      title="Prices"
      description="US dollars per million tokens. The list is that of AWS for US East; set your own where you pay another price."
      create={create}
      query={prices}
      columns={columns}
      empty={{
        icon: IconReceipt,
        title: 'No price is known',
        text: 'Without a price the cost of a call stays unknown.',
      }}
    >
      {editing && (
        <PriceModal price={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />
      )}
    </ListRoom>
  )
}
