/** The secret that opens browser mode: made once a start, never written down, compared without telling how much of it was right. */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** 192 bits, safe in a URL and a cookie. */
export function createToken(): string {
  return randomBytes(24).toString("base64url");
}

export function isSameToken(given: string, wanted: string): boolean {
  return timingSafeEqual(digest(given), digest(wanted));
}

/** Hashes have one length: neither content nor length of the guess shows in the time taken. */
function digest(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

/** Wrong guesses that are answered in a burst, then one a second; the right token is never slowed. */
export function createGuessLimit(now: () => number = Date.now, burst = 20): { readonly take: () => boolean } {
  let left = burst;
  let at = now();
  return {
    take() {
      left = Math.min(burst, left + (now() - at) / 1000);
      at = now();
      if (left < 1) return false;
      left -= 1;
      return true;
    },
  };
}
