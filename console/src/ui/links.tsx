import { Anchor, Button, NavLink } from '@mantine/core'
import type { AnchorProps, ButtonProps, NavLinkProps } from '@mantine/core'
import { createLink } from '@tanstack/react-router'
import type { ReactNode, Ref } from 'react'

interface WithAnchor {
  readonly ref?: Ref<HTMLAnchorElement>
  readonly children?: ReactNode
}

/** A link in running text. */
export const TextLink = createLink((props: AnchorProps & WithAnchor) => <Anchor {...props} />)

/** A link that looks like a button, for going somewhere to do something. */
export const ButtonLink = createLink(({ ref, ...props }: ButtonProps & WithAnchor) => (
  <Button component="a" ref={ref} {...props} />
))

/** An entry of the navigation. */
export const RoomLink = createLink(({ ref, ...props }: NavLinkProps & WithAnchor) => (
  <NavLink component="a" ref={ref} {...props} />
))
