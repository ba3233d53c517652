import { reportsCard } from '../../cards/reports';
import type { ReportsAnswer } from '../../domain/report-list';
import { pageOf } from '../../domain/page';
import type { Command, Remembered } from '../command';
import { withoutPage } from '../page-words';
import { choiceAnswer } from '../problem-answer';
import { listReports } from '../report-list';
import { toRemembered } from '../which/subjects';
import { findWhich } from '../which/which';

const PAGE = 10;

/** The attendance reports there are, each leading to its figures. */
export const reports: Command = {
  name: 'reports',
  aliases: ['attendance reports'],
  usage: 'reports [<which>]',
  help: 'The attendance reports of an event or meeting: when, how long, how many.',
  example: 'reports retrospective',
  featured: false,
  parse(text) {
    const { words, page } = withoutPage(text);
    return { ...(words && { which: words }), ...(page !== undefined && { page }) };
  },
  async answer(args, question) {
    const which = await findWhich(args, question, 'past');
    if ('candidates' in which) return choiceAnswer(which, reports.name, args, question);
    const { lines, ...list } = await listReports(which.found, question);
    const shown = pageOf(lines, args.page ?? 1, PAGE);
    const facts: ReportsAnswer = {
      ...list,
      lines: shown.items,
      page: shown.page,
      pages: shown.pages,
      matching: lines.length,
    };
    const { kind, id } = list.subject;
    return {
      card: reportsCard(facts, question.card),
      facts,
      remember: {
        subject: toRemembered(which.found),
        list: lines.map(({ session, report }): Remembered => ({
          kind,
          id,
          ...(session && { session: session.id }),
          ...(report && { report: report.id }),
        })),
      },
    };
  },
};
