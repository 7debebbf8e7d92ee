/** Faulty hosts: the public REST layer under the API, in versions that word an error otherwise than the page. */
import { onLayer } from '../../variants/layer.ts';
import { type Fault, withHost } from '../../variants/variant.ts';

export const layerFaults: readonly Fault[] = [
  {
    name: 'layer-from-3.2',
    wrong:
      'A missing expire_token is told in the newer wording of the layer, and details are called error_details.',
    breaks: 'S10',
    fails: ['error.missing-expire-token', 'error.envelope'],
    host: withHost(onLayer({ missing: 'Could not locate key: expire_token', badCredentials: 15 })),
  },
];
