import { render } from 'preact';
import { App } from './app.tsx';
import { createEmbeddedSource, embeddedData } from './sources/embedded-source.ts';
import { createHttpSource } from './sources/http-source.ts';
import { createStudio } from './state.ts';

const place = document.getElementById('page');
const data = embeddedData();
const source = data ? createEmbeddedSource(data) : createHttpSource();
if (place) {
  const studio = createStudio(source);
  // A file with one run opens at it.
  const [only, ...others] = data?.entries ?? [];
  if (only && others.length === 0 && studio.place.value.run === undefined)
    studio.adjust({ run: only.id });
  render(<App studio={studio} />, place);
}
