import { callExportCard } from '../../cards/call-export';
import { fileWords } from '../../cards/export';
import { withoutDevices } from '../../domain/call-privacy';
import type { CallExportAnswer } from '../../domain/calls';
import { createCallRows } from '../../export/call-files';
import type { NamedAfter } from '../../export/file-name';
import { readCall } from '../../reading/calls';
import type { FoundCall } from '../calls/call-right';
import { readCallWords } from '../calls/call-words';
import { toldHead } from '../calls/told-call';
import { callMemory, findCall, isCall } from '../calls/which-call';
import type { Command } from '../command';
import type { OfferedFile } from '../file-offers';

/** Files of the sessions and streams of a call: with names, so in personal chat alone. */
export const callExport: Command = {
  name: 'call-export',
  aliases: ['export call', 'call export', 'download call'],
  usage: 'call-export [<which>]',
  help: 'Files of the sessions and streams of a call, with every measure. In personal chat only.',
  example: 'export call all-hands',
  featured: false,
  namesPeople: true,
  parse: readCallWords,
  async answer(args, question) {
    const found = await findCall(callExport.name, args, question);
    if (!isCall(found)) return found;
    const { call, details } = found;
    const { source, progress, signal, card } = question;
    const rows = createCallRows(card.zone);
    const into: Pick<typeof rows, 'add'> =
      details === 'all'
        ? rows
        : {
            add: sessions => {
              rows.add(sessions.map(withoutDevices));
            },
          };
    const partial = await readCall(options => source.callSessions(call.id, options), into, {
      progress,
      ...(signal && { signal }),
    });
    const head = toldHead(found, question);
    const about = head.subject ?? { kind: 'call', id: call.id };
    const files: (OfferedFile & Pick<CallExportAnswer['files'][number], 'holds'>)[] = [];
    for (const file of rows.files(namedAfter(found, partial)))
      files.push({ holds: file.holds, ...(await question.keepFile(file, fileWords[file.holds].what, about)) });
    const facts: CallExportAnswer = {
      ...head,
      sessions: rows.sessions,
      zone: card.zone,
      files: files.map(({ holds, name, bytes, rows: lines }) => ({ holds, name, bytes, rows: lines })),
      ...partial,
    };
    return { card: callExportCard(facts, card), facts, files, remember: callMemory(found) };
  },
};

/** A call of no event of the asker's is named after its day. */
function namedAfter({ call, home }: FoundCall, { incomplete }: { incomplete?: true }): NamedAfter {
  const day = call.startDateTime?.slice(0, 10) ?? '';
  return {
    subject: home?.subject ?? { kind: 'call', title: `Call ${day}`.trim() },
    figures: { ...(incomplete && { incomplete }) },
  };
}
