import type { Delivered } from './asked';

/** What an invoke is answered with. */
export interface InvokeReply {
  status: number;
  body?: object;
}

/** Answers one kind of invoke within the turn: Teams waits 5 seconds for those of a message extension. */
export type Invoke = (delivered: Delivered) => Promise<InvokeReply>;

/** Clients spell the message extension's invokes in two ways. */
export function toInvokeName(name: string | null | undefined): string {
  return (name ?? '').replace(/^composeExtensions\//i, 'composeExtension/');
}

/** The invoke is none of ours. */
export const unknownInvoke: InvokeReply = {
  status: 501,
  body: { error: { message: 'Rollcall does not know this invoke.' } },
};
