import type { Place } from '../../reducers/place.ts';
import type { OpenRun, Studio } from '../state.ts';

/** What every view of a run gets. */
export interface ViewProps {
  readonly studio: Studio;
  readonly run: OpenRun;
  readonly place: Place;
}
