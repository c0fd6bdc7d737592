import { t, type MessageKey } from '../i18n';
import { el } from './dom';

/** Each permission of the manifest, required and optional, in plain words; a test holds this list against the manifest. */
export const EXPLAINED: Record<'sites' | 'activeTab' | 'contextMenus' | 'scripting' | 'storage' | 'nativeMessaging', [what: MessageKey, why: MessageKey]> = {
  sites: ['permission_sites', 'permission_sites_why'],
  contextMenus: ['permission_menu', 'permission_menu_why'],
  activeTab: ['permission_active', 'permission_active_why'],
  scripting: ['permission_scripting', 'permission_scripting_why'],
  storage: ['permission_storage', 'permission_storage_why'],
  nativeMessaging: ['permission_host', 'permission_host_why'],
};

export const permissionList = (): HTMLElement =>
  el('dl', { class: 'permissions' }, ...Object.values(EXPLAINED).map(([what, why]) => el('div', {}, el('dt', {}, t(what)), el('dd', {}, t(why)))));
