import { createAnswerer } from '../../bot/answerer';
import { readConfig } from '../../config';
import { startSandbox } from '../../sandbox/server';
import { openSources } from '../../sources';

/** One question of a new conversation, or of one that goes on, and the least that Graph allows for it. */
export interface Asked {
  words: string;
  goesOn: boolean;
  requests: number;
  least: number;
  why: string;
}

/** Pages of this many records and registrations, as many as were seen of Graph. */
const PAGE_SIZE = 500;
const ATTENDEES = 20_000;

/** What no answer can do without, in Graph's own terms. */
const WHY = {
  lists:
    'who organises what: the lists of two kinds of events in two roles in one batch, and the second page of one of them',
  event: 'whether the asker still runs it: the event itself',
  sessions: 'its sessions',
  reports: 'the list of their reports',
  report: 'the report itself, to see that nothing changed',
  meeting: 'the meeting',
  registrations: 'registrations, page by page, or the one page that says there are none',
  questions: 'the questions of the registration form',
  calls: 'the calls of their time',
};

type Need = keyof typeof WHY;

interface Question {
  words: string;
  /** In the same conversation as the question before. */
  goesOn?: true;
  needs: Need[];
  /** Pages of records, of registrations beyond the first, and of the sessions of calls. */
  pages?: number;
}

const QUESTIONS: Question[] = [
  { words: 'events', needs: ['lists'] },
  { words: 'attendance all-hands', needs: ['lists', 'sessions', 'reports', 'registrations', 'calls'], pages: 46 },
  { words: 'attendance', goesOn: true, needs: ['event', 'sessions', 'reports', 'report'] },
  { words: 'participants', goesOn: true, needs: ['event', 'sessions', 'reports'], pages: 40 },
  { words: 'participants page 2', goesOn: true, needs: [] },
  { words: 'reports release retrospective', needs: ['lists', 'sessions', 'reports'] },
  {
    words: 'attendance all reports',
    goesOn: true,
    needs: ['event', 'sessions', 'reports', 'registrations', 'calls'],
    pages: 6,
  },
  { words: 'attendance 367482777172', needs: ['meeting', 'reports', 'calls'], pages: 2 },
  {
    words: 'person sofia in release retrospective',
    needs: ['lists', 'sessions', 'reports', 'registrations'],
    pages: 3,
  },
  { words: 'export release retrospective', needs: ['lists', 'sessions', 'reports', 'registrations'], pages: 1 },
  {
    words: 'compare release retrospective with spring product briefing',
    needs: ['lists', ...twice('sessions'), ...twice('reports'), ...twice('registrations')],
    pages: 2,
  },
];

function twice(need: Need): Need[] {
  return [need, need];
}

/** Asks a tenant of its own in the same process and counts what that takes. */
export async function benchRequests(): Promise<Asked[]> {
  const sandbox = await startSandbox({ attendees: ATTENDEES, pageSize: PAGE_SIZE });
  const sources = await openSources(readConfig({ ROLLCALL_MODE: 'sandbox', GRAPH_ROOT: sandbox.root }));
  try {
    const asked: Asked[] = [];
    let answerer = createAnswerer({ sourceFor: sources.sourceFor, now: Date.now });
    for (const question of QUESTIONS) {
      const { words, goesOn = false } = question;
      if (!goesOn) answerer = createAnswerer({ sourceFor: sources.sourceFor, now: Date.now });
      const before = sandbox.requests.length;
      const { problem } = await answerer.words(words, {
        asker: { tenantId: sandbox.tenantId, personId: sandbox.demoOrganizerId },
        conversation: 'bench',
        card: { place: 'personal', figuresOnly: false, zone: 'UTC', locale: 'en' },
      });
      if (problem) throw new Error(`${words}: ${problem}`);
      const requests = sandbox.requests.slice(before).filter(one => !one.inBatch).length;
      asked.push({ words, goesOn, requests, ...leastFor(question) });
    }
    return asked;
  } finally {
    await sources.close();
    await sandbox.close();
  }
}

function leastFor({ needs, pages = 0 }: Question): { least: number; why: string } {
  const least = needs.reduce((sum, need) => sum + (need === 'lists' ? 2 : 1), pages);
  const why = [...new Set(needs)].map(need =>
    needs.indexOf(need) === needs.lastIndexOf(need) ? WHY[need] : `${WHY[need]}, of each`,
  );
  if (pages > 0) why.push(`${pages} ${pages === 1 ? 'page' : 'pages'}`);
  return { least, why: why.join('; ') || 'kept for ten minutes' };
}
