import { fileCard, type FileState } from '../../cards/file';
import type { CardContext } from '../../cards/card';
import type { Audit } from '../../domain/audit';
import { readActionData } from '../action-data';
import type { Answerer, Question } from '../command';
import type { FileOffers, OfferedFile } from '../file-offers';
import { hasKeptRight } from '../kept-right';
import { notesFor } from '../notes';
import { invokeResponse, type Outlet, type SavedFile } from '../send';
import { isObject } from './activity';
import type { ServiceUrlRule } from './clouds';
import type { Delivered } from './asked';
import { isWaiting, type createDelivery } from './delivery';
import { UploadFailed, uploadFile } from './upload';

export interface FileConsentOptions {
  delivery: Pick<ReturnType<typeof createDelivery>, 'background'>;
  offers: FileOffers;
  answerer: Pick<Answerer, 'question'>;
  /** Where people's files may be sent; the address comes from a client. */
  mayUploadTo: ServiceUrlRule;
  now: () => number;
  sleep: (ms: number) => Promise<void>;
  /** Milliseconds between two updates of the progress. */
  progressEvery: number;
  /** Told what came of each answer: no names, no addresses. */
  told: (outcome: FileOutcome, delivered: Delivered, facts?: object) => void;
  /** Told who took what; absent: nobody. */
  audit?: Audit | undefined;
}

export type FileOutcome = 'saved' | 'declined' | 'gone' | 'repeated' | 'refused address' | 'failed';

/** Upload addresses are long: they hold a permission. */
const LONGEST_ADDRESS = 4000;
const LONGEST_WORD = 400;

/** Answers `fileConsent/invoke`: what Teams sends when somebody allows or declines a file. Throws only when something is broken. */
export function createFileConsent(options: FileConsentOptions) {
  const { delivery, offers, answerer, mayUploadTo, now, sleep, progressEvery, told, audit } = options;

  return async function consent(delivered: Delivered): Promise<void> {
    const { activity, where, context } = delivered;
    const card = (): CardContext => ({ ...where.card, now: now() });
    // A chat that is held open is told in its body, where nothing that stands can be replaced.
    const standing = isWaiting(activity) ? undefined : activity.replyToId;
    const show = (outlet: Outlet, state: FileState, file?: OfferedFile) =>
      put(outlet, standing, fileCard({ state, ...file }, card()));

    const asked = readConsent(activity.value);
    if (!asked) {
      await context.sendActivity(invokeResponse(400, { error: { message: 'This is no answer to a file consent.' } }));
      return;
    }
    const file = where.card.place === 'personal' ? offers.take(asked.file, where) : 'gone';
    if (file === 'taken') {
      told('repeated', delivered);
    } else if (file === 'gone') {
      told('gone', delivered);
      await delivery.background(delivered, outlet => show(outlet, 'gone'));
    } else if (asked.target === undefined) {
      await offers.drop(file.id);
      told('declined', delivered);
      await delivery.background(delivered, outlet => show(outlet, 'declined', file));
    } else {
      const { target } = asked;
      await delivery.background(delivered, outlet => save(outlet, file, target));
    }
    await context.sendActivity(invokeResponse(200, {}));

    async function save(outlet: Outlet, offered: OfferedFile, { uploadUrl, ...saved }: Target): Promise<void> {
      try {
        if (!mayUploadTo(uploadUrl) || !mayUploadTo(saved.contentUrl)) {
          told('refused address', delivered, { host: URL.parse(uploadUrl)?.hostname });
          throw new UploadFailed(undefined);
        }
        if (!(await mayStillHave(offered, answerer.question(where)))) {
          await offers.drop(offered.id);
          told('gone', delivered);
          await show(outlet, 'gone');
          return;
        }
        // In the question's place alone: a message of its own would say so for ever.
        const showSaving = async (sent: number): Promise<void> => {
          if (standing === undefined) return;
          const share = sent / offered.bytes;
          await outlet
            .update(standing, fileCard({ state: 'saving', ...offered, share }, card()))
            .catch(() => undefined);
        };
        await showSaving(0);
        let shownAt = now();
        let shown = Promise.resolve();
        await uploadFile({
          path: offered.path,
          bytes: offered.bytes,
          uploadUrl,
          sleep,
          now,
          random: Math.random,
          progress(sent) {
            if (sent === offered.bytes || now() - shownAt < progressEvery) return;
            shownAt = now();
            shown = showSaving(sent);
          },
        });
        // An update that is late must not take the place of the file.
        await shown;
      } catch (error) {
        offers.giveBack(offered.id);
        if (!(error instanceof UploadFailed)) told('failed', delivered, { error });
        else told('failed', delivered, { status: error.status });
        await show(outlet, 'failed', offered);
        await outlet.offer(offered);
        return;
      }
      await offers.drop(offered.id);
      told('saved', delivered, { bytes: offered.bytes });
      notesFor(audit, where)('exported', 'export', offered.about);
      await outlet.saved(standing, saved).catch((error: unknown) => {
        if (standing === undefined) throw error;
        return outlet.saved(undefined, saved);
      });
    }
  };
}

/** A file may wait for most of an hour: whoever no longer runs what it is of gets it no more. Throws AppError where that can't be known. */
async function mayStillHave({ about }: OfferedFile, question: Question): Promise<boolean> {
  const { kind, id } = readActionData({ args: { kind: about?.kind, id: about?.id } });
  return kind !== undefined && id !== undefined && hasKeptRight(question, { kind, id });
}

/** In place of what stands; as a new message where that fails. */
async function put(outlet: Outlet, messageId: string | undefined, card: ReturnType<typeof fileCard>): Promise<void> {
  if (messageId !== undefined) {
    try {
      await outlet.update(messageId, card);
      return;
    } catch {
      // The message is gone: what it would say still has to be said.
    }
  }
  await outlet.send(card);
}

interface Target extends SavedFile {
  uploadUrl: string;
}

/** The file that is meant, and where it goes; no target where it was declined. Undefined for anything of another shape. */
function readConsent(value: unknown): { file: unknown; target: Target | undefined } | undefined {
  if (!isObject(value) || value.type !== 'fileUpload' || !isObject(value.context)) return undefined;
  const { file } = value.context;
  if (value.action === 'decline') return { file, target: undefined };
  const { uploadInfo } = value;
  if (value.action !== 'accept' || !isObject(uploadInfo)) return undefined;
  const { name, contentUrl, uploadUrl, uniqueId, fileType } = uploadInfo;
  const isTarget =
    isText(uploadUrl, LONGEST_ADDRESS) &&
    isText(contentUrl, LONGEST_ADDRESS) &&
    isText(name, LONGEST_WORD) &&
    isText(uniqueId, LONGEST_WORD) &&
    isText(fileType, LONGEST_WORD);
  return isTarget ? { file, target: { name, contentUrl, uploadUrl, uniqueId, fileType } } : undefined;
}

function isText(value: unknown, longest: number): value is string {
  return typeof value === 'string' && value !== '' && value.length <= longest;
}
