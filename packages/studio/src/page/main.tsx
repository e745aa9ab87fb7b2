import { render } from 'preact';

const place = document.getElementById('page');
if (place) render(<p>DLN studio</p>, place);
