import { routes, type Route } from '@outcrop/contract'

/** What a caller is told who names these things in queries, wherever a route takes such a key: a new route is asked, too. */
export async function toldByQueries(
  { baseUrl, apiKey }: { readonly baseUrl: string; readonly apiKey: string },
  ids: Record<string, string | undefined>,
) {
  const named: Record<string, string | undefined> = { stream_id: ids['streams'], feed_id: ids['feeds'], automation_id: ids['automations'], run_id: ids['runs'], event_id: ids['events'], trace_id: ids['traces'], audience_id: ids['audiences'], provider_id: ids['providers'], service_id: ids['services'], agent_id: ids['agents'], specification_id: ids['specifications'], visitor_id: 'v1' } // prettier-ignore
  const asked: string[] = []
  const told: string[] = []
  for (const [name, route] of Object.entries<Route>(routes)) {
    const keys = Object.keys(route.query?.shape ?? {}).filter((key) => named[key] !== undefined)
    if (route.method !== 'GET' || route.path.includes(':') || keys.length === 0) continue
    asked.push(name)
    const query = new URLSearchParams(
      Object.fromEntries(keys.map((key) => [key, named[key] ?? ''])),
    )
    const response = await fetch(`${baseUrl}${route.path}?${query.toString()}`, {
      headers: { authorization: `Bearer ${apiKey}` },
    })
    const text = await response.text()
    const tells = /Conversion score|Kettle|add_to_cart|carts|purchase|"(events|runs|calls)":[1-9]/
    if (response.status !== 404 && (response.status !== 200 || tells.test(text)))
      told.push(`${name}: ${response.status} ${text.slice(0, 300)}`)
  }
  return { asked, told }
}
