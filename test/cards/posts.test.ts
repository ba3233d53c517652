import type { CardContext } from '../../src/cards/card';
import { postsCard } from '../../src/cards/posts';
import type { Post } from '../../src/domain/posts';

const context: CardContext = {
  place: 'personal',
  figuresOnly: false,
  zone: 'UTC',
  locale: 'en-GB',
  now: 1_795_251_600_000,
};
const post = (state: Post['state']): Post => ({ key: `${state}.1`, state, title: 'Spring', start: null });

it.each<[string, Post[], number, string]>([
  ['nothing', [], 0, 'No summary is waiting'],
  ['what goes out by itself', [post('waiting')], 0, '1 summary on the way'],
  ['what needs a word as well', [post('waiting'), post('unsure')], 0, '2 summaries not certainly posted'],
  ['what is not listed', [post('waiting')], 1, '2 summaries not certainly posted'],
])('says what stands there: %s', (_name, posts, more, title) => {
  expect(postsCard({ posts, more }, context).speak).toBe(`${title}.`);
});

it('with nothing to show says what would be there', () => {
  const shown = (posts: Post[]) => JSON.stringify(postsCard({ posts, more: 0 }, context));
  expect(shown([])).toContain('may not have arrived');
  expect(shown([post('waiting')])).not.toContain('may not have arrived');
});
