/** What requests are signed with. */
export interface Keys {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
  /** When AWS stops accepting them; absent for lasting keys. */
  readonly expiration?: Date
}
