import type { AppIds } from '../domain/app-ids';
import type { Thresholds } from '../domain/attendance';

/** An Adaptive Card 1.5, as JSON. */
export interface Card {
  type: 'AdaptiveCard';
  version: string;
  speak: string;
  fallbackText: string;
  body: CardElement[];
  actions?: CardElement[];
  [property: string]: unknown;
}

export interface CardElement {
  type: string;
  [property: string]: unknown;
}

/** For whom and where a card is drawn. */
export interface CardContext {
  /** `shared` is a group chat or channel. */
  place: 'personal' | 'shared';
  /** The organisation has Rollcall show figures only: people are named nowhere. Ask cards/privacy, not this. */
  figuresOnly: boolean;
  /** IANA zone of the asker. */
  zone: string;
  /** BCP 47, for numbers and dates. */
  locale: string;
  /** Milliseconds. */
  now: number;
  /** The bot's own id in Teams (`28:…`), for the "Open in private" link; absent outside Teams. */
  botId?: string;
  /** The origin of Rollcall's own links; absent where there are none. */
  publicUrl?: string;
  /** What figures are counted by; absent: those of docs/metrics.md. */
  thresholds?: Thresholds;
  /** In a shared place: this drawing is for the asker's eyes alone, in place of the card that everybody has. Ask cards/privacy, not this. */
  ownView?: true;
  /** What administrators know Rollcall by; absent where nobody could do anything with it. */
  app?: AppIds;
}

/** Our own cap on a card's JSON, in bytes of UTF-8: message extension results stop at 28 KB. */
export const CARD_BYTES = 25_000;
