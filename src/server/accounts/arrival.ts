/** What the server knows of a request beside the request itself. */
export interface Arrival {
  /** The address it came from, as far as it can be trusted. */
  address: string;
  /** Whether it came over https, at the reverse proxy or here. */
  secure: boolean;
}

const arrivals = new WeakMap<Request, Arrival>();

/** Notes how a request arrived; the server does so before anything else reads it. */
export function noteArrival(request: Request, arrival: Arrival): void {
  arrivals.set(request, arrival);
}

/** How a request arrived; one that nobody noted (a test, a command) counts as local and plain. */
export function arrivalOf(request: Request): Arrival {
  return (
    arrivals.get(request) ?? {
      address: 'unknown',
      secure: new URL(request.url).protocol === 'https:',
    }
  );
}
