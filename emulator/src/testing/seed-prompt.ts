/** The prompt that a marketing team would write, with the values already in it. */
export function seedPrompt(
  visitor: object,
  lastProduct = 'Trail Shoe',
  visitorId = '__acme_main__5574__',
): string {
  return `You are an AI assistant that must return only valid JSON.
Do not include explanations, markdown, code fences, or any text outside the JSON object.
Using the visitor data below, calculate a numeric score between 0 and 100 that represents
the visitor's likelihood to convert in this session.
Return a single JSON object only, with this exact structure:
{
"tealium_account": "acme",
"tealium_profile": "main",
"tealium_visitor_id": "${visitorId}",
"tealium_event": "bedrock_ai_insight",
"visitor_score": <integer between 0 and 100>
}
Visitor data:
${JSON.stringify(visitor, null, 2)}
Pay particular attention to the value of ${lastProduct}.
`
}
