import type { SecondFault } from '../contract.ts';
import type { Deviation } from '../ways.ts';

export interface PlantedFault extends SecondFault {
  deviation: Deviation;
}
