/** Reads the QR code in a picture of a video; null while there is none. */
export type CodeReader = (video: HTMLVideoElement) => Promise<string | null>;

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}
type DetectorClass = {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
};

/** The browser's own reader where there is one (Android, newer Safari); else one in JavaScript, loaded only then. */
export async function codeReader(): Promise<CodeReader> {
  const Detectors = (globalThis as { BarcodeDetector?: DetectorClass }).BarcodeDetector;
  if (Detectors && (await Detectors.getSupportedFormats()).includes("qr_code")) {
    const detector = new Detectors({ formats: ["qr_code"] });
    return async (video) => (await detector.detect(video))[0]?.rawValue ?? null;
  }
  const { default: read } = await import("jsqr");
  const canvas = document.createElement("canvas");
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  return async (video) => {
    const width = Math.min(video.videoWidth, longestSide);
    if (!pen || width === 0) return null;
    canvas.width = width;
    canvas.height = Math.round((video.videoHeight * width) / video.videoWidth);
    pen.drawImage(video, 0, 0, canvas.width, canvas.height);
    const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
    return read(data, canvas.width, canvas.height, { inversionAttempts: "dontInvert" })?.data ?? null;
  };
}

const longestSide = 640;
