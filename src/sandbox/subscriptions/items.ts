import type { TenantEvent, TenantReport, TenantSession } from '../world/model';
import type { TenantSubscription } from './subscription';

/** A report that came into being, in the words of Graph. For town halls the path is in lower case and the tenant is not named. */
export function reportItem(
  subscription: TenantSubscription,
  tenantId: string,
  at: { event: TenantEvent; session: TenantSession; report: TenantReport },
): object {
  const event = eventPath(at.event);
  const path = `${event}/sessions/${at.session.id}/attendanceReports/${at.report.id}`;
  return {
    ...head(subscription),
    changeType: 'created',
    ...(at.event.kind === 'webinar' && { tenantId }),
    resource: `${event}/getAttendanceReports`,
    resourceData: { '@odata.id': path, '@odata.type': '#microsoft.graph.meetingAttendanceReport', id: at.report.id },
  };
}

/** An event that was created: its id is its whole path, with a slash behind. */
export function eventItem(subscription: TenantSubscription, tenantId: string, event: TenantEvent): object {
  const path = `${eventPath(event)}/`;
  return {
    ...head(subscription),
    changeType: 'created',
    tenantId,
    resource: 'solutions/virtualEvents/events/',
    resourceData: { '@odata.id': path, '@odata.type': '#microsoft.graph.virtualEvent', id: path },
  };
}

/** Graph wants to know that the app may still read; it sends no other lifecycle event for virtual events. */
export function reauthorizationItem(subscription: TenantSubscription, tenantId: string): object {
  return { ...head(subscription), tenantId, lifecycleEvent: 'reauthorizationRequired' };
}

function head(subscription: TenantSubscription): object {
  return {
    subscriptionId: subscription.id,
    clientState: subscription.clientState,
    subscriptionExpirationDateTime: new Date(subscription.expires).toISOString().replace('Z', '0000Z'),
  };
}

function eventPath({ kind, id }: TenantEvent): string {
  const segment = encodeURIComponent(id).replaceAll('%40', '@');
  return kind === 'webinar'
    ? `solutions/virtualEvents/webinars/${segment}`
    : `solutions/virtualevents/townhalls/${segment}`;
}
