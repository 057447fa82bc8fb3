// The URL parameters of an entry.
import type { CatalogEntry } from './facts.js';

/** The names in `url_param_vars`, whether they stand alone or in an object. */
export function parameterNamesOf(entry: CatalogEntry): string[] {
  const items = entry.member('url_param_vars')?.children ?? [];
  return items.flatMap((item) => {
    const value: unknown =
      item.type === 'object' ? item.children?.find(({ children }) => children?.[0]?.value === 'name')?.children?.[1]?.value : item.value;
    return typeof value === 'string' ? [value] : [];
  });
}

/** The ids of its models, when it has a list. */
export function modelIdsOf(entry: CatalogEntry): string[] | undefined {
  const models = entry.member('models');
  if (models?.type !== 'array') return undefined;
  return (models.children ?? []).flatMap(({ children }) => {
    const value: unknown = children?.find((property) => property.children?.[0]?.value === 'id')?.children?.[1]?.value;
    return typeof value === 'string' ? [value] : [];
  });
}
