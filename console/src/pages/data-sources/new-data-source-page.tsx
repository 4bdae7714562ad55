import { useNavigate, useSearch } from '@tanstack/react-router'
import { api } from '../../api.ts'
import { InStream } from '../../ui/in-stream.tsx'
import { TextLink } from '../../ui/links.tsx'
import { Page } from '../../ui/page.tsx'
import { DataSourceForm } from './data-source-form.tsx'

/** Makes a data source. */
export function NewDataSourcePage() {
  const { stream_id: asked, key = '' } = useSearch({ from: '/shell/data-sources/new' })
  const navigate = useNavigate()
  return (
    <Page
      title="New data source"
      description="A site, an app or another system that sends events of a stream."
      above={<TextLink to="/data-sources">Data sources</TextLink>}
    >
      <InStream asked={asked}>
        {(stream_id) => (
          <DataSourceForm
            initial={{ stream_id, name: key, description: '', platform: 'web', key }}
            isSaved={false}
            save={({ key: wanted, ...rest }) =>
              api.createDataSource({ body: { ...rest, ...(wanted !== '' && { key: wanted }) } })
            }
            onSaved={({ id }) =>
              navigate({ to: '/data-sources/$id', params: { id }, ignoreBlocker: true })
            }
          />
        )}
      </InStream>
    </Page>
  )
}
