const GUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** Whether this is an id as Entra writes it, in either case: 32 hexadecimal digits with hyphens. The one of zeros alone is one too. */
export function isGuid(id: string | undefined): id is string {
  return id !== undefined && GUID.test(id);
}
