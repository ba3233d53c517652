import { asUnfurled, linkCard } from '../../cards/link';
import type { Card } from '../../cards/card';
import type { Args } from '../../domain/args';
import { readLink, type LinkTarget } from '../../domain/link';
import type { Answerer, Asked } from '../command';
import { CARD_TYPE } from '../send';
import { isObject } from './activity';
import type { Delivered, Where } from './asked';
import type { Invoke, InvokeReply } from './invoke';
import { within } from '../../within';
import type { Pace } from './progress';

export interface LinkPreviews {
  /** By the name of the invoke. */
  invokes: readonly [name: string, invoke: Invoke][];
  /** How many are still being read for. */
  running(): number;
}

/** What is behind a link may be read on for so long: the next time it is there. */
const READ_ON = 60_000;
/** What is quicker to read than the figures is waited for so much longer. */
const LAST_MOMENT = 300;

/**
 * What Rollcall's own links show where they are pasted: their card, drawn for everybody there, to somebody who may see it; to all others, and to clients
 * that say nobody's name, one and the same card. Other links show nothing.
 */
export function createLinkPreviews(options: {
  answerer: Answerer;
  pace: Pick<Pace, 'linkPreview'>;
  now: () => number;
}): LinkPreviews {
  const { answerer, pace, now } = options;
  const running = new Set<Promise<unknown>>();

  /** The card, or undefined where there is none for this person. Commands check who asks. */
  function ask(target: LinkTarget, where: Where): Promise<Card | undefined> {
    const { command, args } = toQuestion(target);
    const asked: Asked = { ...where, isSilent: true, signal: AbortSignal.timeout(READ_ON) };
    const answer = answerer.action(command, { args }, asked);
    running.add(answer);
    return answer
      .then(({ card, problem }) => (problem === undefined ? card : undefined))
      .finally(() => running.delete(answer));
  }

  async function seen(target: LinkTarget, where: Where): Promise<Card | undefined> {
    const { report, ...event } = target;
    const whole = ask(target, where);
    // Figures may take long to count; the event itself is there at once, with a button for them.
    const lesser = report === undefined || target.kind === 'meeting' ? undefined : ask(event, where);
    return (await within(whole, pace.linkPreview)) ?? (lesser && (await within(lesser, LAST_MOMENT)));
  }

  const preview =
    (isNamed: boolean): Invoke =>
    async ({ activity, where }: Delivered) => {
      const { publicUrl } = where.card;
      const url = isObject(activity.value) ? activity.value.url : undefined;
      const target = publicUrl !== undefined && typeof url === 'string' ? readLink(url, publicUrl) : undefined;
      if (!target) return toReply([]);
      // Whoever reads the message sees the card, wherever it was pasted.
      const everybody: Where = { ...where, card: { ...where.card, place: 'shared' } };
      const card = isNamed && where.asker ? await seen(target, everybody) : undefined;
      return toReply([card ?? linkCard(target, { ...everybody.card, now: now() })]);
    };

  return {
    invokes: [
      ['composeExtension/queryLink', preview(true)],
      ['composeExtension/anonymousQueryLink', preview(false)],
    ],
    running: () => running.size,
  };
}

function toQuestion({ kind, id, session, report }: LinkTarget): { command: string; args: Args } {
  const ids: Args = { kind, id, ...(session !== undefined && { session }), ...(report !== undefined && { report }) };
  if (kind === 'meeting' || report !== undefined) return { command: 'attendance', args: ids };
  return { command: session === undefined ? 'event' : 'session', args: ids };
}

/** Teams wants a preview beside each card, and shows the card. */
const PREVIEW = {
  contentType: 'application/vnd.microsoft.card.thumbnail',
  content: { title: 'A Rollcall link', text: 'A webinar, town hall or meeting, or who came to it.' },
};

function toReply(cards: readonly Card[]): InvokeReply {
  const attachments = cards.map(card => ({ contentType: CARD_TYPE, content: asUnfurled(card), preview: PREVIEW }));
  return { status: 200, body: { composeExtension: { type: 'result', attachmentLayout: 'list', attachments } } };
}
