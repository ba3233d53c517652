import { MINUTE } from './calendar';
import type { Stay } from './model';
import type { Draws } from './random';

/** When the room was open, in milliseconds. */
export interface Opening {
  start: number;
  end: number;
}

/** Staff are there from the first to the last moment; between them they define the report's own window. */
export function staffStays(draws: Draws, room: Opening): Stay[] {
  return [{ join: room.start + draws.int(0, 20_000), leave: room.end - draws.int(0, 20_000) }];
}

/** How one person of a crowd comes and goes: most around the start and until the end, some late, some briefly, some twice. */
export function crowdStays(draws: Draws, room: Opening): Stay[] {
  const length = room.end - room.start;
  const join = Math.min(room.start + arrival(draws, length), room.end - 20_000);
  if (draws.chance(0.04)) return [{ join, leave: Math.min(join + draws.int(20_000, 4 * MINUTE), room.end) }];
  const leave = Math.max(room.end - departure(draws, length), Math.min(join + 6 * MINUTE, room.end));
  if (leave - join < 12 * MINUTE) return [{ join, leave }];
  if (draws.chance(0.1)) {
    const gap = join + Math.floor((leave - join) * (0.2 + 0.5 * draws.next()));
    return [
      { join, leave: gap },
      { join: Math.min(gap + draws.int(15_000, 5 * MINUTE), leave - 30_000), leave },
    ];
  }
  // A phone beside the computer: the two overlap, and Graph counts both.
  if (draws.chance(0.02))
    return [
      { join, leave },
      { join: join + draws.int(MINUTE, 5 * MINUTE), leave: leave - MINUTE },
    ];
  return [{ join, leave }];
}

function arrival(draws: Draws, length: number): number {
  const share = draws.next();
  if (share < 0.78) return draws.int(0, 4 * MINUTE + 30_000);
  if (share < 0.95) return draws.int(4 * MINUTE, 15 * MINUTE);
  return Math.floor(length * 0.7 * draws.next());
}

function departure(draws: Draws, length: number): number {
  const share = draws.next();
  if (share < 0.72) return draws.int(0, 3 * MINUTE);
  if (share < 0.93) return Math.floor((length / 3) * draws.next());
  return Math.floor(length * draws.next());
}
