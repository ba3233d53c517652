import { demoEndCard } from '../../cards/demo-end';
import type { EventEnded } from '../../domain/event-ended';
import { AppError } from '../../domain/errors';
import type { Command, Question } from '../command';
import { choiceAnswer } from '../problem-answer';
import { targetOf } from '../watch/watch-target';
import { isOwn } from '../watch/watching';
import { isMeeting, type Found } from '../which/subjects';
import { findWhich } from '../which/which';

/** The pretend tenant's own: what makes an event end. Undefined where nothing of that event is running. */
export interface DemoOptions {
  endEvent: (eventId: string) => Promise<{ readyAt: string } | undefined>;
  /** Called once an event has ended. */
  ended?: () => void;
}

/** `demo end <event>`: lets a running event end, so that its summary can be seen to come by itself. Mounted in the sandbox alone. */
export function createDemo({ endEvent, ended }: DemoOptions): Command {
  const demo: Command = {
    name: 'demo',
    aliases: [],
    usage: 'demo end <event>',
    help: 'Ends a running event of the pretend tenant.',
    example: 'demo end quarterly results',
    featured: false,
    parse(words) {
      const which = words.replace(/^end\b\s*/i, '');
      return which ? { which } : {};
    },
    async answer(args, question) {
      const which = await findWhich(args, question);
      if ('candidates' in which) return choiceAnswer(which, demo.name, args, question);
      const { found } = which;
      // A meeting of the pretend tenant has its times from the start.
      if (isMeeting(found)) throw new AppError('meeting-without-sessions');
      const { kind, id, title } = found.event;
      const happened = await endEvent(id);
      if (happened) ended?.();
      const facts: EventEnded = {
        ...{ kind, id, title },
        ...(happened && { readyAt: happened.readyAt, ...(await watchedHere(found, question)) }),
      };
      return { card: demoEndCard(facts, question.card), facts, remember: { subject: { kind, id } } };
    },
  };
  return demo;
}

/** Whoever asked for it: that one of them runs the event is seen when it is posted. */
async function watchedHere(found: Found, { watches, asker }: Question): Promise<Pick<EventEnded, 'watchedHere'>> {
  if (!watches) return {};
  const targets = [targetOf(found), targetOf(found, 'series')];
  const asksForIt = (await watches.here()).some(one =>
    one.what === 'all'
      ? isOwn(one, asker)
      : targets.some(({ what, targetId }) => one.what === what && one.targetId === targetId),
  );
  return { watchedHere: asksForIt };
}
