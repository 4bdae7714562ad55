export { startEmulator, type Emulator, type EmulatorOptions } from './start-emulator.ts'
export { configurationSchema, type Configuration } from './configuration.ts'
export { defaultAccounts } from './default-accounts.ts'
export type { FaultInput } from './faults/fault-schema.ts'
