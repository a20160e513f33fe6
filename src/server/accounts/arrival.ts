const secure = new WeakSet<Request>();

/** Notes that a request came over https as far as the reverse proxy, which hands it on in plain http. */
export function noteSecure(request: Request): void {
  secure.add(request);
}

/** Whether the browser spoke https. */
export function cameSecurely(request: Request): boolean {
  return secure.has(request) || new URL(request.url).protocol === 'https:';
}
