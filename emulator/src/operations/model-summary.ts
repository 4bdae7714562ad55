import type { Model } from '../catalogue/model-schema.ts'

/** A model as ListFoundationModels and GetFoundationModel show it. */
export function modelSummary(model: Model, region: string): object {
  const { startOfLifeTime = '2024-01-01T00:00:00Z', ...lifecycle } = model.lifecycle
  return {
    modelArn: `arn:aws:bedrock:${region}::foundation-model/${model.id}`,
    modelId: model.id,
    modelName: model.name,
    providerName: model.provider,
    inputModalities: model.inputModalities,
    outputModalities: model.outputModalities,
    responseStreamingSupported: model.streaming,
    customizationsSupported: model.customizations,
    inferenceTypesSupported: model.inferenceTypes,
    modelLifecycle: { startOfLifeTime, ...lifecycle },
  }
}
