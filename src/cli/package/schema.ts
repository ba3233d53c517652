import { readFileSync } from 'node:fs';

/** What Microsoft's schema of the manifest's own version finds wrong, one line each. Throws where development dependencies are missing. */
export async function schemaFaults(manifest: unknown): Promise<string[]> {
  const { default: Ajv } = (await import('ajv-draft-04')).default;
  const { manifestVersion } = manifest as { manifestVersion?: unknown };
  if (typeof manifestVersion !== 'string' || !/^\d+\.\d+$/.test(manifestVersion))
    return ['/manifestVersion: no version'];
  const schema = schemaOf(manifestVersion);
  if (!schema) return [`/manifestVersion: the installed @microsoft/app-manifest has no schema ${manifestVersion}`];
  const validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile(schema);
  if (validate(manifest)) return [];
  return (validate.errors ?? []).map(({ instancePath, message = 'is wrong', params }) => {
    const property: unknown = (params as { additionalProperty?: unknown }).additionalProperty;
    return `${instancePath || '/'}: ${message}${typeof property === 'string' ? ` ("${property}")` : ''}`;
  });
}

function schemaOf(version: string): object | undefined {
  const name = `@microsoft/app-manifest/build/json-schemas/teams/v${version}/MicrosoftTeams.schema.json`;
  try {
    return JSON.parse(readFileSync(require.resolve(name), 'utf8')) as object;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return undefined;
    throw error;
  }
}
