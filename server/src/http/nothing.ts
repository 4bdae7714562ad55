import { sent } from '@outcrop/contract'
import { z } from 'zod'

/** For operations that take no parameters, or no body: what they would pass over was meant to do something. */
export const nothing = sent(z.object({}))
