import { migrate } from '../migrate.ts'
import { createPool } from '../pool.ts'

const [url = '', folder = ''] = process.argv.slice(2)
const pool = createPool(url, { max: 2, onError: () => undefined })
process.stdout.write(JSON.stringify(await migrate(pool, folder)))
await pool.end()
