#!/usr/bin/env -S node --max-semi-space-size=32
// The sources run as they are: tsx strips the types while loading. Young objects get more room than
// usual: what lives for one call of a model is then rarely copied by the garbage collector.
import { register } from 'tsx/esm/api'

register()
await import('../src/main.ts')
