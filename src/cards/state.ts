import type { EventKind, EventPhase } from '../domain/event';

/** How a phase is told: its word, the Badge's style, and the colour of the text that stands in for a Badge. */
export interface State {
  text: string;
  style: 'Default' | 'Informative' | 'Good' | 'Attention' | 'Warning' | 'Subtle';
  color: 'Default' | 'Accent' | 'Good' | 'Attention' | 'Warning';
}

const states: Record<EventPhase, State> = {
  draft: { text: 'Draft', style: 'Subtle', color: 'Default' },
  canceled: { text: 'Cancelled', style: 'Attention', color: 'Attention' },
  coming: { text: 'Coming', style: 'Informative', color: 'Accent' },
  running: { text: 'Live', style: 'Good', color: 'Good' },
  ended: { text: 'Ended', style: 'Subtle', color: 'Default' },
  unscheduled: { text: 'No date', style: 'Warning', color: 'Default' },
};

export function stateOf(phase: EventPhase): State {
  return states[phase];
}

const kinds: Record<EventKind | 'meeting', string> = { webinar: 'Webinar', townhall: 'Town hall', meeting: 'Meeting' };

export function kindText(kind: EventKind | 'meeting'): string {
  return kinds[kind];
}
