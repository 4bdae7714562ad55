export { endTurn, takeTurn, type Turn, type TurnTaken } from './turn-store.ts'
export { forgetTurns } from './forget-turns-store.ts'
