/** For columns that a narrow screen can do without. */
export const wide = { visibleMediaQuery: '(min-width: 48em)' }
/** For columns that only a wide screen has room for. */
export const desk = { visibleMediaQuery: '(min-width: 75em)' }
/** For columns of a table that is full without them. */
export const broad = { visibleMediaQuery: '(min-width: 100em)' }
