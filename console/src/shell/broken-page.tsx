import { Container } from '@mantine/core'
import type { ErrorComponentProps } from '@tanstack/react-router'
import { useRouter } from '@tanstack/react-router'
import { Failure } from '../ui/failure.tsx'
import { Page } from '../ui/page.tsx'

/** Shown in place of a page that could not be shown. */
export function BrokenPage({ error, reset }: ErrorComponentProps) {
  const router = useRouter()
  const retry = () => {
    reset()
    void router.invalidate()
  }
  return (
    <Container size="sm" py="xl">
      <Page title="This page could not be shown">
        <Failure error={error} onRetry={retry} />
      </Page>
    </Container>
  )
}
