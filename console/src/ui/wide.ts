/** For columns that a narrow screen can do without. */
export const wide = { visibleMediaQuery: '(min-width: 48em)' }
