import { routes, type Route } from '@outcrop/contract'

const irregular: Record<string, string> = {
  try: 'tried',
  retry: 'retried',
  cancel: 'cancelled',
  drop: 'dropped',
}

/** What the audit log calls a change: `createApiKey` is "api-key.created". */
export function actionName(route: Route): string {
  const name = Object.entries(routes).find(([, known]) => known === route)?.[0]
  const [verb = '', ...noun] = (name ?? '').split(/(?=[A-Z])/).map((word) => word.toLowerCase())
  return noun.length === 0 ? route.summary : `${noun.join('-')}.${past(verb)}`
}

function past(verb: string): string {
  return irregular[verb] ?? (verb.endsWith('e') ? `${verb}d` : `${verb}ed`)
}
