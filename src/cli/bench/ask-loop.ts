import { asking } from './asking';

/** Asks `attendance` twice: how long each took, and how many requests each made. Arguments as in `asking`. */
void asking('UTC', async ({ title, smallTitle, ask, requests }) => {
  const measured = async () => {
    const { ms, facts } = await ask(`attendance ${title}`);
    return { ms, ...(await requests()), attended: (facts as { attended: number }).attended };
  };
  // What any bot has done by the time somebody asks this: answered about a small event, so that its cards are loaded.
  await ask(`attendance ${smallTitle}`);
  await requests();
  return { first: await measured(), second: await measured() };
});
