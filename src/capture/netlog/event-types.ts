/** The source of all events of one request. */
export const requestSourceType = 'URL_REQUEST';
