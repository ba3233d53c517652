import template from '../../adaptiveCards/call-export.json';
import type { CallExportAnswer } from '../domain/calls';
import { actionBar, commandAction } from './action';
import { callArgs, callHead } from './call-head';
import type { Card, CardContext } from './card';
import { fileRow, howText } from './export';
import { counted, formatFor } from './format';
import { plainText } from './person-text';
import { mayShowPeople } from './privacy';
import { privateCard } from './private';
import { createRenderer } from './render';
import { shortReason } from './short-reason';

const render = createRenderer(template);

/** The files of a call that were written, before Teams asks whether they may go to the reader's OneDrive. */
export function callExportCard(value: CallExportAnswer, context: CardContext): Card {
  const { call, files, sessions, details } = value;
  if (!mayShowPeople(context)) return privateCard({ command: `call-export ${call.id}` }, context);
  const format = formatFor(context);
  const head = callHead(value, context);
  const count = counted(format, files.length, 'file', 'files');
  const partial = value.incomplete ? ' Sessions are missing in them.' : '';
  const said = `${head.spoken}. ${count}, ${counted(format, sessions, 'session', 'sessions')}.${partial}`;
  const args = callArgs(value);
  const to = (title: string, command: string) => commandAction({ title, command, args });
  return render({
    speak: said,
    fallbackText: `${said} ${files.map(file => plainText(file.name, 120)).join(', ')}`,
    head,
    line: [
      counted(format, sessions, 'session', 'sessions'),
      `times in ${format.zone}`,
      ...(details === 'limited'
        ? ['without devices, addresses and written feedback, which configured readers get']
        : []),
    ].join(' · '),
    alerts: value.incomplete ? [{ text: partialText(value, context) }] : [],
    files: files.map(file => fileRow(file, context)),
    how: context.botId === undefined ? null : howText(files.length),
    actions: actionBar([
      ...(value.incomplete ? [to('Read again', 'call-export')] : []),
      to('Call', 'call'),
      to('Sessions', 'call-sessions'),
      to('Quality', 'quality'),
    ]),
  });
}

function partialText({ sessions, incompleteBecause }: CallExportAnswer, context: CardContext): string {
  const why = incompleteBecause === undefined ? '' : `: ${shortReason(incompleteBecause)}`;
  return `**Incomplete.** Only the first ${counted(formatFor(context), sessions, 'session', 'sessions')} could be read${why}. The files' names say so; read again to go on.`;
}
