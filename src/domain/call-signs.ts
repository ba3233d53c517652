import type { CallFeedback } from './call-record';
import type { JudgedDevice, JudgedSession, JudgedStream } from './judged-session';
import { isMeasured } from './stream-quality';

/** A share of the call in which a device, or a machine, was in trouble: above this it counts. */
export const TROUBLED_SHARE = 0.1;
/** Glitches in five minutes: good is less than one, by Microsoft's description of the figure. */
export const MOST_GLITCHES = 1;

/** Bits of `signsOf`: measured, and bad, of what a headset would mend and of what a faster machine would. */
export const HEADSET_MEASURED = 1;
export const HEADSET_BAD = 2;
export const CLIENT_MEASURED = 4;
export const CLIENT_BAD = 8;

/** The bits of one session: what its devices measured, its streams, and what people said of it. */
export function signsOf(session: JudgedSession): number {
  let signs = feedbackSigns(session.caller?.feedback) | feedbackSigns(session.callee?.feedback);
  for (const { caller, callee, media } of session.segments) {
    signs |= feedbackSigns(caller?.feedback) | feedbackSigns(callee?.feedback);
    for (const { callerDevice, calleeDevice, streams } of media) {
      signs |= deviceSigns(callerDevice) | deviceSigns(calleeDevice);
      for (const stream of streams) signs |= streamSigns(stream);
    }
  }
  return signs;
}

function deviceSigns(device: JudgedDevice | undefined): number {
  if (device === undefined) return 0;
  const { measures } = device;
  let signs = signOf(measures.cpuInsufficentEventRatio, TROUBLED_SHARE, CLIENT_MEASURED, CLIENT_BAD);
  for (const name of TROUBLED_SHARES) signs |= signOf(measures[name], TROUBLED_SHARE, HEADSET_MEASURED, HEADSET_BAD);
  signs |= signOf(measures.howlingEventCount, 0, HEADSET_MEASURED, HEADSET_BAD);
  for (const name of GLITCH_RATES) signs |= signOf(measures[name], MOST_GLITCHES, HEADSET_MEASURED, HEADSET_BAD);
  return signs;
}

/** Of the call, by Graph's names in `deviceInfo`. */
const TROUBLED_SHARES = [
  'deviceGlitchEventRatio',
  'deviceClippingEventRatio',
  'lowSpeechLevelEventRatio',
  'lowSpeechToNoiseEventRatio',
  'captureNotFunctioningEventRatio',
  'renderNotFunctioningEventRatio',
];
const GLITCH_RATES = ['micGlitchRate', 'speakerGlitchRate'];

function streamSigns({ lowVideoProcessingCapabilityRatio }: JudgedStream): number {
  return signOf(lowVideoProcessingCapabilityRatio, TROUBLED_SHARE, CLIENT_MEASURED, CLIENT_BAD);
}

function signOf(value: number | undefined, most: number, measured: number, bad: number): number {
  if (!isMeasured(value)) return 0;
  return value > most ? measured | bad : measured;
}

/** Names of tokens change: those that speak of a microphone or loudspeaker are known by a part. */
const HEADSET_TOKEN = /echo|nois|distort|lowvolume|toosoft/i;

function feedbackSigns(feedback: CallFeedback | undefined): number {
  if (feedback === undefined) return 0;
  let signs = 0;
  for (const token in feedback.tokens) {
    if (HEADSET_TOKEN.test(token)) signs |= feedback.tokens[token] ? HEADSET_MEASURED | HEADSET_BAD : HEADSET_MEASURED;
  }
  return signs;
}
