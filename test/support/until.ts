/** Asks again until there is an answer, for so many real milliseconds; undefined where none came. */
export async function until<T>(
  question: () => T | undefined | Promise<T | undefined>,
  ms: number,
): Promise<T | undefined> {
  for (const end = Date.now() + ms; Date.now() < end;) {
    const answer = await question();
    if (answer !== undefined) return answer;
    await new Promise(resolve => setTimeout(resolve, 25));
  }
  return undefined;
}
