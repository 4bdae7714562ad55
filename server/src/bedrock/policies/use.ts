/** Something in AWS that a configuration calls, as its author named it: an id or an ARN. */
export type Use =
  | { readonly kind: 'model'; readonly model: string; readonly guardrail?: string | undefined }
  | { readonly kind: 'prompt'; readonly prompt: string; readonly guardrail?: string | undefined }
  | { readonly kind: 'flow'; readonly alias: string }
  | { readonly kind: 'agent'; readonly alias: string }
