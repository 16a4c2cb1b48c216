/** A short tone and a tap, where the phone allows them; two lower ones when somebody was refused. */
export function signal(good: boolean): void {
  navigator.vibrate?.(good ? 80 : [120, 80, 120]);
  const Audio = globalThis.AudioContext;
  if (!Audio) return;
  const audio = new Audio();
  const tone = audio.createOscillator();
  const volume = audio.createGain();
  volume.gain.value = 0.15;
  tone.frequency.value = good ? 880 : 220;
  tone.connect(volume).connect(audio.destination);
  tone.onended = () => void audio.close();
  tone.start();
  tone.stop(audio.currentTime + (good ? 0.12 : 0.35));
}
