import { stepFor } from '../../cards/problem-steps';
import type { AppIds } from '../../domain/app-ids';
import type { ProblemCode, ProblemDetails } from '../../domain/errors';

/** What an administrator would do, as a problem card says it; empty where there is nothing to copy. */
export function linesOf(code: ProblemCode, details: ProblemDetails, app: AppIds | undefined): string[] {
  if (!app) return [];
  const operator = { place: 'personal', figuresOnly: true, zone: 'UTC', locale: 'en', now: 0, app } as const;
  const parts = stepFor(code, details, operator)?.parts ?? [];
  return parts.flatMap(({ say, lines }) => [say, ...lines.map(line => `  ${line}`)]);
}
