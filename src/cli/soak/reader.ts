/** Every row of a collection below `/v1.0/`, page after page. */
export type ReadAll = (path: string) => Promise<Record<string, unknown>[]>;

/** A reader that shares nothing with Rollcall's own. */
export function createCollectionReader(root: string): ReadAll {
  return async path => {
    const rows: Record<string, unknown>[] = [];
    for (let next: string | undefined = `${root}/v1.0/${path}`; next !== undefined;) {
      const response: Response = await fetch(next, { headers: { authorization: 'Bearer soak' } });
      if (!response.ok) throw new Error(`The pretend tenant answered ${response.status}.`);
      const page = (await response.json()) as { value: Record<string, unknown>[]; '@odata.nextLink'?: string };
      rows.push(...page.value);
      next = page['@odata.nextLink'];
    }
    return rows;
  };
}
