import type { Attribute } from '@outcrop/contract'

/** What people call an attribute: its title, or its name where it has none. */
export const attributeTitle = ({ name, title }: Pick<Attribute, 'name' | 'title'>): string =>
  title === '' ? name : title
