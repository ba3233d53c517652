import type { CallDevice, CallNetwork } from '../domain/call-record';
import type { Column, StreamRow } from './call-columns';
import { csvText, decimalText } from './cell';

type Texts<Whole> = {
  [Key in keyof Whole]-?: NonNullable<Whole[Key]> extends string ? Key : never;
}[keyof Whole];

/** The names of what is a number in it. */
export type Numbers<Whole> = {
  [Key in keyof Whole]-?: NonNullable<Whole[Key]> extends number ? Key : never;
}[keyof Whole];

/** What has no heading of its own stands below its name at Graph. */
const networkTexts: readonly Texts<CallNetwork>[] = [
  'macAddress',
  'dnsSuffix',
  'basicServiceSetIdentifier',
  'wifiMicrosoftDriver',
  'wifiMicrosoftDriverVersion',
  'wifiVendorDriver',
  'wifiVendorDriverVersion',
];
const networkNumbers: readonly Numbers<CallNetwork>[] = [
  'port',
  'relayPort',
  'wifiChannel',
  'wifiBatteryCharge',
  'bandwidthLowEventRatio',
  'delayEventRatio',
  'receivedQualityEventRatio',
  'sentQualityEventRatio',
];
const deviceMeasures: readonly string[] = [
  'captureNotFunctioningEventRatio',
  'cpuInsufficentEventRatio',
  'deviceClippingEventRatio',
  'deviceGlitchEventRatio',
  'howlingEventCount',
  'initialSignalLevelRootMeanSquare',
  'lowSpeechLevelEventRatio',
  'lowSpeechToNoiseEventRatio',
  'micGlitchRate',
  'receivedNoiseLevel',
  'receivedSignalLevel',
  'renderMuteEventRatio',
  'renderNotFunctioningEventRatio',
  'renderZeroVolumeEventRatio',
  'sentNoiseLevel',
  'sentSignalLevel',
  'speakerGlitchRate',
];

/** The network at one end of a stream. */
export function networkColumns(
  end: string,
  of: (row: StreamRow) => CallNetwork | undefined,
): readonly Column<StreamRow>[] {
  return [
    [`${end} network`, row => csvText(of(row)?.connectionType)],
    [`${end} link speed`, row => decimalText(of(row)?.linkSpeed)],
    [`${end} transport`, row => csvText(of(row)?.networkTransportProtocol)],
    [`${end} Wi-Fi band`, row => csvText(of(row)?.wifiBand)],
    [`${end} Wi-Fi radio`, row => csvText(of(row)?.wifiRadioType)],
    [`${end} Wi-Fi signal`, row => decimalText(of(row)?.wifiSignalStrength)],
    [`${end} IP address`, row => csvText(of(row)?.ipAddress)],
    [`${end} subnet`, row => csvText(of(row)?.subnet)],
    [`${end} reflexive IP address`, row => csvText(of(row)?.reflexiveIPAddress)],
    [`${end} relay IP address`, row => csvText(of(row)?.relayIPAddress)],
    ...networkTexts.map((name): Column<StreamRow> => [`${end} ${name}`, row => csvText(of(row)?.[name])]),
    ...networkNumbers.map((name): Column<StreamRow> => [`${end} ${name}`, row => decimalText(of(row)?.[name])]),
    [`${end} route`, row => routeCell(of(row)?.traceRouteHops)],
  ];
}

/** `1 10.0.0.1 5 ms, 2 10.0.1.1 9 ms` */
function routeCell(hops: CallNetwork['traceRouteHops'] = []): string {
  const parts = hops.map(({ hopCount, ipAddress, roundTripTimeMs }) => {
    const time = roundTripTimeMs === undefined ? undefined : `${roundTripTimeMs} ms`;
    return [hopCount, ipAddress, time].filter(part => part !== undefined).join(' ');
  });
  return csvText(parts.filter(part => part !== '').join(', '));
}

/** The devices there. */
export function deviceColumns(
  end: string,
  of: (row: StreamRow) => CallDevice | undefined,
): readonly Column<StreamRow>[] {
  return [
    [`${end} microphone or camera`, row => csvText(of(row)?.captureDeviceName)],
    [`${end} loudspeaker or screen`, row => csvText(of(row)?.renderDeviceName)],
    [`${end} captureDeviceDriver`, row => csvText(of(row)?.captureDeviceDriver)],
    [`${end} renderDeviceDriver`, row => csvText(of(row)?.renderDeviceDriver)],
    ...deviceMeasures.map((name): Column<StreamRow> => [`${end} ${name}`, row => decimalText(of(row)?.measures[name])]),
  ];
}
