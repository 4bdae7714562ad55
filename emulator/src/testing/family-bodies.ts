/** One prompt in the body format of each family. */
export const prompt =
  'Return JSON: {"color": <one of: red, green>, "order_id": <string>}\nData: {"order_id": "o-5"}'
export const answerPattern = /^\{"color":"(red|green)","order_id":"o-5"\}$/
export const ids = {
  claude: 'anthropic.claude-3-haiku-20240307-v1:0',
  nova: 'amazon.nova-micro-v1:0',
  titan: 'amazon.titan-text-express-v1',
  llama: 'meta.llama3-8b-instruct-v1:0',
  openai: 'openai.gpt-oss-20b-1:0',
}

export const claudeBody = {
  anthropic_version: 'bedrock-2023-05-31',
  max_tokens: 200,
  messages: [{ role: 'user', content: prompt }],
}
export const novaBody = {
  schemaVersion: 'messages-v1',
  messages: [{ role: 'user', content: [{ text: prompt }] }],
  inferenceConfig: { max_new_tokens: 200 },
}
export const titanBody = { inputText: prompt, textGenerationConfig: { maxTokenCount: 200 } }
export const llamaBody = {
  prompt: `<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n${prompt}<|eot_id|>`,
  max_gen_len: 200,
}
export const openaiBody = {
  messages: [
    { role: 'system', content: 'Be exact.' },
    { role: 'user', content: prompt },
  ],
  max_tokens: 200,
}
