import { whyCard } from '../../cards/why';
import { isAppError } from '../../domain/errors';
import type { Command, Question } from '../command';
import { choiceAnswer } from '../problem-answer';
import { toRemembered } from '../which/subjects';
import { findWhich, type Which } from '../which/which';
import { diagnose, spreading } from '../why/diagnose';
import type { Args } from '../../domain/args';

/** How people begin: "is there no report of", "can't I see the attendance of". */
const LEAD =
  /^(?:(?:is|are|was|were) there (?:still )?no|(?:can(?:'t|not| not)|could(?:n't| not)|don't|do not) (?:i|we) (?:see|get|read)|(?:can|do) (?:i|we) not (?:see|get|read)) (?:(?:the|any) )?(?:attendance )?(?:reports?|attendance|figures|participants)(?: yet)?(?: (?:of|for|from|in) |$)/i;

/** Why there is no attendance, and who can mend it. */
export const why: Command = {
  name: 'why',
  aliases: ['diagnose', 'what is wrong with', "what's wrong with"],
  usage: 'why [<which>]',
  help: 'Why there is no attendance: looks for the cause, who can mend it and how.',
  example: 'why security awareness hour',
  featured: false,
  parse(words) {
    const which = words.replace(/’/g, "'").replace(LEAD, '').trim();
    return which ? { which } : {};
  },
  async answer(args, question) {
    const which = await find(args, question);
    if ('candidates' in which) return choiceAnswer(which, why.name, args, question);
    const facts = await diagnose(which.found, question);
    return {
      card: whyCard(facts, question.card),
      facts,
      remember: { subject: toRemembered(which.found, facts.subject.sessionId) },
    };
  },
};

async function find(args: Args, question: Question): Promise<Which> {
  try {
    return await findWhich(args, question, 'past');
  } catch (error) {
    throw isAppError(error) ? spreading(error, question) : error;
  }
}
