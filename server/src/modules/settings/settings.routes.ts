import { getSession, updateSettings } from '@picture/contract';
import { type Binding, bind } from '../../platform/http/route.ts';
import { picturesRoutes } from './pictures.routes.ts';
import type { Settings } from './settings.service.ts';

export const settingsRoutes = (settings: Settings): Binding[] => [
  bind(getSession, ({ who }) => settings.session(who)),
  bind(updateSettings, ({ who, body }) => settings.update(who, body)),
  ...picturesRoutes(settings.pictures),
];
