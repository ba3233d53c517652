import type { QualityAnswer } from '../../domain/calls';
import { asking } from './asking';

/** Asks `quality` once. Arguments as in `asking`. */
void asking('UTC', async ({ title, smallTitle, ask, requests }) => {
  // As in `ask-loop`.
  await ask(`quality ${smallTitle}`);
  await requests();
  const { ms, facts } = await ask(`quality ${title}`);
  const { requests: made } = await requests();
  return { ms, sessions: (facts as QualityAnswer).quality.sessions, requests: made };
});
