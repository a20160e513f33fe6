import { useEffect, useState } from 'preact/hooks';

/** A value that components can watch. */
export interface Readable<T> {
  get(): T;
  /** Calls back after every change; gives the function that stops it. */
  subscribe(listener: () => void): () => void;
}

/** A value that its owner changes and others watch. */
export interface Store<T> extends Readable<T> {
  set(change: (value: T) => T): void;
}

/** Makes a store. Setting the very same value tells nobody. */
export function createStore<T>(initial: T): Store<T> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(change) {
      const next = change(value);
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** The value of a store inside a component; the component renders again when it changes. */
export function useStore<T>(store: Readable<T>): T {
  const [value, setValue] = useState(() => store.get());
  useEffect(() => {
    const take = () => setValue(() => store.get());
    take();
    return store.subscribe(take);
  }, [store]);
  return value;
}
