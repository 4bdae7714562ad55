/** How an entity is found: by its form, not by understanding the text as AWS does. */
export const piiPatterns: Readonly<Record<string, RegExp>> = {
  AWS_ACCESS_KEY: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g,
  CREDIT_DEBIT_CARD_NUMBER: /\b\d(?:[ -]?\d){12,18}\b/g,
  EMAIL: /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g,
  INTERNATIONAL_BANK_ACCOUNT_NUMBER: /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){3,7}(?: ?[A-Z0-9]{1,3})?\b/g,
  IP_ADDRESS: /\b(?:\d{1,3}\.){3}\d{1,3}\b/g,
  MAC_ADDRESS: /\b(?:[0-9A-Fa-f]{2}:){5}[0-9A-Fa-f]{2}\b/g,
  PHONE: /(?<![\w.-])\+?(?:\(\d{1,4}\)|\d{1,4})(?:[ .-]\(?\d{2,4}\)?){2,4}(?![\w.-])/g,
  URL: /\bhttps?:\/\/[^\s"'<>]+/g,
  US_SOCIAL_SECURITY_NUMBER: /\b\d{3}-\d{2}-\d{4}\b/g,
}
