/** A number with its noun, such as "1 model" and "2 models". */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`
