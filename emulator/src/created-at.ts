/** When everything was made: a fixed moment, because what an emulator is given has no history. */
export const createdAt = '2025-01-01T00:00:00Z'
