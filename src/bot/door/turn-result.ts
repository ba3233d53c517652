/** What a delivered activity is answered with; `refused` is for whoever sent it, in words. */
export type TurnResult = { status: number; body?: unknown } | { status: number; refused: string };
