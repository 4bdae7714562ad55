import type { AttributeType, Enrichment, Moment, ProfileCondition } from '@outcrop/contract'
import { changed } from './plain-changes.ts'
import { asNumber, meets, type PlainView } from './plain-values.ts'

export interface PlainAttribute {
  readonly name: string
  readonly scope: 'visitor' | 'visit'
  readonly type: AttributeType
  readonly enrichments: readonly Enrichment[]
}

export interface PlainRules {
  readonly attributes: readonly PlainAttribute[]
  readonly audiences: readonly { readonly name: string; readonly condition: ProfileCondition }[]
}

interface PlainVisit {
  readonly startedAt: number
  lastAt: number
  readonly length: number
  events: number
  audiencesAtStart: string[]
}

const minute = 60_000
const phones = ['android', 'ios', 'win', 'bb10', 'native_mobile']

/**
 * A visitor in the plainest words: slow, and with nothing of the server in it. What the guide says
 * of attributes, visits and audiences is written here a second time, for tests to compare.
 */
export class PlainVisitor {
  events = 0
  visits = 0
  lastAt = Number.NEGATIVE_INFINITY
  attributes = new Map<string, unknown>()
  visitAttributes = new Map<string, unknown>()
  visit: PlainVisit | undefined
  /** When each audience was joined. */
  audiences = new Map<string, number>()
  /** What happened, in words, since it was last asked. */
  said: string[] = []

  private readonly rules: PlainRules

  constructor(rules: PlainRules) {
    this.rules = rules
  }

  happens(payload: Record<string, unknown>, receivedAt: number): void {
    // A clock that was set back.
    const now = Math.max(receivedAt, this.lastAt)
    this.endVisitIfOver(now)
    const moments: Moment[] = ['any_event']
    if (this.events === 0) moments.push('new_visitor')
    const isNewVisit = !this.visit
    if (isNewVisit) moments.push('new_visit')
    this.visit ??= { startedAt: now, lastAt: now, length: lengthOf(payload), events: 0, audiencesAtStart: [] } // prettier-ignore
    this.visits += isNewVisit ? 1 : 0
    this.events += 1
    this.lastAt = now
    this.visit.events += 1
    this.visit.lastAt = now
    this.enrich(moments, payload, now)
    this.askAudiences(now)
    if (isNewVisit) {
      this.visit.audiencesAtStart = [...this.audiences.keys()]
      this.said.push(`visit_started ${now}`)
    }
    if (String(payload['kill_visitor_session']) === 'true') this.endVisit(now)
  }

  timePasses(now: number): void {
    this.endVisitIfOver(now)
    this.askAudiences(now)
  }

  private endVisitIfOver(now: number): void {
    if (!this.visit) return
    const { startedAt, lastAt, length } = this.visit
    const end = Math.min(lastAt + length, startedAt + 24 * 60 * minute)
    if (now >= end) this.endVisit(end)
  }

  private endVisit(at: number): void {
    this.enrich(['visit_ended'], {}, at)
    this.askAudiences(at)
    this.said.push(`visit_ended ${at}`)
    this.visit = undefined
    this.visitAttributes = new Map()
    this.askAudiences(at)
  }

  private enrich(moments: readonly Moment[], event: Record<string, unknown>, now: number): void {
    const before = { visitor: new Map(this.attributes), visit: new Map(this.visitAttributes) }
    const view: PlainView = { now, event, visitor: this.attributes, visit: this.visitAttributes, before } // prettier-ignore
    for (const { name, scope, type, enrichments } of this.rules.attributes) {
      for (const { when, condition, change } of enrichments) {
        if (!moments.includes(when) || !meets(condition, view)) continue
        const value = changed(change, type, view[scope].get(name), view)
        if (value === undefined) view[scope].delete(name)
        else view[scope].set(name, value)
      }
    }
  }

  /** Every audience is asked, every time. */
  private askAudiences(now: number): void {
    const view: PlainView = {
      now,
      event: {},
      visitor: this.attributes,
      visit: this.visitAttributes,
      before: { visitor: this.attributes, visit: this.visitAttributes },
    }
    const wanted = new Set(this.rules.audiences.filter(({ condition }) => meets(condition, view)).map(({ name }) => name)) // prettier-ignore
    const names = this.rules.audiences.map(({ name }) => name)
    const [joined, left] = [names.filter((name) => wanted.has(name) && !this.audiences.has(name)), names.filter((name) => !wanted.has(name) && this.audiences.has(name))] // prettier-ignore
    for (const name of joined) this.audiences.set(name, now)
    for (const name of left) this.audiences.delete(name)
    this.said.push(...joined.map((name) => `joined ${name} ${now}`), ...left.map((name) => `left ${name} ${now}`)) // prettier-ignore
  }
}

/** How long a visit waits for its next event: its first event decides. */
function lengthOf(payload: Record<string, unknown>): number {
  const asked = asNumber(payload['_dc_ttl_'])
  if (asked !== undefined) return Math.max(5000, Math.min(1_800_000, asked))
  return (phones.includes(String(payload['platform'])) ? 2 : 30) * minute
}
