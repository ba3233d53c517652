import type { ProblemCode } from '../domain/errors';
import type { ProblemWords } from './problem-wording';

/** Words for troubles with watching. */
export const watchProblemWords = {
  'watch-needs-store': {
    title: 'Nothing can be watched here',
    what: 'What is watched is kept in the database of the Rollcall in Teams, and posted into a chat or channel. Here there is neither.',
    fix: 'Say it to Rollcall in Teams: in your own chat, a group chat or a channel.',
  },
  'watch-needs-chat': {
    title: 'Nothing can be posted here',
    what: 'Rollcall can post only where it is a member, and keeps what is watched in its database. Here one of the two is missing.',
    fix: 'Add Rollcall to this chat, or say it in your own chat with Rollcall. If it is missing there too, tell whoever runs Rollcall for you.',
  },
  'posts-need-store': {
    title: 'Nothing is posted from here',
    what: 'What waits to be posted is kept in the database of the Rollcall in Teams. Here there is none.',
    fix: 'Say posts to Rollcall in Teams. If it answers the same there, tell whoever runs Rollcall for you.',
  },
  'not-watched': {
    title: 'Not watched here',
    what: 'Nothing of yours by that name or number is watched in this conversation, or it was taken away already.',
    fix: 'Say watching to see what is watched, and press Unwatch there. In your own chat it shows all that you watch, wherever it is posted.',
  },
} satisfies Partial<Record<ProblemCode, ProblemWords>>;
