import type { Tag } from '@picture/contract';
import { queryOptions } from '@tanstack/react-query';
import { api } from './api.ts';
import { HOUSEHOLD } from './query-client.ts';

export const tagQueries = {
  list: () =>
    queryOptions({
      queryKey: [HOUSEHOLD, 'tags'],
      queryFn: ({ signal }) => api('GET /tags', { signal }),
    }),
};

const folded = (name: string) =>
  name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .trim()
    .toLowerCase();

/** The ids of the tags of these names; those that are not there yet are created. */
export async function tagIdsOf(names: readonly string[], tags: readonly Tag[]): Promise<string[]> {
  const ids: string[] = [];
  for (const name of names) {
    const known = tags.find((tag) => folded(tag.name) === folded(name));
    ids.push(known?.id ?? (await api('POST /tags', { body: { name } })).id);
  }
  return [...new Set(ids)];
}

export const tagNames = (ids: readonly string[], tags: readonly Tag[]): string[] =>
  ids.flatMap((id) => tags.find((tag) => tag.id === id)?.name ?? []);
