/** The key pair that the emulator knows from the start. It is public and opens nothing else. */
export const emulatorCredentials = {
  accessKeyId: 'AKIAEMULATOR00000001',
  secretAccessKey: 'emulator-secret-key-do-not-use-elsewhere',
} as const
