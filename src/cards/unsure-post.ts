import template from '../../adaptiveCards/unsure-post.json';
import type { UnsurePost } from '../domain/posts';
import { actionBar, commandAction } from './action';
import type { Card, CardContext } from './card';
import { personText, plainText } from './person-text';
import { postVerdictActions } from './post-verdict';
import { createRenderer } from './render';
import { whenText } from './when';

const render = createRenderer(template);

/** Tells that a summary may or may not stand in its place, and lets its owner decide. Says what it is about only where that is given. */
export function unsurePostCard({ key, about }: UnsurePost, context: CardContext): Card {
  const title = 'A summary may or may not have been posted';
  const text = about
    ? 'Teams did not say whether it took the summary, so Rollcall has not sent it again.'
    : 'Teams did not say whether it took a summary for this conversation, so Rollcall has not sent it again.';
  const hint = about
    ? 'Look where you asked for it. Send it again if it is not there.'
    : 'Whoever asked for it here can send it again if it is not there.';
  const name = about ? personText(about.title) || 'Untitled event' : null;
  return render({
    speak: `${title}. ${text}`,
    fallbackText: `${title}${about ? `: ${plainText(about.title, 120)}` : ''}. ${text} ${hint}`,
    title,
    name,
    when: about?.start ? whenText({ start: about.start }, context) : null,
    text,
    hint,
    actions: actionBar([
      ...postVerdictActions(key),
      commandAction({ title: 'All waiting posts', command: 'posts', args: {} }),
    ]),
  });
}
