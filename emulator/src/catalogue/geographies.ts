/** The regions between which a system-defined profile may route a call. */
export const geographies = {
  us: ['us-east-1', 'us-east-2', 'us-west-2'],
  eu: ['eu-central-1', 'eu-north-1', 'eu-south-1', 'eu-west-1', 'eu-west-3'],
  apac: ['ap-northeast-1', 'ap-northeast-2', 'ap-south-1', 'ap-southeast-1', 'ap-southeast-2'],
  jp: ['ap-northeast-1', 'ap-northeast-3'],
} as const

export const regions: readonly string[] = [
  ...geographies.us,
  ...geographies.eu,
  ...geographies.apac,
  'ap-northeast-3',
  'ca-central-1',
  'eu-west-2',
  'sa-east-1',
]

export const geographyTitles = {
  us: 'US',
  eu: 'EU',
  apac: 'APAC',
  jp: 'JP',
  global: 'GLOBAL',
} as const
