/** Where something stands in a YAML file, by its path of keys and indexes. */
export type Locate = (path: readonly PropertyKey[]) => { readonly line: number; readonly column: number };
