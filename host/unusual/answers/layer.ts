/** Unusual hosts that conform: the public REST layer under the API, in the versions whose wording the page has. */
import { onLayer } from '../../variants/layer.ts';
import { type Unusual, withHost } from '../../variants/variant.ts';

const missing = 'Could not locate field for key_path expire_token from provided dict data';

export const unusualLayer: readonly Unusual[] = [
  {
    name: 'layer-before-3.2',
    unusual: 'Errors have error_details in place of details, and ends are whole seconds.',
    host: withHost(onLayer({ missing, badCredentials: 7 })),
    deviates: ['error.envelope'],
  },
];
