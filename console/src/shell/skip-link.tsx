import { Button } from '@mantine/core'
import { useFocusWithin } from '@mantine/hooks'

/** The first thing the Tab key reaches: past the navigation, to the page itself. */
export function SkipLink() {
  const { ref, focused } = useFocusWithin<HTMLAnchorElement>()
  return (
    <Button
      ref={ref}
      component="a"
      href="#content"
      pos="fixed"
      top={focused ? 10 : -80}
      left={10}
      style={{ zIndex: 1000 }}
      onClick={(event) => {
        event.preventDefault()
        document.getElementById('content')?.focus()
      }}
    >
      Skip to the page
    </Button>
  )
}
