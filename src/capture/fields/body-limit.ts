/** Of a body no more than this is kept: errors and tokens stand at the beginning. UTF-16 units. */
export const bodyLimit = 256 * 1024;
