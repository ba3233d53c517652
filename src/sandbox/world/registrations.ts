import { DAY, HOUR } from './calendar';
import type { Answer, Question, RegistrationBook, RegistrationStatus, TenantRegistration } from './model';
import { type CrowdMix, crowdPerson } from './people';
import { type Draws, drawsOf, guidOf } from './random';

export interface BookSpec {
  key: string;
  count: number;
  /** How many of them come: they are spread evenly over the book, and nearly all of them are registered. */
  coming: number;
  /** People register before this: the start of the event, or now. */
  until: number;
  mix: CrowdMix;
  /** Registration `index` is person `crowdIndex(index)` of this shared crowd: how several events come to have the same guests. */
  crowd?: string;
  crowdIndex?: (index: number) => number;
  capacity: number;
  isManualApprovalEnabled?: boolean;
  isWaitlistEnabled?: boolean;
  questions?: Question[];
}

const NO_CALLERS = { anonymous: 0, dialIn: 0 };

/** A book of registrations of which only the one asked for exists. */
export function registrationBook(seed: number, tenantId: string, spec: BookSpec): RegistrationBook {
  const questions = spec.questions ?? [];
  const idOf = (index: number): string => guidOf(seed, spec.key, 'registration', index);
  return {
    capacity: spec.capacity,
    isManualApprovalEnabled: spec.isManualApprovalEnabled ?? false,
    isWaitlistEnabled: spec.isWaitlistEnabled ?? false,
    questions,
    count: spec.count,
    idOf,
    registration: (index): TenantRegistration => {
      const draws = drawsOf(seed, spec.key, 'registration of', index);
      const status = statusOf(draws, spec, index);
      const registeredAt = spec.until - Math.floor(draws.next() * draws.next() * 40 * DAY) - HOUR;
      return {
        id: idOf(index),
        person: crowdPerson(
          seed,
          spec.crowd ?? spec.key,
          spec.crowdIndex?.(index) ?? index,
          { ...spec.mix, ...NO_CALLERS },
          tenantId,
        ),
        status,
        registeredAt,
        canceledAt:
          status === 'canceled' ? Math.floor(registeredAt + draws.next() * (spec.until - registeredAt)) : null,
        external: draws.chance(0.3)
          ? { referrer: draws.pick(['Newsletter', 'Partner portal', 'Fair']), registrationId: `crm-${index + 1}` }
          : null,
        answers: questions.filter(one => one.isRequired || draws.chance(0.7)).map(one => answerTo(one, draws)),
      };
    },
  };
}

function statusOf(draws: Draws, spec: BookSpec, index: number): RegistrationStatus {
  const share = draws.next();
  if (comes(spec, index)) return share < 0.985 ? 'registered' : 'canceled';
  if (share < 0.7) return 'registered';
  if (share < 0.84) return 'canceled';
  if (share < 0.91) return 'waitlisted';
  return share < 0.96 ? 'pendingApproval' : 'rejectedByOrganizer';
}

/** Whether attendee `i` of `coming` maps to this registration, as `reports.ts` maps them. */
function comes(spec: BookSpec, index: number): boolean {
  if (spec.coming <= 0) return false;
  const attendee = Math.ceil((index * spec.coming) / spec.count);
  return attendee < spec.coming && Math.floor((attendee * spec.count) / spec.coming) === index;
}

const FREE_TEXT = [
  'Nothing special, curious about the road map.',
  'How do we move our old meters over?',
  'Können wir die Daten exportieren?',
  'Pricing for non-profits?\nAnd for schools?',
  '=HYPERLINK("https://spread.example","a cell")',
];
const SHORT_TEXT = ['Field engineer', 'Head of Operations', 'Analyst', 'Student', 'Consultant', 'Plant manager', 'CTO'];

function answerTo(question: Question, draws: Draws): Answer {
  const empty = { questionId: question.id, value: null, booleanValue: null, multiChoiceValues: [] };
  if ('label' in question.ask) return { ...empty, value: draws.pick(SHORT_TEXT) };
  const { input, choices } = question.ask;
  if (input === 'boolean') return { ...empty, booleanValue: draws.chance(0.6) };
  // Graph puts a single choice among the multiple ones, and leaves value null.
  if (input === 'singleChoice') return { ...empty, multiChoiceValues: [draws.pick(choices)] };
  if (input === 'multiChoice') return { ...empty, multiChoiceValues: choices.filter(() => draws.chance(0.5)) };
  return { ...empty, value: draws.pick(input === 'text' ? SHORT_TEXT : FREE_TEXT) };
}

/** One question of every kind. */
export function questionsOf(seed: number, key: string): Question[] {
  const question = (name: string, isRequired: boolean, ask: Question['ask']): Question => ({
    id: guidOf(seed, key, 'question', name),
    displayName: name,
    isRequired,
    ask,
  });
  return [
    question('Job title', true, { label: 'jobTitle' }),
    question('Organisation', false, { label: 'organization' }),
    question('What is your primary reason for attending?', true, {
      input: 'singleChoice',
      choices: ['To learn', 'To meet others', 'To compare products', 'My manager asked me to'],
    }),
    question('Which sites do you look after?', false, {
      input: 'multiChoice',
      choices: ['Harbour', 'Reservoir', 'Pumping station', 'Office', 'Other'],
    }),
    question('Do you use Harbor today?', true, { input: 'boolean', choices: [] }),
    question('In what area do you work?', false, { input: 'text', choices: [] }),
    question('What should we talk about?', false, { input: 'multilineText', choices: [] }),
  ];
}
