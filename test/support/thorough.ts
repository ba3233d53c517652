/** Whether there is time for everything, as in .ci/run: `npm test` alone takes a part of what is many times the same. */
export const thorough = process.env.THOROUGH === '1';

/** Every so manieth of these, from the `turn`th on: as many turns leave nothing out. All of them where there is time. */
export const turnOf = <Row>(rows: readonly Row[], turn: number, of: number): Row[] =>
  rows.filter((_, index) => thorough || index % of === turn % of);

/** How many random cases a property is tried with: a quarter of so many, or all of them where there is time. */
export const runs = (all: number): number => (thorough ? all : Math.ceil(all / 4));
