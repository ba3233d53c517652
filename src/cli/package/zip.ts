/** The earliest date that a zip can hold, in whatever zone: no clock is in the file. */
const NO_DATE = new Date(1980, 0, 1);

/** Bytes of a zip with these files at its root; the same files give the same bytes. Throws where development dependencies are missing. */
export async function zip(files: Readonly<Record<string, Uint8Array>>): Promise<Uint8Array> {
  const { zipSync } = await import('fflate');
  return zipSync({ ...files }, { level: 9, mtime: NO_DATE });
}
