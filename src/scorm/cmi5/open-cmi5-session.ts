import { browserWorld } from '../browser-world.ts';
import { type Cmi5Session, openCmi5 } from './open-cmi5.ts';

/** The session of a cmi5 package's page: it speaks to the LMS that launched it and to nobody else. */
export function openCmi5Session(): Cmi5Session {
  return openCmi5({
    ...browserWorld(window),
    address: location.href,
    fetch: (address, init) => fetch(address, init),
    store: storeNamed('sessionStorage'),
    lasting: storeNamed('localStorage'),
  });
}

/** One of the browser's stores; null where even naming it is forbidden (a sandboxed frame). */
function storeNamed(name: 'sessionStorage' | 'localStorage'): Storage | null {
  try {
    return window[name];
  } catch {
    return null;
  }
}
