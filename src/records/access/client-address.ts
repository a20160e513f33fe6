/**
 * The header in which a server tells the app where a request comes from. The server sets it on every
 * request, over whatever the client wrote there: it is what limits guessing of learner codes.
 */
export const CLIENT_ADDRESS_HEADER = 'x-client-address';

/** Where a request comes from; all that do not say count as one. */
export function clientAddress(request: Request): string {
  return request.headers.get(CLIENT_ADDRESS_HEADER) ?? 'unknown';
}
