/**
 * IndexedDB with promises and typed tables: the few lines of it that the store needs. (The page with
 * the quiz running has 40 kB for everything; a general wrapper would take one of them.)
 */

/** A transaction over some tables of `T`, a record of row types by table name. */
export interface Transaction<T> {
  table<N extends keyof T & string>(name: N): Table<T[N]>;
  /** Resolves when everything is stored; rejects when the transaction failed or was called off. */
  readonly done: Promise<void>;
}

/** A table within a transaction. Whether a change held is told by the transaction's `done`. */
export interface Table<Row> {
  get(key: IDBValidKey): Promise<Row | undefined>;
  getAll(range?: IDBKeyRange): Promise<Row[]>;
  put(row: Row, key?: IDBValidKey): void;
  delete(key: IDBValidKey): void;
  clear(): void;
}

/** An open database with tables of `T`. */
export interface Database<T> {
  /**
   * Begins a transaction. Between its requests nothing else may be awaited: it ends by itself when
   * nothing is asked of it. `strict` waits until the disk has the data.
   */
  begin(
    tables: (keyof T & string)[],
    mode: IDBTransactionMode,
    durability?: IDBTransactionDurability,
  ): Transaction<T>;
}

function answerOf<R>(request: IDBRequest<R>): Promise<R> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/**
 * Opens a database, made by `create` at first. Rejects when the browser does not allow it.
 * `T` says what the tables hold: nobody but this code writes them.
 */
export async function openDatabase<T>(
  name: string,
  version: number,
  create: (database: IDBDatabase) => void,
): Promise<Database<T>> {
  const request = indexedDB.open(name, version);
  request.onupgradeneeded = () => create(request.result);
  const database = await answerOf(request);
  // Another tab brings a newer version of the site: it must not wait for this one.
  database.onversionchange = () => database.close();

  return {
    begin(tables, mode, durability = 'default') {
      const transaction = database.transaction(tables, mode, { durability });
      const done = new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        // A failed request calls the whole transaction off.
        transaction.onabort = () => reject(transaction.error);
      });
      // Whoever has no interest in the end need not handle its failure.
      done.catch(() => {});
      return {
        done,
        table(name) {
          const store = transaction.objectStore(name);
          return {
            get: (key) => answerOf(store.get(key)),
            getAll: (range) => answerOf(store.getAll(range)),
            put: (row, key) => void store.put(row, key),
            delete: (key) => void store.delete(key),
            clear: () => void store.clear(),
          };
        },
      };
    },
  };
}
