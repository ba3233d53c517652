import type { CallStream } from '../domain/call-record';
import { streamQuality } from '../domain/stream-quality';
import { timeCell, type Column, type StreamRow } from './call-columns';
import { deviceColumns, networkColumns, type Numbers } from './call-media-columns';
import { csvText, decimalText, numberText } from './cell';

/** Every measure of a stream, by the name it has at Graph; `Ms` is milliseconds. */
const measures: readonly Numbers<CallStream>[] = [
  'packetUtilization',
  'averageRoundTripTimeMs',
  'maxRoundTripTimeMs',
  'averageJitterMs',
  'maxJitterMs',
  'averagePacketLossRate',
  'maxPacketLossRate',
  'averageAudioNetworkJitterMs',
  'maxAudioNetworkJitterMs',
  'averageAudioDegradation',
  'averageRatioOfConcealedSamples',
  'maxRatioOfConcealedSamples',
  'averageVideoFrameLossPercentage',
  'averageVideoFrameRate',
  'averageReceivedFrameRate',
  'postForwardErrorCorrectionPacketLossRate',
  'averageVideoPacketLossRate',
  'lowFrameRateRatio',
  'lowVideoProcessingCapabilityRatio',
  'averageFreezeDurationMs',
  'rmsFreezeDurationMs',
  'averageBandwidthEstimate',
];

/** One row a stream: whose it is, the verdict, every measure, and the network and devices at both ends. */
export const streamColumns: readonly Column<StreamRow>[] = [
  ['Session', ({ number }) => numberText(number)],
  ['Session id', ({ session }) => csvText(session.id)],
  ['Caller name', ({ session }) => csvText(session.caller?.identity?.displayName)],
  ['Callee name', ({ session }) => csvText(session.callee?.identity?.displayName)],
  ['Segment id', ({ segment }) => csvText(segment.id)],
  ['Start', ({ stream, segment, time }) => timeCell(stream.startDateTime ?? segment.startDateTime, time)],
  ['End', ({ stream, segment, time }) => timeCell(stream.endDateTime ?? segment.endDateTime, time)],
  ['Time zone', ({ time }) => csvText(time.zone)],
  ['Segment failure stage', ({ segment }) => csvText(segment.failureInfo?.stage)],
  ['Segment failure reason', ({ segment }) => csvText(segment.failureInfo?.reason)],
  ['Media', ({ media }) => csvText(media.label)],
  ['Stream id', ({ stream }) => csvText(stream.streamId)],
  ['Direction', ({ stream }) => csvText(stream.streamDirection)],
  ['Kind', row => judged(row).kind],
  ['Verdict', row => judged(row).verdict],
  ['Poor because of', row => csvText(judged(row).reasons.join(' '))],
  ...measures.map((name): Column<StreamRow> => [name, ({ stream }) => decimalText(stream[name])]),
  ['audioCodec', ({ stream }) => csvText(stream.audioCodec)],
  ['videoCodec', ({ stream }) => csvText(stream.videoCodec)],
  ['wasMediaBypassed', ({ stream }) => flagCell(stream.wasMediaBypassed)],
  ['isAudioForwardErrorCorrectionUsed', ({ stream }) => flagCell(stream.isAudioForwardErrorCorrectionUsed)],
  ...networkColumns('Caller', ({ media }) => media.callerNetwork),
  ...networkColumns('Callee', ({ media }) => media.calleeNetwork),
  ...deviceColumns('Caller', ({ media }) => media.callerDevice),
  ...deviceColumns('Callee', ({ media }) => media.calleeDevice),
];

function judged({ stream, media }: StreamRow) {
  return streamQuality(stream, media.label);
}

function flagCell(flag: boolean | undefined): string {
  return flag === undefined ? '' : flag ? 'yes' : 'no';
}
