import type { CallStream } from '../../src/domain/call-record';
import type { PoorReason, StreamKind, Verdict } from '../../src/domain/call-quality';
import { streamQuality } from '../../src/domain/stream-quality';

const enough = { packetUtilization: 501 };

/** Label, metrics, verdict, reasons. */
type Row = [string, CallStream, Verdict, PoorReason[]];

describe('audio', () => {
  it.each<Row>([
    ['nothing measured', {}, 'unclassified', []],
    ['packets alone', enough, 'unclassified', []],
    ['no packets told', { averageJitterMs: 44 }, 'unclassified', []],
    ['500 packets, however poor', { packetUtilization: 500, averageJitterMs: 900 }, 'unclassified', []],
    ['501 packets', { ...enough, averageJitterMs: 44 }, 'poor', ['jitter']],
    ['no packets at all', { packetUtilization: 0, averageJitterMs: 0 }, 'unclassified', []],
    ['fewer than none', { packetUtilization: -1, averageJitterMs: 44 }, 'unclassified', []],
    ['a round trip of 500 ms', { ...enough, averageRoundTripTimeMs: 500 }, 'good', []],
    ['a round trip of more', { ...enough, averageRoundTripTimeMs: 500.001 }, 'poor', ['round-trip']],
    ['a tenth lost', { ...enough, averagePacketLossRate: 0.1 }, 'good', []],
    ['more lost', { ...enough, averagePacketLossRate: 0.1001 }, 'poor', ['packet-loss']],
    ['jitter of 30 ms', { ...enough, averageJitterMs: 30 }, 'good', []],
    ['jitter of more', { ...enough, averageJitterMs: 30.001 }, 'poor', ['jitter']],
    ['0 is measured', { ...enough, averageRoundTripTimeMs: 0 }, 'good', []],
    ['one good, one poor', { ...enough, averageRoundTripTimeMs: 20, averageJitterMs: 31 }, 'poor', ['jitter']],
    [
      'every threshold is named',
      { ...enough, averageRoundTripTimeMs: 600, averagePacketLossRate: 0.2, averageJitterMs: 40 },
      'poor',
      ['round-trip', 'packet-loss', 'jitter'],
    ],
    [
      'the largest values decide nothing',
      { ...enough, averageJitterMs: 3, maxJitterMs: 900, maxRoundTripTimeMs: 9_000, maxPacketLossRate: 1 },
      'good',
      [],
    ],
    ['nor does the jitter of the network', { ...enough, averageAudioNetworkJitterMs: 90 }, 'unclassified', []],
    ['nor what was concealed', { ...enough, averageRatioOfConcealedSamples: 0.9 }, 'unclassified', []],
    ['nor what only video has', { ...enough, averageVideoFrameRate: 1 }, 'unclassified', []],
    ['not measured is below 0', { ...enough, averageRoundTripTimeMs: -1 }, 'unclassified', []],
    ['or no number', { ...enough, averagePacketLossRate: NaN }, 'unclassified', []],
  ])('%s', (_, metrics, verdict, reasons) => {
    expect(streamQuality(metrics, 'main-audio')).toEqual({ kind: 'audio', verdict, reasons });
  });
});

describe('video', () => {
  it.each<Row>([
    ['nothing measured', {}, 'unclassified', []],
    ['half of the frames lost', { averageVideoFrameLossPercentage: 50 }, 'good', []],
    ['more lost', { averageVideoFrameLossPercentage: 50.01 }, 'poor', ['frame-loss']],
    ['7 frames a second', { averageVideoFrameRate: 7 }, 'good', []],
    ['fewer', { averageVideoFrameRate: 6.99 }, 'poor', ['frame-rate']],
    ['none', { averageVideoFrameRate: 0 }, 'poor', ['frame-rate']],
    ['0.15 lost after correction', { postForwardErrorCorrectionPacketLossRate: 0.15 }, 'good', []],
    ['more lost after it', { postForwardErrorCorrectionPacketLossRate: 0.151 }, 'poor', ['post-fec-loss']],
    [
      'few frames lost decide before few frames',
      { averageVideoFrameLossPercentage: 0, averageVideoFrameRate: 1 },
      'good',
      [],
    ],
    [
      'enough frames decide before what was lost after correction',
      { averageVideoFrameRate: 20, postForwardErrorCorrectionPacketLossRate: 0.9 },
      'good',
      [],
    ],
    [
      'only what decided is named',
      { averageVideoFrameLossPercentage: 80, averageVideoFrameRate: 1, postForwardErrorCorrectionPacketLossRate: 0.9 },
      'poor',
      ['frame-loss'],
    ],
    [
      'what is below 0 was not measured',
      { averageVideoFrameLossPercentage: -1, averageVideoFrameRate: 3 },
      'poor',
      ['frame-rate'],
    ],
    ['packets do not matter', { packetUtilization: 3, averageVideoFrameRate: 3 }, 'poor', ['frame-rate']],
    [
      'nor do the thresholds of audio',
      { ...enough, averageJitterMs: 99, averagePacketLossRate: 0.9 },
      'unclassified',
      [],
    ],
    ['nor frames of all streams together', { averageReceivedFrameRate: 1 }, 'unclassified', []],
    ['nor how long they were few', { lowFrameRateRatio: 1 }, 'unclassified', []],
  ])('%s', (_, metrics, verdict, reasons) => {
    expect(streamQuality(metrics, 'main-video')).toEqual({ kind: 'video', verdict, reasons });
  });
});

describe('screen sharing', () => {
  it.each<Row>([
    ['2 frames a second', { averageVideoFrameRate: 2 }, 'good', []],
    ['fewer', { averageVideoFrameRate: 1.99 }, 'poor', ['frame-rate']],
    [
      'more than half of the frames lost',
      { averageVideoFrameLossPercentage: 51, averageVideoFrameRate: 5 },
      'poor',
      ['frame-loss'],
    ],
    ['lost after correction', { postForwardErrorCorrectionPacketLossRate: 0.2 }, 'poor', ['post-fec-loss']],
    ['nothing measured', {}, 'unclassified', []],
  ])('%s', (_, metrics, verdict, reasons) => {
    expect(streamQuality(metrics, 'applicationsharing-video')).toEqual({ kind: 'screen-sharing', verdict, reasons });
  });
});

describe('which rule a stream goes by', () => {
  it.each<[string | null, CallStream, StreamKind]>([
    ['main-audio', {}, 'audio'],
    ['MAIN-AUDIO', {}, 'audio'],
    ['audio', {}, 'audio'],
    ['applicationsharing-audio', {}, 'audio'],
    ['main-video', {}, 'video'],
    ['Main-Video', {}, 'video'],
    ['panoramic-video', {}, 'video'],
    ['gallery-video', {}, 'video'],
    ['applicationsharing-video', {}, 'screen-sharing'],
    ['ApplicationSharing-Video', {}, 'screen-sharing'],
    ['applicationsharing', {}, 'screen-sharing'],
    ['screen', {}, 'screen-sharing'],
    ['data', {}, 'other'],
    ['main-data', {}, 'other'],
    ['data', { audioCodec: 'satin', averageVideoFrameRate: 3 }, 'other'],
    ['main-audio', { videoCodec: 'h264' }, 'audio'],
    ['main-audio', { averageVideoFrameRate: 20 }, 'audio'],
    [null, {}, 'other'],
    ['', {}, 'other'],
    ['something new', {}, 'other'],
    [null, { videoCodec: 'h264' }, 'video'],
    [null, { audioCodec: 'satin' }, 'audio'],
    [null, { audioCodec: 'satin', videoCodec: 'unknown' }, 'audio'],
    [null, { audioCodec: 'invalid', videoCodec: 'h264' }, 'video'],
    [null, { averageVideoFrameRate: 0 }, 'video'],
    [null, { averageAudioDegradation: 0 }, 'audio'],
    ['something new', { averageRatioOfConcealedSamples: 0.1 }, 'audio'],
    ['something new', { postForwardErrorCorrectionPacketLossRate: 0 }, 'video'],
    // Both have these: they say nothing of which it is.
    [null, { packetUtilization: 9_000, averageRoundTripTimeMs: 900, averageJitterMs: 90 }, 'other'],
    [null, { averageVideoFrameRate: -1 }, 'other'],
  ])('%j %j: %s', (label, metrics, kind) => {
    expect(streamQuality(metrics, label).kind).toBe(kind);
  });

  it('without a rule nothing is judged, however poor', () => {
    expect(streamQuality({ packetUtilization: 9_000, averageJitterMs: 900 }, 'data')).toEqual({
      kind: 'other',
      verdict: 'unclassified',
      reasons: [],
    });
  });
});
