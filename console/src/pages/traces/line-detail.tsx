import type { TraceLine } from '@outcrop/contract'
import { JsonView } from '../../ui/json-view.tsx'
import { attributeChanges, ChangedAttributes } from './changed-attributes.tsx'

/** The detail of a trace line: changes of attributes side by side, anything else as it is. */
export function LineDetail({ detail }: Pick<TraceLine, 'detail'>) {
  const changed = attributeChanges.safeParse(detail)
  return changed.success ? (
    <ChangedAttributes changes={changed.data.changes} />
  ) : (
    <JsonView value={detail} what="detail" maxHeight={280} />
  )
}
