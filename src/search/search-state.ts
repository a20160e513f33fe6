import { FILTER_KEYS, type FilterKey } from './filter-keys.ts';

/** What the reader has asked for. */
export interface SearchState {
  query: string;
  /** Chosen values; a filter that is not set is absent. */
  filters: Partial<Record<FilterKey, string>>;
}

/** Names of the filters in the address. */
const PARAMETERS: Record<FilterKey, string> = {
  audience: 'doi-tuong',
  level: 'cap-hoc',
  topic: 'chu-de',
};

/** Reads the state from an address's search part (`?q=…&chu-de=…`). */
export function readState(search: string): SearchState {
  const parameters = new URLSearchParams(search);
  const filters: SearchState['filters'] = {};
  for (const key of FILTER_KEYS) {
    const value = parameters.get(PARAMETERS[key]);
    if (value) filters[key] = value;
  }
  return { query: (parameters.get('q') ?? '').normalize('NFC').trim(), filters };
}

/** Writes the state as an address's search part; empty when nothing is asked for. */
export function writeState({ query, filters }: SearchState): string {
  const parameters = new URLSearchParams();
  if (query !== '') parameters.set('q', query);
  for (const key of FILTER_KEYS) {
    const value = filters[key];
    if (value !== undefined) parameters.set(PARAMETERS[key], value);
  }
  const text = parameters.toString();
  return text === '' ? '' : `?${text}`;
}

/** Whether anything is asked for at all. */
export function isEmpty({ query, filters }: SearchState): boolean {
  return query === '' && Object.keys(filters).length === 0;
}
