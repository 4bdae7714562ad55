/** How many events one reading of the log brings. */
export const eventsAtOnce = 2000
