import { useEffect, useState } from 'preact/hooks';
import { messageOf } from '../api.ts';

/** Something asked for: the latest answer, whether a newer one is under way, and what went wrong. */
export interface Resource<T> {
  data: T | null;
  loading: boolean;
  problem: string | null;
}

/**
 * Asks again whenever `key` changes and keeps showing the earlier answer meanwhile. Answers that
 * come too late are dropped. A null key asks for nothing.
 */
export function useResource<T>(key: string | null, load: () => Promise<T>): Resource<T> {
  const [resource, setResource] = useState<Resource<T>>({
    data: null,
    loading: true,
    problem: null,
  });
  useEffect(() => {
    if (key === null) {
      setResource({ data: null, loading: false, problem: null });
      return;
    }
    let current = true;
    setResource((old) => ({ ...old, loading: true, problem: null }));
    load().then(
      (data) => current && setResource({ data, loading: false, problem: null }),
      (cause: unknown) =>
        current && setResource({ data: null, loading: false, problem: messageOf(cause) }),
    );
    return () => {
      current = false;
    };
  }, [key]);
  return resource;
}
