#!/usr/bin/env node
// The sources run as they are: tsx strips the types while loading.
import { register } from 'tsx/esm/api'

register()
await import('../src/main.ts')
