import type { ExportAnswer } from '../../domain/export';
import { asking } from './asking';

/** Asks `export` once. Arguments as in `asking`, then the layout. */
void asking('Europe/Berlin', async ({ title, smallTitle, more: [layout = 'csv'], ask }) => {
  // As in `ask-loop`.
  await ask(`export ${smallTitle} as ${layout}`);
  const { ms, facts } = await ask(`export ${title} as ${layout}`);
  const { attended, files } = facts as ExportAnswer;
  return { ms, attended, bytes: files.reduce((sum, file) => sum + file.bytes, 0) };
});
