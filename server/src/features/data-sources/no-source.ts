/** What events count for that name no data source. */
export const noSource = 'none'
