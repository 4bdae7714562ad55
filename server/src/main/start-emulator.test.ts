import { startEmulator as emulate } from '@outcrop/emulator'
import { expect, it } from 'vitest'
import { startEmulator } from './start-emulator.ts'

it('uses the emulator that is named, and leaves it running', async () => {
  const running = await emulate()
  const emulator = await startEmulator({ emulatorUrl: running.url, emulatorPort: 0 })
  expect(emulator.url).toBe(running.url)
  await emulator.close()
  expect((await fetch(running.url)).status).toBeGreaterThan(0)
  await running.close()
})

it('says so when nothing answers there', async () => {
  await expect(
    startEmulator({ emulatorUrl: 'http://127.0.0.1:1', emulatorPort: 0 }),
  ).rejects.toThrow('No emulator answers at http://127.0.0.1:1. Start it with "outcrop emulator"')
})

it('says so when its port is taken', async () => {
  const running = await emulate()
  const port = Number(new URL(running.url).port)
  await expect(startEmulator({ emulatorUrl: undefined, emulatorPort: port })).rejects.toThrow(
    `Port ${port} is taken by another program. Stop that program, choose another port with OUTCROP_EMULATOR_PORT`,
  )
  await running.close()
})
