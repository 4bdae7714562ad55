import type { Model } from '../../catalogue/model-schema.ts'
import { isJsonObject, type JsonObject } from '../../json.ts'
import { malformedForModel } from '../../model/malformed.ts'
import { notAnObject } from '../not-an-object.ts'
import type { ConverseRequest } from '../request.ts'
import { checkClaudeFields } from './check-claude-fields.ts'
import { checkNovaFields } from './check-nova-fields.ts'

type Check = (fields: JsonObject, request: ConverseRequest, model: Model) => void

const checks: Record<Exclude<Model['family'], 'titan-embed'>, Check> = {
  claude: checkClaudeFields,
  nova: checkNovaFields,
  'titan-text': takeNothing,
  llama: takeNothing,
  // Open-weight models pass over what they do not know.
  openai: () => undefined,
}

/** Throws the ValidationException of a model for `additionalModelRequestFields` that it does not take. */
export function checkAdditionalFields(request: ConverseRequest, model: Model): void {
  const fields = request.additionalModelRequestFields
  if (fields === undefined || fields === null || model.family === 'titan-embed') return
  if (!isJsonObject(fields)) throw notAnObject('additionalModelRequestFields')
  checks[model.family](fields, request, model)
}

function takeNothing(fields: JsonObject): void {
  const complaints = Object.keys(fields).map((key) => `#: extraneous key [${key}] is not permitted`)
  if (complaints.length > 0) throw malformedForModel(complaints.join(''))
}
