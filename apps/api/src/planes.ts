import type { Config } from '@gatehouse/platform';
import type { Type } from '@nestjs/common';
import { ControlPlaneModule } from './control-plane.module';
import { DataPlaneModule } from './data-plane.module';

/** What `PLANE` picks. Apart, each plane scales and fails by itself; together they are the whole API on one port. */
export const PLANES: Readonly<Record<Config['plane'], readonly Type[]>> = {
  data: [DataPlaneModule],
  control: [ControlPlaneModule],
  all: [ControlPlaneModule, DataPlaneModule],
};
