import { CopyBlock } from './copy-block.tsx'

interface JsonViewProps {
  readonly value: unknown
  readonly what: string
  readonly maxHeight?: number
}

/** A JSON value, set out to be read and copied. */
export function JsonView({ value, ...rest }: JsonViewProps) {
  return <CopyBlock text={JSON.stringify(value, null, 2)} {...rest} />
}
