/** Asks for an answer event as the first seed's example does. */
export const scorePrompt = `Return a single JSON object only, with this exact structure:
{
  "tealium_account": "{{tealium_account}}",
  "tealium_profile": "{{tealium_profile}}",
  "tealium_visitor_id": "{{tealium_visitor_id}}",
  "tealium_event": "bedrock_ai_insight",
  "visitor_score": <integer between 0 and 100>
}
Visitor data:
{{event_payload}}`
