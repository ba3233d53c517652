import type { Agenda } from '../agenda';
import { HOUR, MINUTE } from '../world/calendar';

/** One POST to an address of the app. */
export interface LoggedDelivery {
  /** For when it was planned, by the tenant's clock. */
  at: number;
  url: string;
  /** The items as they were sent. */
  items: object[];
  /** What the app answered; `none`: nothing in time. */
  status: number | 'none';
  /** From 1. */
  attempt: number;
}

export interface Deliveries {
  /** Sends the item then, together with whatever else goes to that address at that moment. */
  add(url: string, item: object, at: number): void;
  /** Sends it as soon as something else has gone to that address, or after ten minutes. */
  addBehind(url: string, item: object, at: number): void;
  /** Sends it now, alone; resolves when it was answered. */
  now(url: string, item: object, at: number): Promise<void>;
}

export interface DeliveryOptions {
  agenda: Agenda;
  /** How long an answer may take, in real milliseconds. */
  answerWithinMs: number;
  log: (line: LoggedDelivery) => void;
}

const MOST_ITEMS = 20;
/** Waits double from here, and end when the item is four hours old. */
const FIRST_WAIT = 10_000;
const GIVE_UP_AFTER = 4 * HOUR;
const HELD_AT_MOST = 10 * MINUTE;

/** Brings items to the app: 2xx is delivered, anything else is tried again. */
export function createDeliveries({ agenda, answerWithinMs, log }: DeliveryOptions): Deliveries {
  const batches = new Map<string, object[]>();
  const held = new Map<string, object[]>();

  const post = async (url: string, items: object[], first: number, at: number, attempt: number): Promise<void> => {
    const status = await send(url, items, answerWithinMs);
    log({ at, url, items, status, attempt });
    if (status !== 'none' && status >= 200 && status < 300) return;
    const next = at + FIRST_WAIT * 2 ** (attempt - 1);
    if (next - first <= GIVE_UP_AFTER) agenda.at(next, () => post(url, items, first, next, attempt + 1));
  };

  const add = (url: string, item: object, at: number): void => {
    const key = `${at} ${url}`;
    const batch = batches.get(key);
    if (batch) {
      batch.push(item);
      return;
    }
    batches.set(key, [item]);
    agenda.at(at, async () => {
      const items = batches.get(key) ?? [];
      batches.delete(key);
      for (let from = 0; from < items.length; from += MOST_ITEMS)
        await post(url, items.slice(from, from + MOST_ITEMS), at, at, 1);
      release(url, at);
    });
  };

  const release = (url: string, at: number): void => {
    const waiting = held.get(url) ?? [];
    held.delete(url);
    for (const item of waiting) add(url, item, at);
  };

  return {
    add,
    addBehind: (url, item, at) => {
      held.set(url, [...(held.get(url) ?? []), item]);
      agenda.at(at + HELD_AT_MOST, () => {
        release(url, at + HELD_AT_MOST);
      });
    },
    now: (url, item, at) => post(url, [item], at, at, 1),
  };
}

async function send(url: string, value: object[], withinMs: number): Promise<number | 'none'> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json; charset=utf-8' },
      body: JSON.stringify({ value }),
      redirect: 'manual',
      signal: AbortSignal.timeout(withinMs),
    });
    await response.body?.cancel();
    return response.status;
  } catch {
    return 'none';
  }
}
