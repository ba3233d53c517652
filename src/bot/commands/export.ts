import { exportCard, fileWords } from '../../cards/export';
import type { Args } from '../../domain/args';
import { exportLayouts, type ExportAnswer } from '../../domain/export';
import { exportFiles } from '../../export/files';
import type { Command } from '../command';
import { readExportContent } from '../export-content';
import type { OfferedFile } from '../file-offers';
import { choiceAnswer } from '../problem-answer';
import { withoutAll } from '../page-words';
import { chooseReport, spanOf } from '../reports';
import { partialOf } from '../rosters';
import { toRemembered } from '../which/subjects';
import { findWhich } from '../which/which';

/** Files of everybody who came: in personal chat alone. */
export const exported: Command = {
  name: 'export',
  aliases: ['download', 'csv'],
  usage: 'export [<which>] [all reports] [as csv|as teams]',
  help: 'Files of who came, with every stay and all figures. In personal chat only.',
  example: 'export all-hands',
  featured: true,
  namesPeople: true,
  parse: readLayout,
  async answer(args, question) {
    const which = await findWhich(args, question, 'past');
    if ('candidates' in which) return choiceAnswer(which, exported.name, args, question);
    const { subject, report, merged } = await chooseReport(which.found, args, question);
    const layout = exportLayouts.find(one => one === args.layout) ?? 'csv';
    const content = await readExportContent(subject, merged, question);
    const { registrationUnread } = content.figures;
    const files: (OfferedFile & Pick<ExportAnswer['files'][number], 'holds'>)[] = [];
    for (const file of exportFiles(content, layout))
      files.push({ holds: file.holds, ...(await question.keepFile(file, fileWords[file.holds].what, subject)) });
    const facts: ExportAnswer = {
      subject,
      report: { id: report.id, ...spanOf(merged) },
      reports: merged.length,
      layout,
      attended: content.figures.attended,
      zone: content.zone,
      files: files.map(({ holds, name, bytes, rows }) => ({ holds, name, bytes, rows })),
      ...(layout === 'csv' && registrationUnread && { registrationUnread }),
      ...partialOf(content.figures),
    };
    return {
      card: exportCard(facts, question.card),
      facts,
      files,
      remember: { subject: toRemembered(which.found, subject.sessionId) },
    };
  },
};

const LAYOUT =
  /(?:^|\s+)(?:as|for|in|like)\s+(?:an?\s+|the\s+)?(?<layout>csv|excel|spreadsheet|teams(?:'s?)?)(?:\s+(?:files?|layout|format|report|download))?$/i;

/** `bootcamp all reports as teams`: layout and all reports stand at the end, in any order; what is left names the event. */
function readLayout(words: string): Args {
  const found = LAYOUT.exec(words);
  const before = withoutAll(found ? words.slice(0, found.index) : words);
  if (found) return { ...before, layout: /^teams/i.test(found.groups?.layout ?? '') ? 'teams' : 'csv' };
  const { which, all } = before;
  return all && which !== undefined && LAYOUT.test(which) ? { ...readLayout(which), all } : before;
}
