import { answerMessages } from '../rig/answer-messages.ts'
import { callTask } from '../load/call-task.ts'
import { inLanes } from '../load/in-lanes.ts'
import { bareConverse } from './converse.ts'

// Makes so many bare SDK calls, so many at a time, and says what they cost.
answerMessages(callTask, (task) => inLanes(task, bareConverse(task.emulatorUrl, task.concurrency)))
