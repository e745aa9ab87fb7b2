/** The report's style sheet. */
export const reportStyle = `
:root { color-scheme: light; }
body { margin: 0; color: #1a1a1a; background: #fff; font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 1080px; margin: 0 auto; padding: 24px 20px 80px; }
h1 { font-size: 26px; }
h2 { margin-top: 56px; padding-top: 12px; border-top: 2px solid #1a1a1a; font-size: 21px; }
h3 { margin-top: 28px; font-size: 17px; }
h4 { margin: 0 0 6px; font-size: 14px; font-weight: 600; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 4px 12px; border-bottom: 1px solid #ddd; text-align: right; white-space: nowrap; }
th:first-child, td:first-child { text-align: left; padding-left: 0; }
thead th { border-bottom: 1.5px solid #1a1a1a; font-weight: 600; vertical-align: bottom; }
.figures tbody th { font-weight: 400; }
.figures .block th { padding-top: 12px; font-weight: 600; border-bottom-color: #999; }
.figures thead th { white-space: normal; max-width: 110px; }
ul.notes { color: #444; font-size: 14px; }
.gaps { margin: 16px 0; padding: 10px 14px; border-left: 3px solid #b26a00; background: #fff7ea; font-size: 14px; }
.gaps ul { margin: 4px 0 0; padding-left: 20px; }
li.noise { color: #666; }
.charts { display: flex; flex-wrap: wrap; gap: 24px; }
.chart { flex: 0 1 460px; }
.chart figure { margin: 0; }
.chart [class$=swatches], .chart [class*=swatches] { font-size: 13px !important; }
.chart svg { max-width: 100%; height: auto; }
details { margin: 6px 0; border-bottom: 1px solid #ddd; padding-bottom: 6px; }
summary span { color: #666; font-size: 14px; }
pre { margin: 0; font: 14px/1.45 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
`;
