import { postsCard } from '../../cards/posts';
import { AppError, isProblem } from '../../domain/errors';
import type { Post, PostsAnswer } from '../../domain/posts';
import type { Command, Question } from '../command';
import type { KnownPost } from '../posting/post-book';
import { findWhich } from '../which/which';

const MOST_LISTED = 10;

/** Summaries that Rollcall posts by itself and that are not certainly where they belong, for whoever asked for them there. */
export const posts: Command = {
  name: 'posts',
  aliases: ['waiting posts', 'my posts'],
  usage: 'posts',
  help: 'Summaries that wait, may not have arrived, or could not be posted.',
  example: 'posts',
  featured: false,
  parse: () => ({}),
  async answer({ post: key, verdict }, question) {
    const { posts: book } = question;
    if (!book) throw new AppError('posts-need-store');
    let done: PostsAnswer['done'];
    if (key !== undefined && verdict !== undefined) {
      const known = await book.find(key);
      if (!known || !(await mayRead(known, question))) throw new AppError('not-found');
      done = await book.decide(key, verdict);
    }
    const open = await readable(await book.open(), question);
    const facts: PostsAnswer = {
      posts: open.slice(0, MOST_LISTED),
      more: Math.max(0, open.length - MOST_LISTED),
      ...(done && { done }),
    };
    return { card: postsCard(facts, question.card), facts };
  },
};

/** What the asker still runs: each event is asked for once. */
async function readable(known: readonly KnownPost[], question: Question): Promise<Post[]> {
  const rights = new Map<string, Promise<boolean>>();
  const shown: Post[] = [];
  for (const one of known) {
    const right = rights.get(one.subject.id) ?? mayRead(one, question);
    rights.set(one.subject.id, right);
    if (await right) shown.push(one.post);
  }
  return shown;
}

async function mayRead({ subject: { kind, id } }: KnownPost, question: Question): Promise<boolean> {
  try {
    await findWhich({ kind, id }, question);
    return true;
  } catch (error) {
    if (isProblem(error, 'not-found')) return false;
    throw error;
  }
}
