/** Arrows point one way: main → features → { actions, http, db } → { bedrock, kernel }; everything may import contract. */
const inServer = (folders) => `^server/src/(${folders})/`

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment:
        'Two files that need each other are one idea in two places. Move what both need to a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'kernel-knows-nobody',
      comment: 'The kernel is what everything stands on; it imports the contract only.',
      severity: 'error',
      from: { path: inServer('kernel'), pathNot: '\\.test\\.ts$' },
      to: { path: inServer('main|features|actions|http|db|bedrock') },
    },
    {
      name: 'bedrock-knows-kernel-only',
      comment: 'AWS words stop at bedrock/; it knows neither features nor storage.',
      severity: 'error',
      from: { path: inServer('bedrock') },
      to: { path: inServer('main|features|actions|http|db') },
    },
    {
      name: 'actions-reach-through-their-context',
      comment:
        'What an action needs from a feature reaches it through the context that compose.ts wires.',
      severity: 'error',
      from: { path: inServer('actions') },
      to: { path: inServer('main|features|http|db') },
    },
    {
      name: 'http-and-db-know-no-feature',
      comment:
        'Features mount themselves on http and keep themselves in db, not the other way round.',
      severity: 'error',
      from: { path: inServer('http|db'), pathNot: '(\\.test\\.ts$|/testing/)' },
      to: { path: inServer('main|features|actions|bedrock') },
    },
    {
      name: 'features-by-their-front-door',
      comment: 'Enter another feature by its front door, the file that is named like its folder.',
      severity: 'error',
      from: { path: '^server/src/features/([^/]+)/' },
      to: {
        path: '^server/src/features/([^/]+)/',
        pathNot: [
          '^server/src/features/$1/',
          '^server/src/features/([^/]+)/\\1\\.ts$',
          '/testing/',
        ],
      },
    },
    {
      name: 'features-know-no-main',
      comment: 'Only main wires.',
      severity: 'error',
      from: { path: inServer('features'), pathNot: '(\\.test\\.ts$|/testing/)' },
      to: { path: inServer('main') },
    },
    {
      name: 'aws-only-in-bedrock',
      comment: 'Only bedrock/ and the emulator (in its tests) may import the AWS SDK.',
      severity: 'error',
      from: { path: '^(server|console|cli|contract|lambda)/', pathNot: inServer('bedrock') },
      to: { path: 'node_modules/(@aws-sdk|@smithy)/' },
    },
    {
      name: 'pg-only-in-db',
      comment: 'Stores take a Db; only db/ knows the driver.',
      severity: 'error',
      from: { path: '^server/src/', pathNot: inServer('db') },
      to: { path: 'node_modules/pg/' },
    },
    {
      name: 'clients-know-the-contract-only',
      comment: 'console, cli and lambda are shipped without the server: they know the contract.',
      severity: 'error',
      from: { path: '^(console|cli|lambda)/src/', pathNot: '\\.test\\.tsx?$' },
      to: { path: '^(server|emulator)/' },
    },
    {
      name: 'contract-knows-nobody',
      comment: 'The contract is shared by everything and imports zod only.',
      severity: 'error',
      from: { path: '^contract/' },
      to: { path: '^(server|console|cli|emulator|lambda)/' },
    },
    {
      name: 'emulator-stands-alone',
      comment: 'The emulator is a product of its own.',
      severity: 'error',
      from: { path: '^emulator/' },
      to: { path: '^(server|console|cli|contract|lambda)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(dist|node_modules/(?!@outcrop))' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    combinedDependencies: false,
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
    },
  },
}
