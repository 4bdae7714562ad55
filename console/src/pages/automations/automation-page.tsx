import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { automationQuery } from '../../queries.ts'
import { Loaded } from '../../ui/loaded.tsx'
import { AutomationEditor } from './automation-editor.tsx'

/** One automation, to be changed. */
export function AutomationPage() {
  const { id } = useParams({ from: '/shell/automations/$id' })
  const automation = useQuery(automationQuery(id))
  return (
    <Loaded query={automation} height={640}>
      {(data) => <AutomationEditor key={data.id} initial={data.draft} saved={data} />}
    </Loaded>
  )
}
