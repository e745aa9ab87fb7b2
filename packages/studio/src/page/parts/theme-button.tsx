import { useSignal } from '@preact/signals';

const THEMES = ['auto', 'light', 'dark'] as const;

/** Chooses light or dark colours, or those of the system. */
export function ThemeButton() {
  const theme = useSignal<(typeof THEMES)[number]>(kept());
  const next = THEMES[(THEMES.indexOf(theme.value) + 1) % THEMES.length] ?? 'auto';
  document.documentElement.dataset['theme'] = theme.value;
  return (
    <button
      type="button"
      onClick={() => {
        theme.value = next;
        keep(next);
      }}
    >
      Colours: {theme.value}
    </button>
  );
}

function kept(): (typeof THEMES)[number] {
  try {
    return THEMES.find((one) => one === localStorage.getItem('theme')) ?? 'auto';
  } catch {
    return 'auto'; // a file:// page may have no storage
  }
}

function keep(theme: string): void {
  try {
    localStorage.setItem('theme', theme);
  } catch {
    // The choice lasts as long as the page.
  }
}
