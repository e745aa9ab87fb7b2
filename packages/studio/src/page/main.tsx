import { render } from 'preact';
import { App } from './app.tsx';
import { createHttpSource } from './sources/http-source.ts';
import { createStudio } from './state.ts';

const place = document.getElementById('page');
if (place) render(<App studio={createStudio(createHttpSource())} />, place);
