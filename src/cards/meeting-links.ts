import template from '../../adaptiveCards/meeting-links.json';
import { actionBar, commandAction } from './action';
import type { Card, CardContext, CardElement } from './card';
import { dialogAction } from './dialog-card';
import { counted, formatFor } from './format';
import { listRows, spokenTitles, type ListLine, type ListRow } from './list-row';
import { createRenderer, withRowsThatFit } from './render';

/** The links of one message. */
export interface MeetingLinks {
  /** Those that lead to what the reader runs; `link` is what a button carries. */
  lines: (ListLine & { link: string })[];
  /** What the list is kept by. */
  of?: string;
  /** Links to what the reader does not run, or what is gone: nobody learns which. */
  others: number;
  /** Links that could not be followed now. */
  unread: number;
  /** Links beyond those that are followed. */
  more: number;
  /** The message is in a meeting's own chat. */
  inMeetingChat: boolean;
}

const render = createRenderer(template);

/** The links of a message to choose from, or that there is none and what to do. */
export function meetingLinksCard(value: MeetingLinks, context: CardContext): Card {
  const all = value.lines.length + value.others + value.unread + value.more;
  return withRowsThatFit(value.lines, lines => {
    const title = all === 0 ? 'No meeting link here' : 'Which meeting?';
    const what =
      all === 0
        ? 'This message holds no link to a Teams meeting, webinar or town hall.'
        : 'This message links to several. Dates are in your time.';
    const said = all === 0 ? `${title}. ${what}` : `${title} ${spokenTitles(lines, lines.length)}`;
    return render({
      speak: said,
      fallbackText: said,
      title,
      what,
      rows: rowsOf(lines, value.of, context),
      notes: notesOf(value, value.lines.length - lines.length, context),
      actions: actionBar(actionsOf(value)),
    });
  });
}

function rowsOf(lines: MeetingLinks['lines'], of: string | undefined, context: CardContext): ListRow[] {
  const rows = listRows(lines, () => ({ command: '', args: {} }), context);
  return rows.map((row, index) => ({
    ...row,
    tap: dialogAction(`Open number ${row.number}`, { link: lines[index]?.link, ...(of !== undefined && { of }) }),
  }));
}

function notesOf(
  { lines, others, unread, more }: MeetingLinks,
  left: number,
  context: CardContext,
): { text: string }[] {
  const format = formatFor(context);
  const hidden = more + left;
  if (lines.length + others + unread + more === 0) return [{ text: WAYS }];
  return [
    ...(others > 0
      ? [`${counted(format, others, 'link leads', 'links lead')} to no event or meeting that you run.`]
      : []),
    ...(unread > 0 ? [`${counted(format, unread, 'link', 'links')} could not be followed now. Press Read again.`] : []),
    ...(hidden > 0
      ? [`${counted(format, hidden, 'more link is', 'more links are')} not shown here: look them up one at a time.`]
      : []),
  ].map(text => ({ text }));
}

const WAYS =
  'Copy the join link from the invitation, open your own chat with Rollcall, and send **attendance** with the link behind it. Or start from your events.';

function actionsOf({ unread, of, inMeetingChat }: MeetingLinks): CardElement[] {
  return [
    ...(unread > 0 && of !== undefined ? [dialogAction('Read again', { links: of })] : []),
    ...(inMeetingChat ? [dialogAction("This chat's meeting", { here: true })] : []),
    commandAction({ title: 'My events', command: 'events', args: {} }),
    commandAction({ title: 'Help', command: 'help', args: {} }),
  ];
}
