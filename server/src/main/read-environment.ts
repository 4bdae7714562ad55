import { readConfig, type Config } from '../config.ts'

/** The configuration of this process; the only place that reads the environment. */
export function readEnvironment(): Config {
  return readConfig(process.env)
}
