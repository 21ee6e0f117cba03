import { renderSVG } from 'uqr';

/** A text as a QR picture (SVG), readable also where a tenth and a half of it is dirty. */
export const qrSvg = (text: string): string => renderSVG(text, { ecc: 'M', border: 4 });
